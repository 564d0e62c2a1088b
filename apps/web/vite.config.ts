import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin } from 'vite';

const server = process.env.XINXUAN_SERVER ?? 'http://127.0.0.1:8600';

export default defineConfig({
  plugins: [react(), shellWorker()],
  server: {
    port: 5173,
    proxy: { '/api': { target: server, changeOrigin: false } },
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs; changes only with a dependency, so browsers keep it over our releases.
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            {
              name: 'data',
              test: /node_modules[\\/](@tanstack|@orpc|i18next|react-i18next)[\\/]/,
              priority: 20,
            },
          ],
        },
      },
    },
  },
});

/** What must lie on a device so that it opens without network: the entry, and these pages with all they import. */
const OFFLINE_PAGES = ['FieldPage', 'SignInPage', 'Frame', 'shell', 'useKeeping'];
type Chunk = {
  type: 'chunk';
  name: string;
  isEntry: boolean;
  imports: string[];
  viteMetadata?: { importedCss: Set<string> };
};
type Bundle = Record<string, Chunk | { type: 'asset' }>;

/** Builds the service worker with the list of files it keeps; a change in any of them is a new worker. */
function shellWorker(): Plugin {
  let outDir = '';
  let shell = { version: '', files: [] as string[] };
  return {
    name: 'shell-worker',
    apply: 'build',
    configResolved: config => {
      outDir = config.build.outDir;
    },
    generateBundle: (_options, bundle) => {
      const files = ['/', ...shellFiles(bundle as unknown as Bundle).map(file => `/${file}`)];
      const version = createHash('sha256')
        .update(Object.keys(bundle).sort().join())
        .digest('hex')
        .slice(0, 12);
      shell = { version, files };
    },
    closeBundle: async () => {
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { SHELL: JSON.stringify(shell) },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          rolldownOptions: {
            input: fileURLToPath(new URL('src/phone/worker.ts', import.meta.url)),
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      });
    },
  };
}

function shellFiles(bundle: Bundle): string[] {
  const found = new Set<string>();
  const add = (file: string): void => {
    const chunk = bundle[file];
    if (found.has(file) || chunk?.type !== 'chunk') return;
    found.add(file);
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
    for (const imported of chunk.imports) add(imported);
  };
  for (const [file, chunk] of Object.entries(bundle))
    if (chunk.type === 'chunk' && (chunk.isEntry || OFFLINE_PAGES.includes(chunk.name))) add(file);
  return [...found].sort();
}

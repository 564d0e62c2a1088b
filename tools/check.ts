import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const part = (path: string) => join(root, 'node_modules', path);

/** Every step runs even when one before it failed: all findings at once. */
const STEPS: { name: string; argv: string[] }[] = [
  { name: 'format and lint', argv: [part('@biomejs/biome/bin/biome'), 'check', '--diagnostic-level=warn'] },
  { name: 'types: server, packages, tools', argv: [part('typescript/bin/tsc'), '-p', 'tsconfig.json'] },
  { name: 'types: web', argv: [part('typescript/bin/tsc'), '-p', 'apps/web/tsconfig.json'] },
  { name: 'arrows, cycles, sizes, names', argv: [join(root, 'tools/check-imports.ts')] },
];

const env = { ...process.env };
const results = STEPS.map(({ name, argv }) => {
  console.log(`— ${name}`);
  const [script = ''] = argv;
  if (!existsSync(script)) throw new Error(`${script} is missing: npm install`);
  return spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit', env }).status === 0;
});
const passed = results.filter(Boolean).length;
const broken = STEPS.filter((_, at) => !results[at]);
if (broken.length > 0) console.log(['Failed:', ...broken.map(({ name }) => `  check > ${name}`)].join('\n'));
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const DIST = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));

/** Compressed script that the first page loads before anything is clicked: the entry, what it preloads, and its route. */
export async function measureWeb(): Promise<Record<string, string | number>[]> {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const entry = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(match => match[1] ?? '');
  const files = readdirSync(join(DIST, 'assets')).filter(file => file.endsWith('.js'));
  const rows = [
    { page: 'entry and its preloads', ...sizes(entry.map(path => path.replace('/assets/', ''))) },
  ];
  for (const page of ['SignInPage', 'TodayPage']) {
    const chunk = files.find(file => file.startsWith(`${page}-`));
    if (chunk)
      rows.push({
        page: `… with ${page}`,
        ...sizes(closure([chunk, ...entry.map(path => path.replace('/assets/', ''))])),
      });
  }
  return rows;
}

/** A chunk with every chunk it imports statically. */
function closure(start: string[]): string[] {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(join(DIST, 'assets', file), 'utf8');
    for (const [, imported] of source.matchAll(
      /(?:^|[;}\s])import(?:[^"'();]*?from)?["']\.\/([^"']+\.js)["']/g,
    ))
      if (imported) visit(imported);
  };
  for (const file of start) visit(file);
  return [...seen];
}

function sizes(files: string[]): { files: number; 'kB gzip': number } {
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(DIST, 'assets', file)), { level: 9 }).length,
    0,
  );
  return { files: files.length, 'kB gzip': Math.round(bytes / 102.4) / 10 };
}

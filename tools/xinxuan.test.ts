import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const command = fileURLToPath(new URL('./xinxuan.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'xinxuan-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: string[]) =>
  spawnSync(process.execPath, [command, ...argv], { cwd: folder, encoding: 'utf8' });

it('lists its commands in both languages', () => {
  const { status, stdout } = run();
  expect(status).toBe(0);
  for (const words of ['用法', 'Usage', 'backup', 'verify-audit']) expect(stdout).toContain(words);
});

it.each([[['frobnicate']], [['constructor']]])('refuses the unknown command %s with exit code 2', argv => {
  const { status, stderr } = run(...argv);
  expect(status).toBe(2);
  expect(stderr).toContain('没有命令');
});

it.each([
  [['backup'], 2],
  [['backup', '--help'], 0],
  [['restore', 'no-such.tar'], 1],
])('hands %s on and gives back exit code %i', (argv, expected) => {
  expect(run(...argv).status).toBe(expected);
});

#!/usr/bin/env node
// Measures ratios against a bare server and a bare SQL statement in one run; prints tables for docs/performance.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, findNode, root } from './launch/install.mjs';
import { runCommand } from './launch/say.mjs';

await runCommand(() => {
  ensureInstalled();
  const file = join(root, 'tools', 'bench', 'run.ts');
  const { status } = spawnSync(findNode(), ['--max-old-space-size=4096', file, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  return status ?? 1;
});

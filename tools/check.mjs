#!/usr/bin/env node
// npm run check: format, lint, types, arrows, cycles, sizes.
import { ensureInstalled, runNode } from './launch/install.mjs';
import { runCommand } from './launch/say.mjs';

await runCommand(() => {
  ensureInstalled();
  return runNode('tools/check.ts', process.argv.slice(2));
});

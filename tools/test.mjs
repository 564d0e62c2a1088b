#!/usr/bin/env node
// npm test: installs what is missing, then runs every test and the journeys in a browser.
import { ensureInstalled, runNode } from './launch/install.mjs';
import { runCommand } from './launch/say.mjs';

await runCommand(() => {
  ensureInstalled();
  return runNode('tools/test.ts', process.argv.slice(2));
});

#!/usr/bin/env node
// Builds the web pages when their sources changed.
import { ensureInstalled } from './launch/install.mjs';
import { runCommand } from './launch/say.mjs';
import { buildWeb } from './launch/web.mjs';

await runCommand(() => {
  ensureInstalled();
  buildWeb();
});

import { fileURLToPath } from 'node:url';
import { checkImports } from './check/import-rules.ts';
import { type Finding, readSources, type Source } from './check/source.ts';
import { checkText } from './check/text-rules.ts';

/** Everything that the rules find, in the order of the tree. */
export function checkSources(sources: Source[]): Finding[] {
  const findings = [...checkImports(sources), ...sources.flatMap(checkText)];
  return findings.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}

if (import.meta.main) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const sources = readSources(root);
  const findings = checkSources(sources);
  for (const { path, line, rule, todo } of findings) console.log(`${path}:${line}  ${rule}: ${todo}`);
  console.log(`${sources.length} files, ${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

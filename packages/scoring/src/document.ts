/** A scheme's text as plain data, for whoever shows or changes it part by part. */
import { isAlias, visit } from 'yaml';
import { readText, walk } from './edit.ts';
import { isMap, showPath } from './reading.ts';

/**
 * `data` has the shape of docs/scheme.schema.json as far as the writer has kept to it. `shared` are the paths of parts
 * that stand in several places by anchor and alias (`clauses[1].steps[0]`): changed in one place, changed in all.
 */
export type SchemeDocument = { data: Readonly<Record<string, unknown>>; shared: string[] };

/** Null when the text is not YAML, or is something else than a map. */
export function readDocument(text: string): SchemeDocument | null {
  const read = readText(text);
  if (!read) return null;
  const data = plain(() => read.document.toJS({ maxAliasCount: 1000 }) as unknown);
  if (!isMap(data)) return null;
  const used = new Set<string>();
  visit(read.document, { Alias: (_key, alias) => void used.add(alias.source) });
  const shared: string[] = [];
  walk(read.document.contents, [], (node, path) => {
    const name = isAlias(node) ? node.source : (node as { anchor?: string } | null)?.anchor;
    if (name && used.has(name)) shared.push(showPath(path));
  });
  return { data, shared };
}

/** An alias without its part, or one that unfolds beyond all measure, makes the library throw. */
function plain(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return null;
  }
}

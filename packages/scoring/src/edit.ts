/** Changing a scheme's text without losing its comments and its order. */
import { isMap, isSeq, parseDocument } from 'yaml';

export type Edit = { path: readonly (string | number)[]; value: unknown };

/**
 * Sets values in the YAML text: `[{ path: ['switches', 'quarter-quota', 'value'], value: 'year' }]`. Undefined deletes.
 * Comments, order and the form of maps stay as written; only spaces before a comment are evened out. Null when the text is not YAML or the path leads through something that has
 * no parts; the result is then to be read by `parseScheme` as any other text.
 */
export function editScheme(text: string, edits: readonly Edit[]): string | null {
  if (edits.length === 0) return text;
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return null;
  for (const { path, value } of edits) {
    const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
    if (!isMap(parent) && !isSeq(parent)) return null;
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, value);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

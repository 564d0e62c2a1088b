/** One part of a thing before and after an act; null where it was not there. */
export type PartChange = { path: string; before: string | null; after: string | null };

type Parts = Map<string, string>;

/**
 * The parts of a thing that an act changed, put in or took out, by their path (`body.0.text`). Parts that stayed the
 * same are left out: an entry of a long manuscript shows the sentence that changed, not the manuscript.
 */
export function changedParts(before: unknown, after: unknown): PartChange[] {
  const from = partsOf(before);
  const to = partsOf(after);
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter(path => from.get(path) !== to.get(path))
    .map(path => ({ path, before: from.get(path) ?? null, after: to.get(path) ?? null }));
}

function partsOf(value: unknown): Parts {
  const parts: Parts = new Map();
  collect(value, '', parts);
  return parts;
}

function collect(value: unknown, path: string, parts: Parts): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object') {
    parts.set(path, String(value));
    return;
  }
  for (const [key, part] of Object.entries(value)) collect(part, path === '' ? key : `${path}.${key}`, parts);
}

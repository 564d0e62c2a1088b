import { carried, type Stretch, textChanges } from '@xinxuan/contract';

type Stretched = { id: string; from: number; to: number };

/** Where the stretches of an older text stand in the newer one; what was taken out has become empty. */
export function carriedAll(
  stretches: readonly Stretched[],
  ground: string | null,
  flat: string,
): Map<string, Stretch> {
  if (ground === null || ground === flat)
    return new Map(stretches.map(({ id, from, to }) => [id, { from, to }]));
  const changes = textChanges(ground, flat, 'characters');
  return new Map(
    stretches.map(({ id, from, to }) => [
      id,
      from === to ? { from, to: from } : carried(changes, { from, to }),
    ]),
  );
}

/** Where the quoted words stand: at the place that was seen, or else where they stand nearest to it. */
export function placeOfQuote(flat: string, quote: string, near: number): Stretch | null {
  let best: number | null = null;
  for (let at = flat.indexOf(quote); at >= 0; at = flat.indexOf(quote, at + 1)) {
    if (best === null || Math.abs(at - near) < Math.abs(best - near)) best = at;
  }
  return best === null ? null : { from: best, to: best + quote.length };
}

import { flatOf, mergedTexts, textChanges, textOfFlat } from '@xinxuan/contract';
import type { Draft } from './draft.ts';

/**
 * A draft that was changed here and elsewhere since `base`, as one. Words are merged as on the page where several write
 * at once (0643); a field that one side left alone has the other side's value, and what both chose anew is as chosen here.
 * Without a base nothing that either side has is taken out.
 */
export function mergedDraft(base: Draft | null, mine: Draft, theirs: Draft): Draft {
  const ground = base ?? commonOf(mine, theirs);
  const words = textOfFlat(mergedTexts(flatOf(ground), flatOf(mine), flatOf(theirs)));
  const merged = { ...mine };
  for (const field of Object.keys(theirs) as (keyof Draft)[]) {
    if (same(mine[field], ground[field])) Object.assign(merged, { [field]: theirs[field] });
  }
  return {
    ...merged,
    title: words.title,
    body: words.body,
    authors: mergedList(ground.authors, { mine: mine.authors, theirs: theirs.authors }, of => of.id),
    themes: mergedList(ground.themes, { mine: mine.themes, theirs: theirs.themes }, of => of),
    photos: mergedList(ground.photos, { mine: mine.photos, theirs: theirs.photos }, of => of.fileId),
    attachments: mergedList(
      ground.attachments,
      { mine: mine.attachments, theirs: theirs.attachments },
      of => of.fileId,
    ),
  };
}

/** What both have: built on it, a merge only adds. */
function commonOf(mine: Draft, theirs: Draft): Draft {
  const kept = textChanges(flatOf(mine), flatOf(theirs), 'characters').filter(({ kind }) => kind === 'same');
  return {
    ...theirs,
    ...textOfFlat(kept.map(({ text }) => text).join('')),
    ...{ authors: [], themes: [], photos: [], attachments: [] },
  };
}

/** In the order of here; what the other side put in stands behind it, what either side took out is gone. */
function mergedList<T>(
  base: readonly T[],
  { mine, theirs }: { mine: readonly T[]; theirs: readonly T[] },
  keyOf: (one: T) => string,
): T[] {
  const find = (list: readonly T[], key: string): T | undefined => list.find(one => keyOf(one) === key);
  const stays = mine
    .filter(one => find(theirs, keyOf(one)) || !find(base, keyOf(one)))
    .map(one => {
      const other = find(theirs, keyOf(one));
      return other && same(one, find(base, keyOf(one))) ? other : one;
    });
  const come = theirs.filter(one => !find(base, keyOf(one)) && !find(mine, keyOf(one)));
  return [...stays, ...come];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

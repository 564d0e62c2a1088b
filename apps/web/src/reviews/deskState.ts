import { CHANNELS } from '@xinxuan/contract';
import * as z from 'zod';
import { flag, idField, listFields, oneOf, text, words } from '../ui/searchFields.ts';

export const DESK_STATES = ['at_desk', 'accepted', 'declined', 'merged'] as const;
export const DESK_SORTS = ['waiting', 'newest', 'unit'] as const;
export const DESK_PAGE = 50;

export const DeskState = z.object({
  ...listFields,
  q: text(),
  state: oneOf(DESK_STATES),
  unitId: idField(),
  channel: oneOf(CHANNELS),
  overdue: flag(),
  sort: oneOf(DESK_SORTS),
});

export const MergeState = z.object({ ids: words() });

/** The one to open when this one is dealt with: the one below it, or the one above when it was the last. */
export function neighbour(ids: readonly string[], id: string, step: 1 | -1 = 1): string | undefined {
  const at = ids.indexOf(id);
  if (at < 0) return ids[0];
  return ids[at + step] ?? ids[at - step];
}

/** One up or down from the open one, staying at the ends. */
export function moved(ids: readonly string[], id: string | undefined, step: 1 | -1): string | undefined {
  const at = id === undefined ? -1 : ids.indexOf(id);
  if (at < 0) return ids[0];
  return ids[Math.min(Math.max(at + step, 0), ids.length - 1)];
}

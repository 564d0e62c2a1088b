import type { Import, ImportRow, ImportSummary, SheetView } from '@xinxuan/contract';
import { IMPORT_ROW_STATES } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import { can } from '../http/refusal.ts';
import {
  isInterrupted,
  type Standing,
  whyNotCancel,
  whyNotChange,
  whyNotTake,
  whyNotUndo,
} from './import.ts';
import { type Full, sameFile } from './queries.ts';
import type { Row } from './row-queries.ts';

export function summaryOf(of: Full): ImportSummary {
  const counts = Object.fromEntries(IMPORT_ROW_STATES.map(state => [state, of.counts[state] ?? 0]));
  return {
    id: of.id,
    kind: of.kind,
    name: of.name,
    state: of.state,
    takenAs: of.taken_as,
    by: of.by,
    at: of.started_at,
    counts: counts as ImportSummary['counts'],
    manuscripts: of.manuscripts,
    adoptions: of.adoptions,
  };
}

export function standingOf(of: Full): Standing {
  const { ready = 0, taken = 0 } = of.counts;
  return { kind: of.kind, state: of.state, beatAt: of.beat_at, ready, taken };
}

export async function viewOf(
  reader: Reader,
  of: Full,
  { now, sheet = null }: { now: Date; sheet?: SheetView | null },
): Promise<Import> {
  const standing = standingOf(of);
  return {
    ...summaryOf(of),
    progress: progressOf(of),
    interrupted: isInterrupted(standing, now),
    sheet,
    sameFile: await sameFile(reader, of),
    undone:
      of.undone_at && of.undoer ? { at: of.undone_at, by: of.undoer, reason: of.undo_reason ?? '' } : null,
    can: {
      take: can(whyNotTake(standing, now)),
      cancel: can(whyNotCancel(standing)),
      undo: can(whyNotUndo(standing, now)),
      change: can(whyNotChange(standing)),
    },
  };
}

/** What is left is still in the state from which the work under way takes it. */
function progressOf({ state, counts }: Full): Import['progress'] {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  if (state === 'reading') return { done: all - (counts.waiting ?? 0), all };
  const from = state === 'undoing' ? (counts.taken ?? 0) : (counts.ready ?? 0);
  const moved = state === 'undoing' ? (counts.undone ?? 0) : (counts.taken ?? 0);
  return { done: moved, all: moved + from };
}

export function rowView({ found, ...row }: Row): ImportRow {
  return {
    number: row.number,
    file: row.path,
    state: row.state,
    title: found?.title ?? '',
    unit: found?.unit ?? { id: null, text: '' },
    authors: found?.authors ?? [],
    sentOn: found?.sentOn ?? null,
    eventOn: found?.eventOn ?? null,
    type: found?.type ?? 'other',
    genre: found?.genre ?? 'long',
    importance: found?.importance ?? 'ordinary',
    words: found?.words ?? 0,
    photos: found?.photos.length ?? 0,
    adoption: found?.adoption ?? null,
    problems: row.problems,
    unsure: found?.unsure ?? [],
    repeats: found?.repeats ?? [],
    manuscriptId: row.manuscript_id,
  };
}

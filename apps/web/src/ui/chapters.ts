import type { LifeEvent } from '@xinxuan/contract';

export type Chapter = { kind: 'writing' | 'round' | 'desk'; round: number; events: LifeEvent[] };

/**
 * A life line in chapters: writing, each round of review, the desk. A round begins with a sending; what was sent back to
 * an earlier step, or called back, goes on in the round that it began.
 */
export function chaptersOf(life: readonly LifeEvent[]): Chapter[] {
  const chapters: Chapter[] = [{ kind: 'writing', round: 0, events: [] }];
  const begin = (kind: Chapter['kind'], round: number) => chapters.push({ kind, round, events: [] });
  for (const event of life) {
    const round = chapters.at(-1)?.round ?? 0;
    if (event.kind === 'submitted' || event.kind === 'resubmitted') begin('round', round + 1);
    if (event.kind === 'received') begin('desk', round);
    const here = chapters.at(-1);
    here?.events.push(event);
    if (beginsRound(event)) begin('round', (here?.round ?? 0) + 1);
    // Called back from the desk, its round goes on.
    else if (event.kind === 'taken_back' && here?.kind === 'desk') begin('round', here.round);
  }
  return chapters.filter(chapter => chapter.events.length > 0);
}

/** Sent back to an earlier step, or such a return called back: the next event belongs to a new round. */
function beginsRound({ kind, detail }: LifeEvent): boolean {
  if (kind === 'returned') return Number(detail['to'] ?? 0) > 0;
  return kind === 'taken_back' && detail['undid'] === 'returned';
}

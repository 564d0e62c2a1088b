import type { WaitingItem } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import type { DutyRow } from '../duties/tables.ts';
import { dutiesAbout } from './queries.ts';

type Next = NonNullable<WaitingItem['next']>;

/** The next reminder or escalation of a duty; null when nobody is told any more. */
export function nextOf(row: Pick<DutyRow, 'plan' | 'next_step' | 'next_at'>): WaitingItem['next'] {
  const step = row.plan[row.next_step];
  if (row.next_at === null || !step) return null;
  return { at: row.next_at, to: step.to, last: row.next_step === row.plan.length - 1 };
}

/**
 * What happens to these things next if nothing is done, and by when they are due: from the person's own open duties about
 * them, the most urgent of each.
 */
export async function nextAbout(
  reader: Reader,
  { personId, ids }: { personId: string; ids: readonly string[] },
): Promise<Map<string, { dueAt: string; next: Next | null }>> {
  const found = new Map<string, { dueAt: string; next: Next | null }>();
  if (ids.length === 0) return found;
  for (const row of await dutiesAbout(reader, { personId, ids }))
    if (!found.has(row.subject_id)) found.set(row.subject_id, { dueAt: row.due_at, next: nextOf(row) });
  return found;
}

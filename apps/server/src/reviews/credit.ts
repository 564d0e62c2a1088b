import type { DeclineReason } from '@xinxuan/contract';
import { calendarOf } from '../calendar/body-calendar.ts';
import { isInWindow } from '../calendar/reporting-window.ts';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { recordFact, voidFacts } from '../facts/record.ts';
import { type Manuscript, titleOf } from '../manuscripts/manuscript.ts';
import { creditedElsewhere, sentFact } from '../manuscripts/repeat-answer-queries.ts';

type By = { by: string; now: Date };

/** What keeps an item from counting: late or poor ones (S4), and those that pass on another unit's work (M6). */
export type Blemish = { late: boolean; poor: boolean; forwarded: boolean };

export const BLEMISH_OF: Record<DeclineReason, Partial<Blemish>> = {
  late: { late: true },
  poor: { poor: true },
  duplicate: { forwarded: true },
  // Off the topic says nothing about the work: the item keeps its credit as sent.
  off_topic: {},
};

/** The fact of a sending, on the day of the first sending: what quotas count, and the attributes that schemes ask for. */
export async function recordSubmitted(
  tx: Tx,
  manuscript: Manuscript,
  { by, now, ...blemish }: By & Partial<Blemish>,
): Promise<void> {
  const sentAt = manuscript.submitted_at ? new Date(manuscript.submitted_at) : now;
  await recordFact(tx, {
    kind: 'submitted',
    onDay: dayOf(sentAt),
    unitId: manuscript.unit_id,
    personIds: manuscript.authors.map(author => author.id),
    manuscriptId: manuscript.id,
    leadId: manuscript.lead_id,
    attrs: {
      channel: manuscript.channel,
      genre: manuscript.genre,
      importance: manuscript.importance,
      type: manuscript.type,
      late: manuscript.late,
      in_window: isInWindow(sentAt, await calendarOf(tx, manuscript.unit_path)),
      poor: false,
      ...blemish,
      forwarded: blemish.forwarded === true || (await creditedElsewhere(tx, manuscript.id)) !== null,
    },
    label: titleOf(manuscript),
    recordedBy: by,
    now,
  });
}

/** Takes the sending back as a fact, with the reason that the ledger will show. */
export async function voidSubmitted(
  tx: Tx,
  manuscriptId: string,
  { reason, by, now }: By & { reason: string },
): Promise<number> {
  return voidFacts(tx, { manuscriptId, kind: 'submitted' }, { reason, by, now });
}

/** Puts the fact of a sending right after the desk has said whose work it is, or taken that back. */
export async function recredit(tx: Tx, manuscript: Manuscript, { by, now }: By): Promise<void> {
  const fact = await sentFact(tx, manuscript.id);
  if (!fact) return;
  const blemish = manuscript.decline_reason ? BLEMISH_OF[manuscript.decline_reason] : {};
  const other = await creditedElsewhere(tx, manuscript.id);
  const forwarded = blemish.forwarded === true || other !== null;
  if (forwarded === fact.forwarded) return;
  const reason = other ? `认定与《${other.title}》为同一事` : '撤销“同一事”的认定';
  await voidSubmitted(tx, manuscript.id, { reason, by, now });
  await recordSubmitted(tx, manuscript, { by, now, ...blemish });
}

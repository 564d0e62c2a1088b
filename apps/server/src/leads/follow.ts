import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { endDuty, endLocked, reopenDuty } from '../duties/end.ts';
import { lockDuty } from '../duties/queries.ts';
import { recordFact, voidFacts } from '../facts/record.ts';
import { writersOf } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { bookMissedLead } from './book-missed.ts';
import { type Completion, completionOf, type LeadFull } from './lead.ts';
import { changeLead, creditedBy, dutyKey, insertEvent, leadOfItem, lockLead } from './queries.ts';

type By = { by: string | null; now: Date };
type Followed = By & ({ manuscriptId: string } | { leadId: string });

/**
 * Called by every act that brings an item to the desk or takes it away again: the duty of the responsible unit and the
 * facts that score come to what the items now say. Safe to call at any time; an item without a lead changes nothing.
 */
export async function follow(tx: Tx, followed: Followed): Promise<void> {
  const id = 'leadId' in followed ? followed.leadId : await leadOfItem(tx, followed.manuscriptId);
  const lead = id ? await lockLead(tx, id) : null;
  if (!lead || lead.cancelledAt !== null) return;
  const done = completionOf(lead);
  await setDuty(tx, { lead, done }, followed);
  await setCredit(tx, { lead, done }, followed);
}

type At = { lead: LeadFull; done: Completion | null };

/** Ended by the unit's own item, closed when another unit was first, open while nothing is there. */
async function setDuty(tx: Tx, { lead, done }: At, { by, now }: By): Promise<void> {
  const key = dutyKey(lead);
  const want = wantedOf(done);
  const has = lead.duty.state;
  if (has === want || !['open', 'done', 'closed'].includes(has) || staysClosed({ lead, done }, now)) return;
  if (has !== 'open') {
    await reopenDuty(tx, { key, by, reason: '线索的完成情况有变化', now });
    await voidMissed(tx, lead, { by, now });
  }
  if (done && want === 'done') {
    // The unit's own act is its sending; what its leaders took to sign is not its lateness.
    const sent = new Date(done.item.sentAt ?? now);
    await endDuty(tx, { key, by, act: 'leads.complete', subjectId: done.item.id, now: sent });
  }
  if (done && want === 'closed') {
    const duty = await lockDuty(tx, { key });
    const act = { by, act: 'leads.completedElsewhere', subjectId: done.item.id, now };
    if (duty) await endLocked(tx, duty, { ...act, state: 'closed' });
    await bookMissedLead(tx, { ...lead, missedFactId: null }, now);
  }
}

function wantedOf(done: Completion | null): 'open' | 'done' | 'closed' {
  if (!done) return 'open';
  return done.foreign ? 'closed' : 'done';
}

/** What its own closing has ended stays missed, unless the unit turns out to have sent in time. */
function staysClosed({ lead, done }: At, now: Date): boolean {
  const { state, closeAt } = lead.duty;
  const over = closeAt !== null && now.getTime() >= Date.parse(closeAt);
  return state === 'closed' && over && (done === null || done.late);
}

async function voidMissed(tx: Tx, lead: LeadFull, { by, now }: By): Promise<void> {
  if (!lead.missedFactId) return;
  await voidFacts(tx, { id: lead.missedFactId }, { reason: '线索的完成情况有变化', by, now });
  await changeLead(tx, lead.id, { missed_fact_id: null });
}

async function setCredit(tx: Tx, { lead, done }: At, { by, now }: By): Promise<void> {
  const has = lead.factId ? await creditedBy(tx, lead.factId) : null;
  const same =
    has &&
    done &&
    has.manuscriptId === done.item.id &&
    has.late === done.late &&
    has.foreign === done.foreign;
  if (same || (!has && !done)) return;
  if (lead.factId) await voidFacts(tx, { id: lead.factId }, { reason: '线索的完成情况有变化', by, now });
  const factId = done ? await book(tx, lead, { done, by, now }) : null;
  await changeLead(tx, lead.id, { fact_id: factId });
  const text = done ? `${done.item.unit.name}《${done.item.name}》` : '';
  await insertEvent(tx, { leadId: lead.id, kind: done ? 'completed' : 'taken_away', by, text, now });
}

/** The fact that scores: the credit of the unit whose item completes the lead. */
async function book(tx: Tx, lead: LeadFull, { done, by, now }: By & { done: Completion }): Promise<string> {
  const { item, late, foreign } = done;
  const manuscript = await findManuscript(tx, item.id, dayOf(now));
  return recordFact(tx, {
    kind: 'lead_completed',
    onDay: dayOf(new Date(item.sentAt ?? now)),
    unitId: item.unit.id,
    personIds: manuscript ? writersOf(manuscript) : [],
    manuscriptId: item.id,
    leadId: lead.id,
    attrs: { late, foreign },
    label: item.name,
    recordedBy: by,
    now,
  });
}

import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { recordFact } from '../facts/record.ts';
import { type LeadFull, stateOf } from './lead.ts';
import { changeLead, insertEvent, lockLead, missedLeads } from './queries.ts';

type Given = { now: Date; settle: (tx: Tx, now: Date) => Promise<void> };

/** A round: leads that closed undone become facts, once each. Answers how many were booked. */
export async function bookMissedLeads(database: Database, { now, settle }: Given): Promise<number> {
  let booked = 0;
  for (const { bodyId, leadId } of await missedLeads(database)) {
    const done = await database.write(
      bodyId,
      async tx => {
        const lead = await lockLead(tx, leadId);
        if (!lead || lead.missedFactId || stateOf(lead) !== 'missed') return false;
        await bookMissedLead(tx, lead, now);
        await settle(tx, now);
        return true;
      },
      () => false,
    );
    if (done) booked += 1;
  }
  return booked;
}

/** The responsible unit did not supply in time. */
export async function bookMissedLead(tx: Tx, lead: LeadFull, now: Date): Promise<void> {
  const factId = await recordFact(tx, {
    kind: 'lead_missed',
    onDay: dayOf(new Date(lead.duty.dueAt)),
    unitId: lead.unit.id,
    personIds: [],
    leadId: lead.id,
    attrs: {},
    label: lead.what.slice(0, 60),
    note: '线索到期未报送',
    recordedBy: null,
    now,
  });
  await changeLead(tx, lead.id, { missed_fact_id: factId });
  await insertEvent(tx, { leadId: lead.id, kind: 'missed', by: null, text: lead.unit.name, now });
}

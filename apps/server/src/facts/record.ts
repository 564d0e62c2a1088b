import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { noteChange } from './changes.ts';
import type { FactsOf, NewFact, Voiding } from './fact.ts';
import { insertFact, markVoid } from './queries.ts';

/** Records that something happened which may score. Facts are never changed: a correction voids one and records another. */
export async function recordFact(tx: Tx, fact: NewFact): Promise<string> {
  const id = newId('fact', fact.now);
  await insertFact(tx, {
    body_id: tx.body,
    id,
    kind: fact.kind,
    on_day: fact.onDay,
    booked_on: dayOf(fact.now),
    unit_id: fact.unitId,
    person_ids: fact.personIds,
    manuscript_id: fact.manuscriptId ?? null,
    adoption_id: fact.adoptionId ?? null,
    lead_id: fact.leadId ?? null,
    attrs: fact.attrs,
    label: fact.label,
    evidence: fact.evidence ?? [],
    note: fact.note ?? '',
    recorded_by: fact.recordedBy,
    recorded_at: fact.now.toISOString(),
    voided_at: null,
    voided_by: null,
    void_reason: null,
  });
  noteChange(tx, {
    unitId: fact.unitId,
    personIds: fact.personIds,
    year: Number(fact.onDay.slice(0, 4)),
    fact: {
      id,
      kind: fact.kind,
      onDay: fact.onDay,
      label: fact.label,
      manuscriptId: fact.manuscriptId ?? null,
      what: 'recorded',
      reason: '',
    },
  });
  return id;
}

/** Takes facts back, with a reason that stays readable. Answers how many there were. */
export async function voidFacts(tx: Tx, of: FactsOf, why: Voiding): Promise<number> {
  const voided = await markVoid(tx, of, why);
  for (const fact of voided) {
    noteChange(tx, {
      unitId: fact.unit_id,
      personIds: fact.person_ids,
      year: Number(fact.on_day.slice(0, 4)),
      fact: {
        id: fact.id,
        kind: fact.kind,
        onDay: fact.on_day,
        label: fact.label,
        manuscriptId: fact.manuscript_id,
        what: 'voided',
        reason: why.reason,
      },
    });
  }
  return voided.length;
}

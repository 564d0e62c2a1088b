import type { Tx } from '../db/connect.ts';
import { factsToRelead } from './queries.ts';
import { recordFact, voidFacts } from './record.ts';

type Releading = { manuscriptId: string; leadId: string | null; by: string; now: Date };

/**
 * Puts the sending and the adoptions of an item to the lead that it answers, or takes them off it. Facts are never
 * changed, so each that says otherwise is voided and recorded anew. Answers how many there were.
 */
export async function releadFacts(tx: Tx, { manuscriptId, leadId, by, now }: Releading): Promise<number> {
  const facts = await factsToRelead(tx, { manuscriptId, leadId });
  for (const fact of facts) {
    const reason = leadId ? '稿件关联线索' : '稿件取消关联线索';
    await voidFacts(tx, { id: fact.id }, { reason, by, now });
    await recordFact(tx, {
      ...{ kind: fact.kind as 'submitted' | 'adopted', onDay: fact.on_day, unitId: fact.unit_id },
      ...{ personIds: fact.person_ids, manuscriptId, adoptionId: fact.adoption_id, leadId },
      attrs: fact.attrs as Record<string, string | number | boolean>,
      ...{ label: fact.label, evidence: fact.evidence as string[], note: fact.note },
      ...{ recordedBy: by, now },
    });
  }
  return facts.length;
}

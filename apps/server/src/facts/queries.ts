import { sql } from 'kysely';
import type { Tx } from '../db/connect.ts';
import type { FactsOf, Voiding } from './fact.ts';
import type { FactRow } from './tables.ts';

/** Of a fact `f` of a sending: it counts towards targets, being neither late nor poor nor passed on (S4, M6). */
export const COUNTED = sql<boolean>`not coalesce((f.attrs->>'late')::boolean, false)
  and not coalesce((f.attrs->>'poor')::boolean, false) and not coalesce((f.attrs->>'forwarded')::boolean, false)`;

export async function insertFact(tx: Tx, fact: FactRow): Promise<void> {
  await tx.db
    .insertInto('facts')
    .values({
      ...fact,
      attrs: JSON.stringify(fact.attrs) as never,
      evidence: JSON.stringify(fact.evidence) as never,
    })
    .execute();
}

export async function markVoid(
  tx: Tx,
  of: FactsOf,
  why: Voiding,
): Promise<Pick<FactRow, 'id' | 'unit_id' | 'person_ids' | 'on_day' | 'kind' | 'label' | 'manuscript_id'>[]> {
  if (!of.id && !of.manuscriptId && !of.adoptionId) return [];
  return tx.db
    .updateTable('facts')
    .set({ voided_at: why.now.toISOString(), voided_by: why.by, void_reason: why.reason })
    .where('body_id', '=', tx.body)
    .where('voided_at', 'is', null)
    .$if(of.id !== undefined, query => query.where('id', '=', of.id ?? ''))
    .$if(of.manuscriptId !== undefined, query => query.where('manuscript_id', '=', of.manuscriptId ?? ''))
    .$if(of.adoptionId !== undefined, query => query.where('adoption_id', '=', of.adoptionId ?? ''))
    .$if(of.kind !== undefined, query => query.where('kind', '=', of.kind ?? ''))
    .returning(['id', 'unit_id', 'person_ids', 'on_day', 'kind', 'label', 'manuscript_id'])
    .execute();
}

/** The sending and the adoptions of an item that hang on another lead than this. */
export function factsToRelead(
  tx: Tx,
  { manuscriptId, leadId }: { manuscriptId: string; leadId: string | null },
): Promise<FactRow[]> {
  return tx.db
    .selectFrom('facts')
    .selectAll()
    .where('body_id', '=', tx.body)
    .where('manuscript_id', '=', manuscriptId)
    .where('kind', 'in', ['submitted', 'adopted'])
    .where('voided_at', 'is', null)
    .where('lead_id', 'is distinct from', leadId)
    .execute();
}

/** The lead that an item answers, for what is recorded about it. */
export async function leadOfManuscript(tx: Tx, id: string): Promise<string | null> {
  const found = await sql<{ lead_id: string | null }>`select lead_id from manuscripts
    where body_id = ${tx.body} and id = ${id}`.execute(tx.db);
  return found.rows[0]?.lead_id ?? null;
}

import { decideAdoption, findAdoption } from '../adoptions/queries.ts';
import type { Tx } from '../db/connect.ts';
import { voidFacts } from '../facts/record.ts';
import type { Actor } from '../http/actor.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import type { Row } from './row-queries.ts';

/** Takes one row back: facts with the reason that the ledger will show, the adoption, the manuscript that came with it. */
export async function undoRow(
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  row: Row,
  reason: string,
): Promise<void> {
  const why = { reason, by: actor.personId, now };
  if (row.adoption_id) {
    await voidFacts(tx, { adoptionId: row.adoption_id }, why);
    const adoption = await findAdoption(tx, row.adoption_id);
    const decided = { decided_by: actor.personId, decided_at: now.toISOString(), reason };
    if (adoption?.state === 'verified')
      await decideAdoption(tx, adoption, { state: 'withdrawn', ...decided });
  }
  if (!row.manuscript_id || !row.made_manuscript) return;
  await voidFacts(tx, { manuscriptId: row.manuscript_id }, why);
  await changeManuscript(tx, row.manuscript_id, { discarded_at: now.toISOString(), now });
}

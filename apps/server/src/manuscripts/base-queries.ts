import type { Block, Redline } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { RevisionKind, RevisionReason } from './tables.ts';

/** A version as the rule of versions and the trace of changes look at it. */
export type RevisionBase = {
  title: string;
  body: Block[];
  id: string;
  hash: string;
  kind: RevisionKind;
  reason: RevisionReason;
  by: string;
  writers: string[];
  createdAt: string;
  savedAt: string;
  basedOn: string | null;
  redline: Redline | null;
  signed: boolean;
};

export async function findBase(reader: Reader, id: string): Promise<RevisionBase> {
  const found = await sql<RevisionBase>`
    select v.id, v.title, v.body, v.hash, v.kind, v.reason, v.created_by as by, v.writers,
      v.created_at as "createdAt", coalesce(v.saved_at, v.created_at) as "savedAt", v.based_on as "basedOn",
      -- The trace would show what was sealed before seals covered copies.
      case when not exists (select 1 from revisions s where s.body_id = v.body_id
        and s.manuscript_id = v.manuscript_id and s.sealed_at is not null and s.seal_id is null) then v.redline end as redline,
      exists (select 1 from reviews r where r.body_id = v.body_id and r.revision_id = v.id
        and r.decided_at is not null) as signed
    from revisions v where v.body_id = ${reader.body} and v.id = ${id}`.execute(reader.db);
  const row = found.rows[0];
  if (!row) throw new Error(`revision ${id} vanished`);
  return row;
}

/** The text has changed under review: whoever has not signed yet will sign the new one. */
export async function moveOpenSteps(
  tx: Tx,
  of: { manuscriptId: string; round: number; revisionId: string },
): Promise<void> {
  await tx.db
    .updateTable('reviews')
    .set({ revision_id: of.revisionId })
    .where('body_id', '=', tx.body)
    .where('manuscript_id', '=', of.manuscriptId)
    .where('round', '=', of.round)
    .where('state', 'in', ['pending', 'waiting'])
    .execute();
}

/** Only the trace is rewritten: what it says of the text stays the same. */
export async function setRedline(tx: Tx, id: string, redline: Redline | null): Promise<void> {
  await tx.db
    .updateTable('revisions')
    .set({ redline: redline ? JSON.stringify(redline) : null })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

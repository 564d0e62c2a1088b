import { sql } from 'kysely';
import type { Tx } from '../db/connect.ts';

type Which = { kind: 'unit' | 'group'; id: string };

const TABLES = { unit: 'units', group: 'assessment_groups' } as const;

/** Keeps how a unit or a group stands, just before it is changed. */
export async function keepBefore(tx: Tx, { kind, id }: Which, now: Date): Promise<void> {
  await sql`insert into roster_history (body_id, kind, id, until_at, was)
    select t.body_id, ${kind}, t.id, ${now.toISOString()}, to_jsonb(t) from ${sql.table(TABLES[kind])} t
    where t.body_id = ${tx.body} and t.id = ${id}
    on conflict do nothing`.execute(tx.db);
}

/** Keeps that units or groups did not exist before this moment. */
export async function keepBeginning(
  tx: Tx,
  { kind, ids }: { kind: Which['kind']; ids: string[] },
  now: Date,
): Promise<void> {
  await sql`insert into roster_history (body_id, kind, id, until_at, was)
    select ${tx.body}, ${kind}, id, ${now.toISOString()}, null from unnest(${ids}::text[]) id
    on conflict do nothing`.execute(tx.db);
}

import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { PayeeTable } from './tables.ts';

type Owner = { kind: 'unit' | 'person'; id: string };

export async function findPayee(reader: Reader, owner: Owner): Promise<PayeeTable | null> {
  const row = await reader.db
    .selectFrom('payees')
    .selectAll()
    .where('body_id', '=', reader.body)
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .executeTakeFirst();
  return row ?? null;
}

export async function sealedPayees(reader: Reader, listId: string): Promise<PayeeTable[]> {
  const found = await sql<PayeeTable>`
    select y.* from payees y where y.body_id = ${reader.body} and exists (select 1 from fee_items i
      where i.body_id = y.body_id and i.list_id = ${listId} and i.owner_kind = y.owner_kind and i.owner_id = y.owner_id)`.execute(
    reader.db,
  );
  return found.rows;
}

/** How many of these owners have no payee data. */
export async function withoutPayee(reader: Reader, owners: readonly string[]): Promise<number> {
  if (owners.length === 0) return 0;
  const found = await sql<{ n: number }>`
    select count(*) as n from unnest(${[...owners]}::text[]) as o(id)
    where not exists (select 1 from payees y where y.body_id = ${reader.body} and y.owner_id = o.id)`.execute(
    reader.db,
  );
  return Number(found.rows[0]?.n ?? 0);
}

/** Null version: there must be none yet. Answers whether it was so. */
export async function writePayee(
  tx: Tx,
  version: number | null,
  { version: _, ...payee }: PayeeTable,
): Promise<boolean> {
  if (version === null) {
    const made = await tx.db
      .insertInto('payees')
      .values({ ...payee, version: 0 })
      .onConflict(conflict => conflict.columns(['body_id', 'owner_kind', 'owner_id']).doNothing())
      .returning('owner_id')
      .executeTakeFirst();
    return made !== undefined;
  }
  const { sealed, last_four, saved_by, saved_at } = payee;
  const changed = await tx.db
    .updateTable('payees')
    .set({ sealed, last_four, saved_by, saved_at, version: version + 1 })
    .where('body_id', '=', tx.body)
    .where('owner_kind', '=', payee.owner_kind)
    .where('owner_id', '=', payee.owner_id)
    .where('version', '=', version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function ownerExists(reader: Reader, { kind, id }: Owner): Promise<boolean> {
  const row = await reader.db
    .selectFrom(kind === 'unit' ? 'units' : 'people')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

import type { Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import type { SchemeTable } from '../tables.ts';

export type SchemeFull = SchemeTable & { saver: Named | null };

const SCHEME = sql`select s.*, case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as saver
  from schemes s left join people p on p.body_id = s.body_id and p.id = s.saved_by`;

export async function allSchemes(reader: Reader): Promise<SchemeFull[]> {
  const found =
    await sql<SchemeFull>`${SCHEME} where s.body_id = ${reader.body} order by s.number desc`.execute(
      reader.db,
    );
  return found.rows;
}

export async function findScheme(reader: Reader, id: string): Promise<SchemeFull | null> {
  const found = await sql<SchemeFull>`${SCHEME} where s.body_id = ${reader.body} and s.id = ${id}`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

export async function nextNumber(tx: Tx): Promise<number> {
  const found = await sql<{
    n: number;
  }>`select coalesce(max(number), 0) + 1 as n from schemes where body_id = ${tx.body}`.execute(tx.db);
  return Number(found.rows[0]?.n ?? 1);
}

export async function insertScheme(tx: Tx, scheme: SchemeTable): Promise<void> {
  await tx.db.insertInto('schemes').values(scheme).execute();
}

type Change = Partial<
  Pick<SchemeTable, 'name' | 'yaml' | 'state' | 'from_on' | 'to_on' | 'saved_by' | 'saved_at'>
>;

/** Answers whether the scheme still stood at `version`. */
export async function changeScheme(
  tx: Tx,
  of: { id: string; version: number },
  change: Change,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('schemes')
    .set({ ...change, version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Ends what is in force the day before `fromOn`; what would only have begun then never comes into force. */
export async function endOthers(tx: Tx, except: string, fromOn: string): Promise<void> {
  await sql`update schemes set state = 'ended', to_on = greatest(${fromOn}::date - 1, from_on), version = version + 1
    where body_id = ${tx.body} and id <> ${except} and state = 'in_force' and (to_on is null or to_on >= ${fromOn})`.execute(
    tx.db,
  );
}

/** Closed periods that reach beyond a day: a scheme cannot come into force inside them. */
export async function closedFrom(reader: Reader, from: string): Promise<{ period: string; last: string }[]> {
  const found = await sql<{ period: string; last: string }>`
    select period, last from (
      select period, case when period ~ 'Q' then
          (make_date(left(period, 4)::integer, right(period, 1)::integer * 3, 1) + interval '1 month - 1 day')::date
        when length(period) = 7 then (make_date(left(period, 4)::integer, right(period, 2)::integer, 1) + interval '1 month - 1 day')::date
        else make_date(period::integer, 12, 31) end as last
      from periods where body_id = ${reader.body} and state = 'closed') closed
    where last >= ${from}::date order by last`.execute(reader.db);
  return found.rows;
}

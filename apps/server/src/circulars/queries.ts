import type { Named, OutletLevel } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { CircularTable } from './tables.ts';

export type CircularFull = CircularTable & { saver: Named };

const CIRCULAR = sql`select c.*, json_build_object('id', p.id, 'name', p.name) as saver
  from circulars c join people p on p.body_id = c.body_id and p.id = c.saved_by`;

export async function findCircular(reader: Reader, id: string): Promise<CircularFull | null> {
  const found =
    await sql<CircularFull>`${CIRCULAR} where c.body_id = ${reader.body} and c.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** One draft of a period is begun at a time; held until the end of the transaction. */
export async function lockDrafting(tx: Tx, period: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.body}/circulars/${period}`}, 8))`.execute(
    tx.db,
  );
}

/** The draft of a period that is being written, the one saved last if there are several. */
export async function findDraftOf(reader: Reader, period: string): Promise<CircularFull | null> {
  const found = await sql<CircularFull>`${CIRCULAR} where c.body_id = ${reader.body} and c.period = ${period}
    and c.state = 'draft' and c.discarded_at is null order by c.saved_at desc, c.id desc limit 1`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

type Filter = { q?: string; state?: 'draft' | 'issued'; drafts: boolean; page: number; pageSize: number };

/** Newest first; drafts only for those who write circulars. */
export async function listCirculars(
  reader: Reader,
  filter: Filter,
): Promise<{ rows: CircularFull[]; total: number }> {
  const conditions = [
    sql`c.body_id = ${reader.body} and c.discarded_at is null`,
    filter.drafts ? null : sql`c.state = 'issued'`,
    filter.state ? sql`c.state = ${filter.state}` : null,
    filter.q ? sql`c.title like ${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`}` : null,
  ].filter(condition => condition !== null);
  const where = sql.join(conditions, sql` and `);
  const rows =
    await sql<CircularFull>`${CIRCULAR} where ${where} order by coalesce(c.issued_at, c.saved_at) desc, c.id desc
    limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from circulars c where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

export async function insertCircular(tx: Tx, circular: CircularTable): Promise<void> {
  await tx.db
    .insertInto('circulars')
    .values({ ...circular, body: JSON.stringify(circular.body) as never })
    .execute();
}

type Change = Partial<Omit<CircularTable, 'body_id' | 'id' | 'version' | 'body'>> & {
  body?: CircularTable['body'];
};

/** Answers whether the circular still stood at `version`. */
export async function changeCircular(
  tx: Tx,
  of: { id: string; version: number },
  { body, ...change }: Change,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('circulars')
    .set({ ...change, ...(body && { body: JSON.stringify(body) as never }), version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Adoptions of a stretch of days by the level of the outlet, highest first. */
export async function adoptionsByLevel(
  reader: Reader,
  from: string,
  to: string,
): Promise<{ level: OutletLevel; items: number }[]> {
  const found = await sql<{ level: OutletLevel; items: number }>`
    select f.attrs->>'level' as level, count(*) as items from facts f
    where f.body_id = ${reader.body} and f.kind = 'adopted' and f.voided_at is null and f.on_day between ${from} and ${to}
    group by 1 order by array_position('{national,provincial,municipal,district,upper_bulletin,inhouse}'::text[], f.attrs->>'level')`.execute(
    reader.db,
  );
  return found.rows;
}

/** Name of the desk that the body's top unit runs, for the sign-off. */
export async function topDesk(reader: Reader): Promise<{ name: string; desk: string }> {
  const found = await sql<{ name: string; desk: string | null }>`
    select name, desk_name as desk from units where body_id = ${reader.body} and parent_id is null order by opened_on limit 1`.execute(
    reader.db,
  );
  return { name: found.rows[0]?.name ?? '', desk: found.rows[0]?.desk ?? '' };
}

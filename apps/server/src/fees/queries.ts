import type { FeeState, Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { DueItem, ListedLine } from './due.ts';
import type { FeeListTable } from './tables.ts';

export type ListFull = FeeListTable & {
  scheme: Named;
  preparer: Named;
  checker: Named | null;
  payer: Named | null;
  discarder: Named | null;
};

const person = (column: 'l.prepared_by' | 'l.checked_by' | 'l.paid_by' | 'l.discarded_by') =>
  sql`(select json_build_object('id', p.id, 'name', p.name) from people p where p.body_id = l.body_id and p.id = ${sql.ref(column)})`;

const LIST = sql`
  select l.*, l.sum::text as sum, json_build_object('id', s.id, 'name', s.name) as scheme, ${person('l.prepared_by')} as preparer,
    ${person('l.checked_by')} as checker, ${person('l.paid_by')} as payer, ${person('l.discarded_by')} as discarder
  from fee_lists l join schemes s on s.body_id = l.body_id and s.id = l.scheme_id`;

export async function findList(reader: Reader, id: string): Promise<ListFull | null> {
  const found = await sql<ListFull>`${LIST} where l.body_id = ${reader.body} and l.id = ${id}`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

type ListFilter = {
  state?: FeeState;
  period?: string;
  sort: 'newest' | 'sum' | 'period';
  page: number;
  pageSize: number;
};

const LIST_ORDERS = {
  newest: sql`l.year desc, l.number desc`,
  sum: sql`l.sum desc, l.number desc`,
  period: sql`l.period desc, l.number desc`,
};

export async function pageOfLists(
  reader: Reader,
  filter: ListFilter,
): Promise<{ rows: ListFull[]; total: number }> {
  const where = sql.join(
    [
      sql`l.body_id = ${reader.body}`,
      // What was thrown away is shown to who asks for it.
      filter.state ? sql`l.state = ${filter.state}` : sql`l.state <> 'discarded'`,
      filter.period ? sql`l.period = ${filter.period}` : sql`true`,
    ],
    sql` and `,
  );
  const rows = await sql<ListFull>`${LIST} where ${where} order by ${LIST_ORDERS[filter.sort]}
    limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from fee_lists l where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

/** One list at a time: whoever prepares, discards or restores waits for the others of the body. */
export async function lockLists(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.body}/fees`}, 7))`.execute(tx.db);
}

export async function nextNumber(tx: Tx, year: number): Promise<number> {
  const found = await sql<{
    n: number;
  }>`select coalesce(max(number), 0) + 1 as n from fee_lists where body_id = ${tx.body} and year = ${year}`.execute(
    tx.db,
  );
  return Number(found.rows[0]?.n ?? 1);
}

/** Periods with a list that stands. */
export async function listedPeriods(reader: Reader): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('fee_lists')
    .select('period')
    .distinct()
    .where('body_id', '=', reader.body)
    .where('state', '<>', 'discarded')
    .execute();
  return rows.map(row => row.period);
}

/** Lines that stand on a list already, each with what it stood at the last time. */
export async function listedLines(reader: Reader, years: readonly number[]): Promise<ListedLine[]> {
  const found = await sql<ListedLine>`
    select distinct on (i.line_id) i.line_id as id, i.owner_kind as "ownerKind", i.owner_id as "ownerId", i.on_day as on,
      i.rule, i.label, i.zh, i.en, i.line_amount::text as "lineAmount", i.part + 1 as parts
    from fee_items i where i.body_id = ${reader.body} and not i.released
      and extract(year from i.on_day)::integer = any(${[...years]}::integer[])
    order by i.line_id, i.part desc`.execute(reader.db);
  return found.rows;
}

type NewList = Pick<
  FeeListTable,
  | 'id'
  | 'year'
  | 'number'
  | 'period'
  | 'scheme_id'
  | 'rounding_zh'
  | 'rounding_en'
  | 'sum'
  | 'persons'
  | 'items'
  | 'prepared_by'
  | 'prepared_at'
>;

export async function insertList(tx: Tx, list: NewList): Promise<void> {
  const unset = {
    checked_by: null,
    checked_at: null,
    paid_on: null,
    voucher: null,
    paid_by: null,
    paid_at: null,
    discard_reason: null,
    discarded_by: null,
    discarded_at: null,
  };
  await tx.db
    .insertInto('fee_lists')
    .values({ body_id: tx.body, ...list, state: 'prepared', ...unset, version: 0 })
    .execute();
}

/** Answers how many were written: one that another list has taken in the meantime is left out. */
export async function insertItems(
  tx: Tx,
  listId: string,
  items: (DueItem & { itemId: string })[],
): Promise<number> {
  const written = await sql<{ id: string }>`
    insert into fee_items (body_id, id, list_id, line_id, part, kind, owner_kind, owner_id, owner_name, unit_name, on_day,
      rule, label, zh, en, amount, line_amount, manuscript_id, adoption_id)
    select ${tx.body}, i."itemId", ${listId}, i.id, i.part, i.kind, i."ownerKind", i."ownerId",
      coalesce(u.name, p.name, i."ownerId"),
      case when i."ownerKind" = 'person' then (select min(n.name) from appointments a
        join units n on n.body_id = a.body_id and n.id = a.unit_id
        where a.body_id = ${tx.body} and a.person_id = i."ownerId" and a.role = 'correspondent'
          and a.from_on <= i.on and (a.to_on is null or a.to_on >= i.on)) end,
      i.on, i.rule, i.label, i.zh, i.en, i.amount, i."lineAmount", f.manuscript_id, f.adoption_id
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i("itemId" text, id text, part integer, kind text,
      "ownerKind" text, "ownerId" text, "on" date, rule text, label text, zh text, en text, amount numeric,
      "lineAmount" numeric, "factId" text)
    left join units u on i."ownerKind" = 'unit' and u.body_id = ${tx.body} and u.id = i."ownerId"
    left join people p on i."ownerKind" = 'person' and p.body_id = ${tx.body} and p.id = i."ownerId"
    left join facts f on f.body_id = ${tx.body} and f.id = i."factId"
    on conflict (body_id, line_id, part) where not released do nothing returning id`.execute(tx.db);
  return written.rows.length;
}

type ListChange = Partial<
  Omit<FeeListTable, 'body_id' | 'id' | 'year' | 'number' | 'period' | 'scheme_id' | 'version'>
>;

/** Answers whether the list still stood at `version`. */
export async function changeList(
  tx: Tx,
  of: { id: string; version: number },
  change: ListChange,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('fee_lists')
    .set({ ...change, version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Number of the list whose differences rest on what this one holds, or that holds the same items; null when none. */
export async function listUpon(
  reader: Reader,
  listId: string,
  how: 'rests' | 'holds',
): Promise<{ year: number; number: number } | null> {
  const other = how === 'rests' ? sql`o.part > m.part` : sql`o.part >= m.part`;
  const found = await sql<{ year: number; number: number }>`
    select l.year, l.number from fee_items m
    join fee_items o on o.body_id = m.body_id and o.line_id = m.line_id and not o.released and o.list_id <> m.list_id and ${other}
    join fee_lists l on l.body_id = o.body_id and l.id = o.list_id
    where m.body_id = ${reader.body} and m.list_id = ${listId} limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function releaseItems(tx: Tx, listId: string, released: boolean): Promise<void> {
  await tx.db
    .updateTable('fee_items')
    .set({ released })
    .where('body_id', '=', tx.body)
    .where('list_id', '=', listId)
    .execute();
}

/** Who signs a payment list: the desk of the body's top unit. */
export async function issuingOrgan(reader: Reader): Promise<string> {
  const found = await sql<{ organ: string }>`
    select name || coalesce(desk_name, '') as organ from units
    where body_id = ${reader.body} and parent_id is null order by opened_on limit 1`.execute(reader.db);
  return found.rows[0]?.organ ?? '';
}

import type { FeeItemKind, FeeState, Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { FeeItemTable } from './tables.ts';

export type ShareRow = {
  owner: Named;
  owner_kind: 'unit' | 'person';
  unit_name: string | null;
  items: number;
  sum: string;
  last_four: string | null;
  payee_saved_at: string | null;
  payee_version: number | null;
};

/** Who gets how much of a list, unit by unit, the largest sum first. */
export async function sharesOf(reader: Reader, listId: string): Promise<ShareRow[]> {
  const found = await sql<ShareRow>`
    select json_build_object('id', i.owner_id, 'name', min(i.owner_name)) as owner, i.owner_kind, min(i.unit_name) as unit_name,
      count(*) as items, sum(i.amount)::text as sum, min(y.last_four) as last_four, min(y.saved_at) as payee_saved_at,
      min(y.version) as payee_version
    from fee_items i
    left join payees y on y.body_id = i.body_id and y.owner_kind = i.owner_kind and y.owner_id = i.owner_id
    where i.body_id = ${reader.body} and i.list_id = ${listId}
    group by i.owner_kind, i.owner_id order by min(i.unit_name) nulls first, sum(i.amount) desc, i.owner_id`.execute(
    reader.db,
  );
  return found.rows;
}

export type ItemRow = FeeItemTable & {
  list_year: number;
  list_number: number;
  list_state: FeeState;
  list_paid_on: string | null;
};

type ItemFilter = {
  id?: string;
  ownerId?: string;
  kind?: FeeItemKind;
  /** Only what somebody can count on: checked or paid. */
  certain?: true;
  sort: 'day' | 'amount';
  page: number;
  pageSize: number;
};

const ITEM_ORDERS = {
  day: sql`i.on_day desc, i.id`,
  amount: sql`i.amount desc, i.on_day desc, i.id`,
};

export async function pageOfItems(
  reader: Reader,
  filter: ItemFilter,
): Promise<{ rows: ItemRow[]; total: number; sum: string }> {
  const where = sql.join(
    [
      sql`i.body_id = ${reader.body}`,
      filter.id ? sql`i.list_id = ${filter.id}` : sql`true`,
      filter.ownerId ? sql`i.owner_id = ${filter.ownerId}` : sql`true`,
      filter.kind ? sql`i.kind = ${filter.kind}` : sql`true`,
      filter.certain ? sql`l.state in ('checked', 'paid') and not i.released` : sql`true`,
    ],
    sql` and `,
  );
  const from = sql`from fee_items i join fee_lists l on l.body_id = i.body_id and l.id = i.list_id where ${where}`;
  const rows = await sql<ItemRow>`
    select i.*, i.amount::text as amount, i.line_amount::text as line_amount, l.year as list_year, l.number as list_number,
      l.state as list_state, l.paid_on as list_paid_on
    ${from} order by ${ITEM_ORDERS[filter.sort]} limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(
    reader.db,
  );
  const all = await sql<{
    n: number;
    sum: string;
  }>`select count(*) as n, coalesce(sum(i.amount), 0)::text as sum ${from}`.execute(reader.db);
  return { rows: rows.rows, total: all.rows[0]?.n ?? 0, sum: all.rows[0]?.sum ?? '0' };
}

/** Everything of a list, for the exported files. */
export async function allItems(reader: Reader, listId: string): Promise<FeeItemTable[]> {
  const found = await sql<FeeItemTable>`
    select i.*, i.amount::text as amount, i.line_amount::text as line_amount from fee_items i
    where i.body_id = ${reader.body} and i.list_id = ${listId}
    order by i.unit_name nulls first, i.owner_name, i.owner_id, i.on_day, i.line_id, i.part`.execute(
    reader.db,
  );
  return found.rows;
}

import type { FaultKind, Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';

export type FaultRow = {
  id: string;
  kind: FaultKind;
  unit: Named;
  unit_path: string;
  on: string;
  note: string;
  basis: string;
  by: Named;
  at: string;
  voided_at: string | null;
  void_reason: string | null;
};

const FAULT = sql`
  select f.id, f.attrs->>'fault' as kind, json_build_object('id', u.id, 'name', u.name) as unit, u.path as unit_path, f.on_day as on,
    f.note, coalesce(f.attrs->>'basis', '') as basis, json_build_object('id', p.id, 'name', p.name) as by, f.recorded_at as at, f.voided_at, f.void_reason
  from facts f join units u on u.body_id = f.body_id and u.id = f.unit_id
  join people p on p.body_id = f.body_id and p.id = f.recorded_by`;

export async function findFault(reader: Reader, id: string): Promise<FaultRow | null> {
  const found =
    await sql<FaultRow>`${FAULT} where f.body_id = ${reader.body} and f.id = ${id} and f.kind in ('fault', 'veto')`.execute(
      reader.db,
    );
  return found.rows[0] ?? null;
}

export type Filter = {
  scope: Scope;
  unitId?: string;
  from?: string;
  to?: string;
  page: number;
  pageSize: number;
};

export async function listFaults(
  reader: Reader,
  filter: Filter,
): Promise<{ rows: FaultRow[]; total: number }> {
  const conditions = [
    sql`f.body_id = ${reader.body}`,
    sql`f.kind in ('fault', 'veto')`,
    within(filter.scope, 'u.path'),
    filter.unitId ? sql`f.unit_id = ${filter.unitId}` : null,
    filter.from ? sql`f.on_day >= ${filter.from}` : null,
    filter.to ? sql`f.on_day <= ${filter.to}` : null,
  ].filter(condition => condition !== null);
  const where = sql.join(conditions, sql` and `);
  const rows = await sql<FaultRow>`${FAULT} where ${where} order by f.on_day desc, f.id desc
    limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from facts f
    join units u on u.body_id = f.body_id and u.id = f.unit_id where ${where}`.execute(reader.db);
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

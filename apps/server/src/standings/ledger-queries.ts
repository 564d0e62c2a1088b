import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { StoredLine } from './tables.ts';

export type LedgerRow = {
  id: string;
  owner_id: string;
  owner_name: string;
  owner_kind: 'unit' | 'person';
  on_day: string;
  clause: string;
  rule: string;
  status: 'counted' | 'superseded' | 'excluded';
  points: string;
  line: StoredLine;
  changed: { at: string; from: string; zh: string; en: string } | null;
  manuscript_id: string | null;
  adoption_id: string | null;
  evidence: { name: string; url: string }[];
};

const ROW = sql`
  select l.id, l.owner_id, coalesce(u.name, p.name) as owner_name, l.owner_kind, l.on_day, l.clause, l.rule, l.status, l.points::text as points,
    l.line, l.changed, f.manuscript_id, f.adoption_id,
    coalesce((select json_agg(json_build_object('name', coalesce(s.name, e.url), 'url', coalesce(e.url, '/api/files/' || s.id || '/evidence')) order by e.id)
      from adoption_evidence e left join stored_files s on s.body_id = e.body_id and s.id = e.file_id
      where e.body_id = l.body_id and e.adoption_id = f.adoption_id), '[]') as evidence
  from ledger_lines l
  left join units u on l.owner_kind = 'unit' and u.body_id = l.body_id and u.id = l.owner_id
  left join people p on l.owner_kind = 'person' and p.body_id = l.body_id and p.id = l.owner_id
  left join facts f on f.body_id = l.body_id and cardinality(l.fact_ids) = 1 and f.id = l.fact_ids[1]`;

/** Every line of a stretch of days, in an order that does not depend on when it was computed. */
export async function allLines(
  reader: Reader,
  of: { owners: 'unit' | 'person'; from: string; to: string },
): Promise<LedgerRow[]> {
  const found = await sql<LedgerRow>`${ROW} where l.body_id = ${reader.body} and l.owner_kind = ${of.owners}
    and l.on_day between ${of.from} and ${of.to} order by l.owner_id, l.on_day, l.clause, l.id`.execute(
    reader.db,
  );
  return found.rows;
}

export type Asked = {
  owner: 'unit' | 'person';
  ownerId: string;
  from: string;
  to: string;
  clause?: string;
  status?: string;
  sort: 'day' | 'points' | 'clause';
  page: number;
  pageSize: number;
};

const ORDERS = {
  day: sql`l.on_day desc, l.id`,
  points: sql`l.points desc, l.on_day desc, l.id`,
  clause: sql`l.clause, l.on_day desc, l.id`,
};

export async function ledgerPage(
  reader: Reader,
  asked: Asked,
): Promise<{ rows: LedgerRow[]; total: number; sum: string }> {
  const conditions = [
    sql`l.body_id = ${reader.body} and l.owner_kind = ${asked.owner} and l.owner_id = ${asked.ownerId}`,
    sql`l.on_day between ${asked.from} and ${asked.to}`,
    asked.clause ? sql`l.clause = ${asked.clause}` : null,
    asked.status ? sql`l.status = ${asked.status}` : null,
  ].filter(condition => condition !== null);
  const where = sql.join(conditions, sql` and `);
  const rows = await sql<LedgerRow>`${ROW} where ${where} order by ${ORDERS[asked.sort]}
    limit ${asked.pageSize} offset ${(asked.page - 1) * asked.pageSize}`.execute(reader.db);
  const all = await sql<{ n: number; sum: string }>`
    select count(*) as n, coalesce(sum(l.points), 0)::text as sum from ledger_lines l where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: all.rows[0]?.n ?? 0, sum: all.rows[0]?.sum ?? '0' };
}

/** Where an owner stands for the rights: a unit's own path, a person's through the posts held. */
export async function ownerPlace(
  reader: Reader,
  owner: 'unit' | 'person',
  id: string,
): Promise<{ unitPath: string; persons: string[] } | null> {
  const found =
    owner === 'unit'
      ? await sql<{
          path: string;
        }>`select path from units where body_id = ${reader.body} and id = ${id}`.execute(reader.db)
      : await sql<{
          path: string;
        }>`select u.path from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
          where a.body_id = ${reader.body} and a.person_id = ${id} and a.role = 'correspondent' order by a.from_on desc limit 1`.execute(
          reader.db,
        );
  const [row] = found.rows;
  return row ? { unitPath: row.path, persons: owner === 'person' ? [id] : [] } : null;
}

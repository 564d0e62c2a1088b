import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { kindOf } from './period.ts';
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
  fact_ids: string[];
  line: StoredLine;
  changed: { at: string; from: string; zh: string; en: string } | null;
  manuscript_id: string | null;
  adoption_id: string | null;
  evidence: { name: string; url: string }[];
  /** Missing in what was frozen before corrections had lines. */
  correction?: { kind: 'objection' | 'late'; origin: string; objectionId: string | null } | null;
};

/** What the scheme gave, and the corrections that are part of the figures of such a stretch, as one list of lines. */
const linesOf = (stretch: { from: string; to: string }) => sql`(
  select body_id, id, owner_kind, owner_id, on_day, clause, rule, status, points, line, changed, fact_ids, null::json as correction
  from ledger_lines
  union all
  select body_id, id, owner_kind, owner_id, on_day, case kind when 'late' then '补记' else '更正' end, '', 'counted', points, line,
    null, fact_ids, json_build_object('kind', kind, 'origin', origin, 'objectionId', objection_id)
  from ledger_corrections where ${kindOf(stretch)}::text = any(in_kinds)) l`;

const rowsOf = (stretch: { from: string; to: string }) => sql`
  select l.id, l.owner_id, coalesce(u.name, p.name) as owner_name, l.owner_kind, l.on_day, l.clause, l.rule, l.status, l.points::text as points,
    l.line, l.changed, l.correction, l.fact_ids, f.manuscript_id, f.adoption_id,
    coalesce((select json_agg(json_build_object('name', coalesce(s.name, e.url), 'url', coalesce(e.url, '/api/files/' || s.id || '/evidence')) order by e.id)
      from adoption_evidence e left join stored_files s on s.body_id = e.body_id and s.id = e.file_id
      where e.body_id = l.body_id and e.adoption_id = f.adoption_id), '[]') as evidence
  from ${linesOf(stretch)}
  left join units u on l.owner_kind = 'unit' and u.body_id = l.body_id and u.id = l.owner_id
  left join people p on l.owner_kind = 'person' and p.body_id = l.body_id and p.id = l.owner_id
  left join facts f on f.body_id = l.body_id and cardinality(l.fact_ids) = 1 and f.id = l.fact_ids[1]`;

/** Every line of a stretch of days, in an order that does not depend on when it was computed. */
export async function allLines(
  reader: Reader,
  of: { owners: 'unit' | 'person'; from: string; to: string },
): Promise<LedgerRow[]> {
  const found =
    await sql<LedgerRow>`${rowsOf(of)} where l.body_id = ${reader.body} and l.owner_kind = ${of.owners}
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
  const rows = await sql<LedgerRow>`${rowsOf(asked)} where ${where} order by ${ORDERS[asked.sort]}
    limit ${asked.pageSize} offset ${(asked.page - 1) * asked.pageSize}`.execute(reader.db);
  const all = await sql<{ n: number; sum: string }>`
    select count(*) as n, coalesce(sum(l.points), 0)::text as sum from ${linesOf(asked)} where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: all.rows[0]?.n ?? 0, sum: all.rows[0]?.sum ?? '0' };
}

/** One line of a period as it stands. */
export async function findLine(
  reader: Reader,
  of: { id: string; from: string; to: string },
): Promise<LedgerRow | null> {
  const found = await sql<LedgerRow>`${rowsOf(of)} where l.body_id = ${reader.body} and l.id = ${of.id}
    and l.on_day between ${of.from} and ${of.to}`.execute(reader.db);
  return found.rows[0] ?? null;
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

import { sql } from 'kysely';
import type { Reader } from '../../db/connect.ts';
import type { RowOf } from './format.ts';

export async function linesOfYear(reader: Reader, year: number): Promise<RowOf<'line'>[]> {
  const found = await sql<RowOf<'line'>>`
    select id, scheme_id as scheme, owner_kind as kind, owner_id as owner, on_day as "on", clause, rule, status,
      points::text as points, measure, fact_ids as facts, line->>'zh' as sentence
    from ledger_lines where body_id = ${reader.body} and year = ${year}
    order by owner_kind, owner_id, on_day, id`.execute(reader.db);
  return found.rows;
}

export async function correctionsOfYear(
  reader: Reader,
  { from, to }: { from: string; to: string },
): Promise<RowOf<'correction'>[]> {
  const found = await sql<RowOf<'correction'>>`
    select id, kind as what, origin, on_day as "on", in_kinds as kinds, owner_kind as kind, owner_id as owner,
      points::text as points, frozen::text as frozen, recomputed::text as recomputed, earlier::text as earlier,
      line->>'zh' as sentence, recorded_at as at
    from ledger_corrections where body_id = ${reader.body}
      and (on_day between ${from} and ${to} or left(origin, 4) = ${from.slice(0, 4)})
    order by recorded_at, id`.execute(reader.db);
  return found.rows;
}

/** Every closing of the body: a chain is only checked as a whole. */
export async function closings(reader: Reader): Promise<RowOf<'closing'>[]> {
  const rows = await reader.db
    .selectFrom('periods')
    .select(['period', 'closing_number as number', 'previous_hash as previous', 'head', 'hash'])
    .where('body_id', '=', reader.body)
    .where('state', '=', 'closed')
    .orderBy('closing_number')
    .orderBy('period')
    .execute();
  return rows.map(row => ({ ...row, hash: row.hash ?? '' }));
}

export async function sectionsOf(reader: Reader, periods: string[]): Promise<RowOf<'section'>[]> {
  if (periods.length === 0) return [];
  return reader.db
    .selectFrom('closing_sections')
    .select(['period', 'section', 'hash', 'content'])
    .where('body_id', '=', reader.body)
    .where('period', 'in', periods)
    .orderBy('period')
    .orderBy('section')
    .execute();
}

/** The bodies of a database, for who has to choose one. */
export async function allBodies({ db }: Pick<Reader, 'db'>): Promise<{ id: string; name: string }[]> {
  const found = await sql<{ id: string; name: string }>`select id, name from bodies order by id`.execute(db);
  return found.rows;
}

export async function bodyName(reader: Reader): Promise<string> {
  const row = await reader.db
    .selectFrom('bodies')
    .select('name')
    .where('id', '=', reader.body)
    .executeTakeFirstOrThrow();
  return row.name;
}

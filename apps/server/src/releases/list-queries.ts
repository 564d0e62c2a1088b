import type { ReleaseRow, ReleaseStage, ReleaseState } from '@xinxuan/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';
import { PERSON, POST } from './queries.ts';

type Filter = {
  scope: Scope;
  personId: string;
  /** Whose delegations hold. */
  day: string;
  q?: string;
  state?: ReleaseState[];
  manuscriptId?: string;
  mine?: boolean;
  from?: string;
  to?: string;
};

const ORDER: Record<ReleaseStage, number> = {
  review1: 1,
  proof1: 2,
  review2: 3,
  proof2: 4,
  secrecy: 5,
  review3: 6,
  proof3: 7,
};

/** A duty of a running release that nobody has passed on the text as it stands; `passed` is false where it was returned. */
const UNSIGNED = sql`select d.stage, d.person_id, d.role, d.unit_id, last.passed from release_duties d
  left join lateral (select s.passed from release_signs s
    where s.body_id = d.body_id and s.release_id = d.release_id and s.stage = d.stage and s.hash = r.hash
    order by s.seq desc limit 1) last on true
  where d.body_id = r.body_id and d.release_id = r.id and last.passed is not true`;

/** The person, or somebody for whom the person stands in on that day. */
const isFor = (named: RawBuilder<unknown>, { personId, day }: { personId: string; day: string }) => sql`(
  ${named} = ${personId} or exists (select 1 from delegations g where g.body_id = r.body_id and g.from_person_id = ${named}
    and g.to_person_id = ${personId} and g.ended_at is null and ${day} between g.from_on and g.to_on))`;

/** Something of it is open for this person, or for whoever this person stands in for: a signature or a correction. */
const waitsFor = ({
  personId,
  day,
}: {
  personId: string;
  day: string;
}) => sql<SqlBool>`r.state <> 'cancelled' and exists (select 1 from duties o
  where o.body_id = r.body_id and o.kind = 'release_check' and o.state = 'open' and o.subject_id = r.id
    and ${isFor(sql.ref('o.person_id'), { personId, day })})`;

function conditionsOf(reader: Reader, filter: Filter): RawBuilder<SqlBool> {
  const like = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const named = sql<SqlBool>`exists (select 1 from release_duties d where d.body_id = r.body_id
    and d.release_id = r.id and ${isFor(sql.ref('d.person_id'), filter)})`;
  const all = [
    sql<SqlBool>`r.body_id = ${reader.body}`,
    sql<SqlBool>`(${within(filter.scope, 'k.path')} or ${within(filter.scope, 'm.unit_path')} or ${named})`,
    filter.q ? sql<SqlBool>`(t.title ilike ${like} or r.destination ilike ${like})` : null,
    filter.state ? sql<SqlBool>`r.state = any(${filter.state})` : null,
    filter.manuscriptId ? sql<SqlBool>`r.manuscript_id = ${filter.manuscriptId}` : null,
    filter.mine ? waitsFor(filter) : null,
    filter.from ? sql<SqlBool>`(r.started_at at time zone 'Asia/Shanghai')::date >= ${filter.from}` : null,
    filter.to ? sql<SqlBool>`(r.started_at at time zone 'Asia/Shanghai')::date <= ${filter.to}` : null,
  ].filter(condition => condition !== null);
  return sql.join(all, sql` and `) as RawBuilder<SqlBool>;
}

export async function listReleases(
  reader: Reader,
  wanted: Filter & { page: number; pageSize: number },
): Promise<{ rows: ReleaseRow[]; total: number }> {
  const from = sql`from releases r
    join release_texts t on t.body_id = r.body_id and t.release_id = r.id and t.number = r.text_number
    join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id
    join units k on k.body_id = r.body_id and k.id = r.desk_unit_id
    where ${conditionsOf(reader, wanted)}`;
  const rows = await sql<Omit<ReleaseRow, 'waitsFor' | 'signed'> & { unsigned: ReleaseRow['waitsFor'] }>`
    select r.id, t.title, r.destination, r.state, r.urgent_at is not null as urgent,
      (select json_build_object('id', u.id, 'name', u.name) from units u where u.body_id = m.body_id and u.id = m.unit_id) as unit,
      ${PERSON('r.started_by')} as "startedBy", r.started_at as "startedAt",
      (select coalesce(json_agg(json_build_object('stage', q.stage, 'person', ${PERSON('q.person_id')}, 'post', ${POST('q')})), '[]')
        from (${UNSIGNED}) q) as unsigned,
      exists (select from (${UNSIGNED}) q where q.passed is false) as returned
    ${from} order by r.started_at desc, r.id desc
    limit ${wanted.pageSize} offset ${(wanted.page - 1) * wanted.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*)::int as n ${from}`.execute(reader.db);
  const open = (row: (typeof rows.rows)[number]): boolean =>
    row.state === 'checking' || (row.state === 'released' && row.urgent);
  return {
    rows: rows.rows.map(row => {
      const { unsigned, ...rest } = row;
      const waits = open(row) ? [...unsigned].sort((a, b) => ORDER[a.stage] - ORDER[b.stage]) : [];
      return { ...rest, signed: 7 - unsigned.length, waitsFor: waits };
    }),
    total: total.rows[0]?.n ?? 0,
  };
}

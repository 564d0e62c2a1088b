import type { Fact, Roster } from '@xinxuan/scoring';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { COUNTED } from '../facts/queries.ts';
import type { Then } from './as-of-day.ts';
import { knownFacts } from './batch-queries.ts';
import { type FactLine, toFact, type Whose } from './input-queries.ts';
import type { LedgerRow } from './ledger-queries.ts';
import { kindOf } from './period.ts';
import type { StandingRow } from './queries.ts';
import type { SchemeTable } from './tables.ts';

/** What the tables say of an earlier day: everything recorded until its end and not yet taken back or changed then. */

/** The units as they stood, under the names of the table; a unit that was made later is left out. */
const unitsThen = ({ body }: Reader, { before }: Then) => sql`(
  select u.id, case when h.id is null then u.parent_id else h.was->>'parent_id' end as parent_id,
    coalesce(h.was->>'name', u.name) as name, coalesce(h.was->>'kind', u.kind) as kind,
    case when h.id is null then u.group_id else h.was->>'group_id' end as group_id,
    case when h.id is null then u.opened_on else (h.was->>'opened_on')::date end as opened_on,
    case when h.id is null then u.closed_on else (h.was->>'closed_on')::date end as closed_on
  from units u left join lateral (
    select r.id, r.was from roster_history r where r.body_id = u.body_id and r.kind = 'unit' and r.id = u.id
      and r.until_at >= ${before} order by r.until_at limit 1) h on true
  where u.body_id = ${body} and (h.id is null or h.was is not null))`;

const groupsThen = ({ body }: Reader, { before }: Then) => sql`(
  select g.id, coalesce(h.was->>'name', g.name) as name, coalesce((h.was->>'sort')::integer, g.sort) as sort
  from assessment_groups g left join lateral (
    select r.was from roster_history r where r.body_id = g.body_id and r.kind = 'group' and r.id = g.id
      and r.until_at >= ${before} order by r.until_at limit 1) h on true
  where g.body_id = ${body})`;

type Days = { from: string; to: string };

/** Units and correspondents of a year as the roster stood on the day, for the engine. */
export async function rosterThen(reader: Reader, then: Then, { from, to }: Days): Promise<Roster> {
  const units = await sql<{
    id: string;
    name: string;
    group: string | null;
    parent: string | null;
    kind: string;
    from: string;
    to: string | null;
    correspondents: number;
  }>`
    select u.id, u.name, g.name as "group", u.parent_id as parent, u.kind, u.opened_on as "from", u.closed_on as "to",
      (select count(distinct a.person_id) from appointments a where a.body_id = ${reader.body} and a.unit_id = u.id
        and a.role = 'correspondent' and a.from_on <= ${to}
        and (a.to_on is null or a.to_on >= least(${to}::date, ${then.day}::date))) as correspondents
    from ${unitsThen(reader, then)} u left join ${groupsThen(reader, then)} g on g.id = u.group_id
    where u.opened_on <= ${to} and (u.closed_on is null or u.closed_on >= ${from}) and u.group_id is not null
    order by u.id`.execute(reader.db);
  const persons = await sql<{ id: string; name: string; unit: string; from: string; to: string | null }>`
    select p.id, p.name, (array_agg(a.unit_id order by a.from_on desc, a.unit_id))[1] as unit, min(a.from_on) as "from",
      case when bool_or(a.to_on is null) then null else max(a.to_on) end as "to"
    from people p join appointments a on a.body_id = p.body_id and a.person_id = p.id
    where p.body_id = ${reader.body} and a.role = 'correspondent' and a.from_on <= ${to}
      and (a.to_on is null or a.to_on >= ${from})
    group by p.id, p.name order by p.id`.execute(reader.db);
  return {
    units: units.rows.map(({ group, parent, kind, to: closed, correspondents, ...unit }) => ({
      ...unit,
      classes: [kind],
      numbers: { correspondents },
      ...(group && { group }),
      ...(parent && { parent }),
      ...(closed && { to: closed }),
    })),
    persons: persons.rows.map(({ to: ended, ...person }) => ({
      ...person,
      role: 'correspondent',
      ...(ended && { to: ended }),
    })),
  };
}

/** Facts of some days that were known, of everybody or of what the named owners took part in. */
export async function factsThen(reader: Reader, then: Then, of: Days & { whose: Whose }): Promise<Fact[]> {
  const { from, to, whose } = of;
  const mine =
    whose === 'all'
      ? sql`true`
      : sql`(f.unit_id = any(${whose.units}) or f.person_ids && ${whose.persons}::text[])`;
  const found = await sql<FactLine>`
    select f.id, f.kind, f.on_day, greatest(f.booked_on, f.on_day) as booked_on, f.unit_id, f.person_ids,
      f.manuscript_id, f.lead_id, f.attrs, f.label, f.evidence
    from ${knownFacts(reader, then.before)} f
    where f.on_day between ${from} and ${to} and ${mine}
    order by f.on_day, f.id`.execute(reader.db);
  return found.rows.map(toFact);
}

/**
 * The schemes that held on some day of a stretch, as far as they had been put in force by then: a scheme is known from the
 * act that put it in force, and its end from the act that ended it. One without acts has its row's days.
 */
export async function schemesThen(reader: Reader, then: Then, { from, to }: Days): Promise<SchemeTable[]> {
  const found = await sql<SchemeTable>`
    with acts as (
      select distinct on (scheme_id) scheme_id, act, from_on from scheme_acts
      where body_id = ${reader.body} and act in ('in_force', 'superseded', 'ended') and at < ${then.before}
      order by scheme_id, at desc, id desc),
    begun as (
      select distinct on (scheme_id) scheme_id, from_on from scheme_acts
      where body_id = ${reader.body} and act = 'in_force' and at < ${then.before}
      order by scheme_id, at desc, id desc),
    later as (
      select distinct on (scheme_id) scheme_id, act, from_on from scheme_acts
      where body_id = ${reader.body} and act in ('in_force', 'superseded', 'ended') and at >= ${then.before}
      order by scheme_id, at, id),
    stood as (
      select s.*, coalesce(b.from_on, case when l.act = 'in_force' then null else s.from_on end) as began,
        case when a.act = 'ended' then a.from_on when l.act is null then s.to_on end as ended, a.act as last_act
      from schemes s left join acts a on a.scheme_id = s.id left join begun b on b.scheme_id = s.id
      left join later l on l.scheme_id = s.id
      where s.body_id = ${reader.body})
    select body_id, id, name, number, yaml, examples, state, began as from_on, ended as to_on, saved_by, saved_at,
      approved_hash, submitted_at, version
    from stood where began is not null and last_act is distinct from 'superseded'
      and began <= ${to} and (ended is null or ended >= ${from})
    order by began`.execute(reader.db);
  return found.rows;
}

type Asked = Days & { owners: 'unit' | 'person' };
export type OwnerThen = Pick<
  StandingRow,
  'owner_id' | 'name' | 'unit_id' | 'unit_name' | 'group_id' | 'group_name' | 'group_sort'
>;

/** Everybody who has a place in the period, as the roster stood. */
export async function ownersThen(
  reader: Reader,
  then: Then,
  { owners, from, to }: Asked,
): Promise<OwnerThen[]> {
  const who =
    owners === 'unit'
      ? sql`select u.id as owner_id, u.name, null as unit_id, null as unit_name, u.group_id
          from ${unitsThen(reader, then)} u where u.group_id is not null and u.opened_on <= ${to}
            and (u.closed_on is null or u.closed_on >= ${from})`
      : sql`select p.id as owner_id, p.name, min(u.id) as unit_id, min(u.name) as unit_name, min(u.group_id) as group_id
          from people p join appointments a on a.body_id = p.body_id and a.person_id = p.id and a.role = 'correspondent'
          join ${unitsThen(reader, then)} u on u.id = a.unit_id
          where p.body_id = ${reader.body} and a.from_on <= ${to} and (a.to_on is null or a.to_on >= ${from})
          group by p.id, p.name`;
  const found = await sql<OwnerThen>`
    select w.*, g.name as group_name, g.sort as group_sort from (${who}) w
    left join ${groupsThen(reader, then)} g on g.id = w.group_id
    order by g.sort nulls last, g.name, w.name`.execute(reader.db);
  return found.rows;
}

export type CountsThen = { owner_id: string; submitted: number; counted: number; adopted: number };

export async function countsThen(
  reader: Reader,
  then: Then,
  { owners, from, to }: Asked,
): Promise<CountsThen[]> {
  const owner = owners === 'unit' ? sql`f.unit_id` : sql`person`;
  const people = owners === 'unit' ? sql`` : sql`cross join unnest(f.person_ids) as person`;
  const found = await sql<CountsThen>`
    select ${owner} as owner_id, count(*) filter (where f.kind = 'submitted') as submitted,
      count(*) filter (where f.kind = 'submitted' and ${COUNTED}) as counted,
      count(*) filter (where f.kind = 'adopted') as adopted
    from ${knownFacts(reader, then.before)} f ${people} where f.on_day between ${from} and ${to} group by 1`.execute(
    reader.db,
  );
  return found.rows;
}

/** Corrections that had been entered by then, as lines of a stretch of days. */
export async function correctionsThen(
  reader: Reader,
  then: Then,
  { owners, from, to }: Asked,
): Promise<LedgerRow[]> {
  const found = await sql<LedgerRow>`
    select c.id, c.owner_id, coalesce(u.name, p.name) as owner_name, c.owner_kind, c.on_day,
      case c.kind when 'late' then '补记' else '更正' end as clause, '' as rule, 'counted' as status, c.points::text as points,
      c.fact_ids, c.line, null as changed, null as manuscript_id, null as adoption_id, '[]'::json as evidence,
      json_build_object('kind', c.kind, 'origin', c.origin, 'objectionId', c.objection_id) as correction
    from ledger_corrections c
    left join units u on c.owner_kind = 'unit' and u.body_id = c.body_id and u.id = c.owner_id
    left join people p on c.owner_kind = 'person' and p.body_id = c.body_id and p.id = c.owner_id
    where c.body_id = ${reader.body} and c.owner_kind = ${owners} and c.on_day between ${from} and ${to}
      and c.recorded_at < ${then.before} and ${kindOf({ from, to })}::text = any(c.in_kinds)
    order by c.on_day, c.id`.execute(reader.db);
  return found.rows;
}

export type ItemOfFact = Pick<LedgerRow, 'manuscript_id' | 'adoption_id' | 'evidence'> & { id: string };

/** The item and evidence behind facts, for the lines of one page. */
export async function itemsOf(reader: Reader, factIds: string[]): Promise<ItemOfFact[]> {
  if (factIds.length === 0) return [];
  const found = await sql<ItemOfFact>`
    select f.id, f.manuscript_id, f.adoption_id,
      coalesce((select json_agg(json_build_object('name', coalesce(s.name, e.url),
          'url', coalesce(e.url, '/api/files/' || s.id || '/evidence')) order by e.id)
        from adoption_evidence e left join stored_files s on s.body_id = e.body_id and s.id = e.file_id
        where e.body_id = f.body_id and e.adoption_id = f.adoption_id), '[]') as evidence
    from facts f where f.body_id = ${reader.body} and f.id = any(${factIds})`.execute(reader.db);
  return found.rows;
}

/** Name of an owner, for its lines. */
export async function ownerName(
  reader: Reader,
  { owner, ownerId }: { owner: 'unit' | 'person'; ownerId: string },
): Promise<string> {
  const table = sql.table(owner === 'unit' ? 'units' : 'people');
  const found = await sql<{ name: string }>`
    select name from ${table} where body_id = ${reader.body} and id = ${ownerId}`.execute(reader.db);
  return found.rows[0]?.name ?? '';
}

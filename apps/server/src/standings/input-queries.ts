import type { Fact, Roster, RosterPerson, RosterUnit, Stretch } from '@xinxuan/scoring';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';

/** What the engine is fed with, read from the tables as they stand. */

export type FactLine = {
  id: string;
  kind: string;
  on_day: string;
  booked_on: string;
  unit_id: string;
  person_ids: string[];
  manuscript_id: string | null;
  lead_id: string | null;
  attrs: Record<string, string | number | boolean>;
  label: string;
  evidence: string[];
};

export type Whose = { units: string[]; persons: string[] } | 'all';

/** Facts of a year, of everybody or of what the named owners took part in, in the order of their days. */
export function loadFacts(reader: Reader, year: number, whose: Whose): Promise<Fact[]> {
  // A week may begin in the last days of the year before; nothing is booked before it happens.
  return loadFactsBetween(reader, { from: `${year - 1}-12-25`, to: `${year}-12-31` }, whose);
}

/** The same of any days: a scheme whose year does not begin in January, or that looks back, needs earlier ones. */
export async function loadFactsBetween(reader: Reader, { from, to }: Stretch, whose: Whose): Promise<Fact[]> {
  const mine =
    whose === 'all'
      ? sql`true`
      : sql`(unit_id = any(${whose.units}) or person_ids && ${whose.persons}::text[])`;
  const found = await sql<FactLine>`
    select id, kind, on_day, greatest(booked_on, on_day) as booked_on, unit_id, person_ids, manuscript_id, lead_id, attrs, label, evidence
    from facts where body_id = ${reader.body} and voided_at is null
      and on_day between ${from} and ${to} and ${mine}
    order by on_day, id`.execute(reader.db);
  return found.rows.map(toFact);
}

export function toFact(row: FactLine): Fact {
  return {
    id: row.id,
    kind: row.kind,
    on: row.on_day,
    bookedOn: row.booked_on,
    unit: row.unit_id,
    persons: row.person_ids.map(id => ({ id })),
    ...(row.manuscript_id && { manuscript: row.manuscript_id }),
    ...(row.lead_id && { lead: row.lead_id }),
    attrs: row.attrs,
    label: row.label,
    evidence: row.evidence,
  };
}

/** Units and correspondents of a year; who left or closed during it stays in, with the days. */
export async function loadRoster(reader: Reader, year: number, whose: Whose): Promise<Roster> {
  // what a rule asks of a person's unit has to be there as well
  const theseUnits =
    whose === 'all'
      ? sql`true`
      : sql`u.id = any(${whose.units}::text[] || array(select a.unit_id from appointments a
          where a.body_id = ${reader.body} and a.person_id = any(${whose.persons}) and a.role = 'correspondent'))`;
  const thesePersons = whose === 'all' ? sql`true` : sql`p.id = any(${whose.persons})`;
  const from = `${year}-01-01`;
  const to = `${year}-12-31`;
  const units = await sql<
    RosterUnit & { group: string | null; parent: string | null; from: string; to: string | null }
  >`
    select u.id, u.name, u.parent_id as parent, g.name as "group", array[u.kind] as classes, u.opened_on as "from", u.closed_on as "to",
      json_build_object('correspondents', (select count(distinct a.person_id) from appointments a
        where a.body_id = u.body_id and a.unit_id = u.id and a.role = 'correspondent'
          and a.from_on <= ${to} and (a.to_on is null or a.to_on >= least(${to}::date, current_date)))) as numbers
    from units u left join assessment_groups g on g.body_id = u.body_id and g.id = u.group_id
    where u.body_id = ${reader.body} and u.opened_on <= ${to} and (u.closed_on is null or u.closed_on >= ${from})
      and u.group_id is not null and ${theseUnits}
    order by u.id`.execute(reader.db);
  const persons = await sql<RosterPerson & { from: string; to: string | null }>`
    select p.id, p.name, (array_agg(a.unit_id order by a.from_on desc, a.unit_id))[1] as unit, 'correspondent' as role, min(a.from_on) as "from",
      case when bool_or(a.to_on is null) then null else max(a.to_on) end as "to"
    from people p join appointments a on a.body_id = p.body_id and a.person_id = p.id
    where p.body_id = ${reader.body} and ${thesePersons} and a.role = 'correspondent' and a.from_on <= ${to} and (a.to_on is null or a.to_on >= ${from})
    group by p.id, p.name order by p.id`.execute(reader.db);
  return {
    units: units.rows.map(({ group, parent, to: closed, ...unit }) => ({
      ...unit,
      ...(group && { group }),
      ...(parent && { parent }),
      ...(closed && { to: closed }),
    })),
    persons: persons.rows.map(({ to: ended, ...person }) => ({ ...person, ...(ended && { to: ended }) })),
  };
}

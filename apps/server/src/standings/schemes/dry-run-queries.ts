import { sql } from 'kysely';
import type { Reader } from '../../db/connect.ts';

export type ExampleFact = {
  kind: string;
  unit: string;
  persons: string[];
  on_day: string;
  manuscript_id: string | null;
  label: string;
  attrs: Record<string, string | number | boolean>;
};

/** The latest facts of a unit that stand, newest first, with the names that a spreadsheet would have. */
export async function latestFacts(reader: Reader, unitId: string, count: number): Promise<ExampleFact[]> {
  const found = await sql<ExampleFact>`
    select f.kind, u.name as unit, f.on_day, f.manuscript_id, f.label, f.attrs,
      array(select p.name from unnest(f.person_ids) with ordinality as t(id, place)
        join people p on p.body_id = f.body_id and p.id = t.id order by t.place) as persons
    from facts f join units u on u.body_id = f.body_id and u.id = f.unit_id
    where f.body_id = ${reader.body} and f.unit_id = ${unitId} and f.voided_at is null
    order by f.on_day desc, f.id desc limit ${count}`.execute(reader.db);
  return found.rows;
}

export type UnitForRoster = {
  name: string;
  group: string | null;
  kind: string;
  numbers: { correspondents: number };
};

/** A unit as the roster of examples lists it, with those who write for it now. */
export async function unitForRoster(reader: Reader, unitId: string): Promise<UnitForRoster | null> {
  const found = await sql<UnitForRoster>`
    select u.name, g.name as "group", u.kind,
      json_build_object('correspondents', (select count(distinct a.person_id) from appointments a
        where a.body_id = u.body_id and a.unit_id = u.id and a.role = 'correspondent' and a.to_on is null)) as numbers
    from units u left join assessment_groups g on g.body_id = u.body_id and g.id = u.group_id
    where u.body_id = ${reader.body} and u.id = ${unitId}`.execute(reader.db);
  return found.rows[0] ?? null;
}

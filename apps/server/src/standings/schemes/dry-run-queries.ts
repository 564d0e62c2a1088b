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

import type { Named, ReleaseStage } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';

type Span = { scope: Scope; from: string; to: string };

/** Signatures and the errors that came with them, by duty (L12). */
export async function errorsByStage(
  reader: Reader,
  { scope, from, to }: Span,
): Promise<{ stage: ReleaseStage; signed: number; found: number }[]> {
  const found = await sql<{ stage: ReleaseStage; signed: number; found: number }>`
    select s.stage, count(*)::int as signed, sum(jsonb_array_length(s.errors))::int as found
    from release_signs s join releases r on r.body_id = s.body_id and r.id = s.release_id
    join units k on k.body_id = r.body_id and k.id = r.desk_unit_id
    where s.body_id = ${reader.body} and ${within(scope, 'k.path')}
      and (s.at at time zone 'Asia/Shanghai')::date between ${from} and ${to}
    group by s.stage`.execute(reader.db);
  return found.rows;
}

/** The same by the unit that wrote, the most errors to a text first. */
export async function errorsByUnit(
  reader: Reader,
  { scope, from, to }: Span,
): Promise<{ unit: Named; texts: number; found: number }[]> {
  const found = await sql<{ unit: Named; texts: number; found: number }>`
    select json_build_object('id', u.id, 'name', u.name) as unit, count(distinct r.id)::int as texts,
      coalesce(sum(jsonb_array_length(s.errors)), 0)::int as found
    from release_signs s join releases r on r.body_id = s.body_id and r.id = s.release_id
    join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id
    join units u on u.body_id = m.body_id and u.id = m.unit_id
    join units k on k.body_id = r.body_id and k.id = r.desk_unit_id
    where s.body_id = ${reader.body} and ${within(scope, 'k.path')}
      and (s.at at time zone 'Asia/Shanghai')::date between ${from} and ${to}
    group by u.id, u.name
    order by coalesce(sum(jsonb_array_length(s.errors)), 0)::numeric / count(distinct r.id) desc, u.name`.execute(
    reader.db,
  );
  return found.rows;
}

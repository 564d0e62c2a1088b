import type { ManuscriptType, Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { Scope } from '../http/rights.ts';
import { type Condition, insideOf } from './list-queries.ts';

export type Count = { unit: Named; type: ManuscriptType; sent: number; late: number };

/** Sent between two days of Asia/Shanghai, by unit and type; units in the order of the tree. */
export async function countSent(
  reader: Reader,
  of: { scope: Scope; from: string; to: string },
): Promise<Count[]> {
  const inside: Condition = insideOf(of.scope) ?? sql`true`;
  const found = await sql<Count>`
    select json_build_object('id', u.id, 'name', u.name) as unit, c.type, c.sent, c.late
    from (select m.unit_id, m.type, count(*) as sent, count(*) filter (where m.late) as late from manuscripts m
      where m.body_id = ${reader.body} and m.discarded_at is null and ${inside}
        and m.submitted_at >= ${`${of.from}T00:00:00+08:00`}::timestamptz
        and m.submitted_at < ${`${of.to}T00:00:00+08:00`}::timestamptz + interval '1 day'
      group by m.unit_id, m.type) c
    join units u on u.body_id = ${reader.body} and u.id = c.unit_id
    order by u.path, c.type`.execute(reader.db);
  return found.rows;
}

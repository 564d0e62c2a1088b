import type { Named, Role } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { Given } from '../manuscripts/clearance.ts';
import { delegateOf, seatOpenedBy } from '../manuscripts/queries.ts';

/** The seat at which a person signs a manuscript, and what the last check says of its text. */
export type SeatToSign = {
  role: Role;
  post: Named | null;
  for: Named | null;
  dueAt: string | null;
  opened: boolean;
  findings: number | null;
  /** How much hints at secrets, and what was said of that wording. */
  hints: number;
  given: Given[];
};

/** By manuscript: the first of its seats that waits for this person, as its reviewer or standing in. */
export async function seatsToSign(
  reader: Reader,
  { ids, personId, day }: { ids: string[]; personId: string; day: string },
): Promise<Map<string, SeatToSign>> {
  const found = await sql<SeatToSign & { id: string }>`
    select distinct on (m.id) m.id, r.role,
      case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as post,
      case when r.reviewer_id <> ${personId} then json_build_object('id', p.id, 'name', p.name) end as "for",
      r.due_at as "dueAt", coalesce(${seatOpenedBy} = ${personId}, false) as opened,
      case when c.id is not null then found.open end as findings, coalesce(found.hints, 0) as hints,
      coalesce(said.given, '[]') as given
    from manuscripts m
    join reviews r on r.body_id = m.body_id and r.manuscript_id = m.id and r.state = 'pending'
    join people p on p.body_id = r.body_id and p.id = r.reviewer_id
    left join units u on u.body_id = r.body_id and u.id = r.unit_id
    left join lateral (select x.* from check_runs x where x.body_id = m.body_id and x.manuscript_id = m.id
      order by x.checked_at desc, x.id desc limit 1) c on true
    left join lateral (select count(*) filter (where f.answer is null and f.severity <> 'note')::int as open,
        count(*) filter (where f.rule in ('S2', 'S4'))::int as hints
      from check_findings f where f.body_id = c.body_id and f.run_id = coalesce(c.same_as, c.id)) found on true
    left join lateral (select json_agg(json_build_object('person', json_build_object('id', w.id, 'name', w.name),
        'role', k.role, 'verdict', k.verdict, 'reason', k.reason, 'at', k.decided_at) order by k.decided_at, k.id) as given
      from clearances k join people w on w.body_id = k.body_id and w.id = k.person_id
      where k.body_id = m.body_id and k.manuscript_id = m.id and k.text_key = c.text_key) said on true
    where m.body_id = ${reader.body} and m.id = any(${ids})
      and (r.reviewer_id = ${personId} or (select t.id from (${delegateOf(day)}) t) = ${personId})
    order by m.id, r.step, r.seat`.execute(reader.db);
  return new Map(found.rows.map(({ id, ...seat }) => [id, seat]));
}

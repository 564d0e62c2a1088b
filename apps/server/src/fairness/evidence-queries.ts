import type { Block } from '@xinxuan/contract';
import type { PeriodKind } from '@xinxuan/scoring';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { Exchange, Quota, Repeater } from './watch.ts';

type Stretch = { from: string; to: string };

/** Units with items that count in these days. */
export async function countingUnits(reader: Reader, { from, to }: Stretch): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct unit_id as id from facts
    where body_id = ${reader.body} and kind = 'submitted' and voided_at is null and on_day between ${from} and ${to}
    order by 1`.execute(reader.db);
  return found.rows.map(row => row.id);
}

export type ItemRow = {
  id: string;
  unitId: string;
  title: string;
  sentOn: string;
  eventOn: string;
  channel: string;
  body: Block[];
};

/** A unit's items that count in these days, in the wording that was last sent. */
export async function countedItems(
  reader: Reader,
  unitId: string,
  { from, to }: Stretch,
): Promise<ItemRow[]> {
  const found = await sql<ItemRow>`
    select m.id, m.unit_id as "unitId", m.title, f.on_day as "sentOn", coalesce(m.event_on, f.on_day) as "eventOn", m.channel, r.body
    from facts f
    join manuscripts m on m.body_id = f.body_id and m.id = f.manuscript_id
    join revisions r on r.body_id = m.body_id and r.id = m.revision_id
    where f.body_id = ${reader.body} and f.unit_id = ${unitId} and f.kind = 'submitted' and f.voided_at is null
      and f.on_day between ${from} and ${to}
    order by f.on_day, m.id`.execute(reader.db);
  return found.rows;
}

const MOSTLY = 60;

/** Of each unit's items that count, those whose wording an item sent earlier by another unit already had. */
export async function repeaters(reader: Reader, { from, to }: Stretch): Promise<Repeater[]> {
  const found = await sql<Repeater>`
    select f.unit_id as "unitId", count(distinct m.id) as items,
      coalesce(array_agg(distinct m.id) filter (where o.id is not null), '{}') as repeated
    from facts f
    join manuscripts m on m.body_id = f.body_id and m.id = f.manuscript_id
    left join manuscript_repeats x on x.body_id = m.body_id and x.manuscript_id = m.id and x.shared_percent >= ${MOSTLY}
    left join manuscripts o on o.body_id = x.body_id and o.id = x.other_id and o.unit_id <> m.unit_id
      and o.submitted_at < m.submitted_at
    where f.body_id = ${reader.body} and f.kind = 'submitted' and f.voided_at is null and f.on_day between ${from} and ${to}
    group by f.unit_id`.execute(reader.db);
  return found.rows;
}

/** Adoptions verified in these days, by the unit whose editor decided and the unit whose item it was. */
export async function exchanges(reader: Reader, { from, to }: Stretch): Promise<Exchange[]> {
  const found = await sql<Exchange>`
    select p.unit_id as by, a.unit_id as of, array_agg(distinct a.manuscript_id) as "manuscriptIds"
    from adoptions a
    join lateral (select t.unit_id from appointments t
      where t.body_id = a.body_id and t.person_id = a.decided_by and t.role in ('desk_editor', 'desk_chief')
        and t.from_on <= a.decided_at::date and (t.to_on is null or t.to_on >= a.decided_at::date)
      order by t.from_on desc, t.id limit 1) p on true
    where a.body_id = ${reader.body} and a.state = 'verified' and a.published_on between ${from} and ${to}
    group by p.unit_id, a.unit_id`.execute(reader.db);
  return found.rows;
}

/** Shorter ones are missed too easily to ask about; `all` never ends. */
const WATCHED: readonly PeriodKind[] = ['month', 'two-months', 'quarter', 'half-year', 'term', 'year'];

/** Targets that ended in these days, group by group. */
export async function quotas(reader: Reader, { from, to }: Stretch): Promise<Quota[]> {
  const found = await sql<Quota>`
    select t.name, coalesce(g.name, '未分组') as group, t.period, array_agg(u.id order by u.sort, u.id) as "unitIds",
      coalesce(array_agg(u.id order by u.sort, u.id) filter (where t.missing > 0), '{}') as missed
    from standing_targets t
    join units u on u.body_id = t.body_id and u.id = t.owner_id
    left join assessment_groups g on g.body_id = u.body_id and g.id = u.group_id
    where t.body_id = ${reader.body} and t.owner_kind = 'unit' and t.target > 0 and t.to_on between ${from} and ${to}
      and t.period_kind = any(${[...WATCHED]})
    group by t.clause, t.name, g.name, t.period
    order by t.period, t.name`.execute(reader.db);
  return found.rows;
}

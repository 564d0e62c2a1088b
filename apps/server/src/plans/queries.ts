import type { ManuscriptState, Named } from '@xinxuan/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { closeOfWork, dueOnDay } from '../calendar/body-calendar.ts';
import type { Reader, Tx } from '../db/connect.ts';
import type { Term } from '../deadlines/term.ts';
import type { TopicTable } from './tables.ts';
import type { TopicFull } from './topic.ts';

export const dutyKey = (topicId: string, unitId: string): string => `plan/${topicId}/${unitId}`;

/** What counts for a target: items that the desk has and did not decline or return. */
const COUNTED = sql`m.discarded_at is null and m.at_desk_at is not null and m.state in ('at_desk', 'accepted', 'merged')`;

const PROGRESS = sql`(select coalesce(json_agg(json_build_object('unit', json_build_object('id', u.id, 'name', u.name),
    'items', coalesce(g.items, 0), 'adoptions', coalesce(g.adoptions, 0), 'reachedItems', coalesce(r.items, 0),
    'reachedAdoptions', coalesce(r.adoptions, 0)) order by u.sort, u.name, u.id), '[]')
  from (select unit_id, items, adoptions from plan_targets
      where body_id = t.body_id and topic_id = t.id) g
  full join (select m.unit_id, count(*)::int as items,
      sum((select count(*) from adoptions a where a.body_id = m.body_id and a.manuscript_id = m.id
        and a.state = 'verified'))::int as adoptions
    from plan_items i join manuscripts m on m.body_id = i.body_id and m.id = i.manuscript_id
    where i.body_id = t.body_id and i.topic_id = t.id and ${COUNTED} group by m.unit_id) r on r.unit_id = g.unit_id
  join units u on u.body_id = t.body_id and u.id = coalesce(g.unit_id, r.unit_id))`;

const WHOLE = sql`select t.id, json_build_object('id', k.id, 'name', k.name, 'path', k.path) as unit, t.year, t.title,
    t.wanted, t.theme, t.from_on::text as "from", t.to_on::text as "to", t.due_on::text as "dueOn", t.due_minute as "dueMinute",
    t.published_at as "publishedAt", (select p.name from people p where p.body_id = t.body_id and p.id = t.published_by)
      as "publishedBy", t.removed_at as "removedAt", t.version, ${PROGRESS} as progress
  from plan_topics t join units k on k.body_id = t.body_id and k.id = t.unit_id`;

type Found = Omit<TopicFull, 'dueAt'>;

/** With the moment that a topic's day means: by its minute, else by the end of that day's work. */
async function withDue(reader: Reader, found: readonly Found[]): Promise<TopicFull[]> {
  const close = await closeOfWork(reader);
  return found.map(topic => {
    const { dueOn, dueMinute } = topic;
    return { ...topic, dueAt: dueOn === null ? null : dueOnDay(dueOn, dueMinute, close).toISOString() };
  });
}

export async function findTopic(reader: Reader, id: string): Promise<TopicFull | null> {
  const found = await sql<Found>`${WHOLE} where t.body_id = ${reader.body} and t.id = ${id}`.execute(
    reader.db,
  );
  return (await withDue(reader, found.rows))[0] ?? null;
}

export async function lockTopic(tx: Tx, id: string): Promise<TopicFull | null> {
  await sql`select 1 from plan_topics where body_id = ${tx.body} and id = ${id} for update`.execute(tx.db);
  return findTopic(tx, id);
}

type Wanted = { year: number; month?: number; unitId?: string; removed: boolean };

export async function topicsOf(
  reader: Reader,
  { year, month, unitId, removed }: Wanted,
): Promise<TopicFull[]> {
  const first = `${year}-${String(month ?? 1).padStart(2, '0')}-01`;
  const conditions: RawBuilder<SqlBool>[] = [
    sql<SqlBool>`t.body_id = ${reader.body} and t.year = ${year}`,
    removed ? sql<SqlBool>`t.removed_at is not null` : sql<SqlBool>`t.removed_at is null`,
  ];
  if (month) {
    conditions.push(
      sql<SqlBool>`t.from_on < ${first}::date + interval '1 month' and t.to_on >= ${first}::date`,
    );
  }
  if (unitId) {
    conditions.push(sql<SqlBool>`(exists (select 1 from plan_targets g where g.body_id = t.body_id and g.topic_id = t.id
      and g.unit_id = ${unitId}) or exists (select 1 from plan_items i join manuscripts m on m.body_id = i.body_id
      and m.id = i.manuscript_id where i.body_id = t.body_id and i.topic_id = t.id and m.unit_id = ${unitId}))`);
  }
  const found = await sql<Found>`${WHOLE} where ${sql.join(conditions, sql` and `)}
    order by t.from_on, t.to_on, t.made_at, t.id`.execute(reader.db);
  return withDue(reader, found.rows);
}

export async function insertTopic(tx: Tx, topic: Omit<TopicTable, 'body_id'>): Promise<void> {
  await tx.db
    .insertInto('plan_topics')
    .values({ body_id: tx.body, ...topic })
    .execute();
}

/** Notes that it was acted on: whoever saw it before sees it anew. */
export async function changeTopic(
  tx: Tx,
  id: string,
  change: Partial<Omit<TopicTable, 'body_id' | 'id' | 'version'>> = {},
): Promise<void> {
  await tx.db
    .updateTable('plan_topics')
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

export type Target = { unitId: string; items: number; adoptions: number };

export async function setTargets(tx: Tx, topicId: string, targets: readonly Target[]): Promise<void> {
  await tx.db
    .deleteFrom('plan_targets')
    .where('body_id', '=', tx.body)
    .where('topic_id', '=', topicId)
    .execute();
  const aimed = targets.filter(({ items, adoptions }) => items + adoptions > 0);
  if (aimed.length === 0) return;
  await tx.db
    .insertInto('plan_targets')
    .values(
      aimed.map(({ unitId, items, adoptions }) => ({
        ...{ body_id: tx.body, topic_id: topicId, unit_id: unitId, items, adoptions },
      })),
    )
    .execute();
}

/** Units of these that do not stand below the path, so that a plan has no targets for strangers. */
export async function unitsOutside(reader: Reader, ids: readonly string[], path: string): Promise<string[]> {
  const found = await sql<{ id: string }>`select w.id from unnest(${[...ids]}::text[]) as w(id)
    left join units u on u.body_id = ${reader.body} and u.id = w.id
    where u.id is null or u.path not like ${`${path}%`}`.execute(reader.db);
  return found.rows.map(row => row.id);
}

/** Whoever writes, heads a unit or edits at the unit or below it. */
export async function networkBelow(reader: Reader, path: string, day: string): Promise<string[]> {
  const found = await sql<{ id: string }>`select distinct a.person_id as id
    from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = ${reader.body} and u.path like ${`${path}%`}
      and a.role in ('correspondent', 'unit_head', 'desk_editor', 'desk_chief')
      and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})`.execute(reader.db);
  return found.rows.map(row => row.id);
}

export async function topicOfItem(reader: Reader, manuscriptId: string): Promise<string | null> {
  const row = await reader.db
    .selectFrom('plan_items')
    .select('topic_id')
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', manuscriptId)
    .executeTakeFirst();
  return row?.topic_id ?? null;
}

/** False when the item answers a topic already. */
export async function putItem(
  tx: Tx,
  item: { topicId: string; manuscriptId: string; by: string; now: Date },
): Promise<boolean> {
  const made = await tx.db
    .insertInto('plan_items')
    .values({
      ...{ body_id: tx.body, manuscript_id: item.manuscriptId, topic_id: item.topicId },
      ...{ put_by: item.by, put_at: item.now.toISOString() },
    })
    .onConflict(conflict => conflict.columns(['body_id', 'manuscript_id']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function takeItem(tx: Tx, topicId: string, manuscriptId: string): Promise<boolean> {
  const gone = await tx.db
    .deleteFrom('plan_items')
    .where('body_id', '=', tx.body)
    .where('topic_id', '=', topicId)
    .where('manuscript_id', '=', manuscriptId)
    .executeTakeFirst();
  return gone.numDeletedRows === 1n;
}

export type TopicItem = {
  id: string;
  title: string;
  unit: Named & { path: string };
  state: ManuscriptState;
  sentAt: string | null;
  adoptions: number;
};

export async function itemsOf(reader: Reader, topicId: string, unitId?: string): Promise<TopicItem[]> {
  const found = await sql<TopicItem>`select m.id, m.title, m.state, m.submitted_at as "sentAt",
      json_build_object('id', u.id, 'name', u.name, 'path', u.path) as unit,
      (select count(*)::int from adoptions a where a.body_id = m.body_id and a.manuscript_id = m.id
        and a.state = 'verified') as adoptions
    from plan_items i join manuscripts m on m.body_id = i.body_id and m.id = i.manuscript_id
    join units u on u.body_id = m.body_id and u.id = m.unit_id
    where i.body_id = ${reader.body} and i.topic_id = ${topicId} and m.discarded_at is null
      and (${unitId ?? null}::text is null or m.unit_id = ${unitId ?? null})
    order by i.put_at, m.id`.execute(reader.db);
  return found.rows;
}

export type TopicDuty = { unitId: string; state: string; dueAt: string; term: Term | null };

/** The duties that hang on a topic, by unit. */
export async function dutiesOf(tx: Tx, topicId: string): Promise<TopicDuty[]> {
  const found = await sql<TopicDuty>`
    select d.unit_id as "unitId", d.state, d.due_at as "dueAt", d.term from duties d
    where d.body_id = ${tx.body} and d.kind = 'plan_topic' and d.subject_id = ${topicId}`.execute(tx.db);
  return found.rows;
}

/** Topics of a year that were not taken over to the next one yet. */
export async function topicsToCopy(
  tx: Tx,
  of: { unitId: string; from: number; to: number },
): Promise<(TopicTable & { targets: Target[] })[]> {
  const found = await sql<TopicTable & { targets: Target[] }>`select t.id, t.title, t.wanted, t.theme,
      t.from_on::text as from_on, t.to_on::text as to_on, t.due_on::text as due_on, t.due_minute,
      (select coalesce(json_agg(json_build_object('unitId', g.unit_id, 'items', g.items, 'adoptions', g.adoptions)), '[]')
        from plan_targets g join units u on u.body_id = g.body_id and u.id = g.unit_id and u.closed_on is null
        where g.body_id = t.body_id and g.topic_id = t.id) as targets
    from plan_topics t where t.body_id = ${tx.body} and t.unit_id = ${of.unitId} and t.year = ${of.from}
      and t.removed_at is null and not exists (select 1 from plan_topics c where c.body_id = t.body_id
        and c.copied_from = t.id and c.year = ${of.to} and c.removed_at is null)
    order by t.from_on, t.id`.execute(tx.db);
  return found.rows;
}

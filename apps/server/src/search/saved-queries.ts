import type { Role, SavedQuestion, SavedSearch, SearchNotify } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { Condition } from '../manuscripts/list-queries.ts';

/** A person keeps no more; each is asked again and again. */
export const MOST_SAVED = 50;

const SHOWN = (day: string) => sql<SavedSearch>`
  s.id, s.name, s.question, s.notify, s.created_at as "createdAt", s.version,
  json_build_object('id', a.id, 'name', u.name) as post,
  (a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})) as held,
  (select count(*) from saved_search_finds f where f.body_id = s.body_id and f.search_id = s.id) as finds
  from saved_searches s
  join appointments a on a.body_id = s.body_id and a.id = s.appointment_id
  join units u on u.body_id = a.body_id and u.id = a.unit_id`;

export async function savedOf(reader: Reader, of: { person: string; day: string }): Promise<SavedSearch[]> {
  const found = await sql<SavedSearch>`select ${SHOWN(of.day)}
    where s.body_id = ${reader.body} and s.person_id = ${of.person} order by s.created_at desc, s.id`.execute(
    reader.db,
  );
  return found.rows;
}

/** Holds the person's saved searches, so that two acts on them follow each other. */
export async function lockSaved(
  tx: Tx,
  person: string,
): Promise<{ id: string; name: string; version: number }[]> {
  await sql`select from people where body_id = ${tx.body} and id = ${person} for no key update`.execute(
    tx.db,
  );
  return tx.db
    .selectFrom('saved_searches')
    .select(['id', 'name', 'version'])
    .where('body_id', '=', tx.body)
    .where('person_id', '=', person)
    .execute();
}

type NewSaved = {
  id: string;
  person: string;
  post: string;
  name: string;
  question: SavedQuestion;
  notify: SearchNotify;
  now: Date;
};

/** What is in the index now is not new any more. */
const newest = (body: string) =>
  sql<number>`(select coalesce(max(changed), 0) from search_texts where body_id = ${body})`;

export async function insertSaved(tx: Tx, saved: NewSaved): Promise<void> {
  await tx.db
    .insertInto('saved_searches')
    .values({
      body_id: tx.body,
      id: saved.id,
      person_id: saved.person,
      appointment_id: saved.post,
      name: saved.name,
      question: JSON.stringify(saved.question),
      notify: saved.notify,
      seen_until: newest(tx.body),
      told_on: null,
      created_at: saved.now.toISOString(),
      version: 0,
    })
    .execute();
}

/** A search that was silent starts from now: nobody wants to hear what came meanwhile. */
export async function updateSaved(
  tx: Tx,
  { id, name, notify }: { id: string; name: string; notify: SearchNotify },
): Promise<void> {
  await sql`update saved_searches set name = ${name}, notify = ${notify}, version = version + 1,
      seen_until = case when notify = 'off' then ${newest(tx.body)} else seen_until end
    where body_id = ${tx.body} and id = ${id}`.execute(tx.db);
}

export async function deleteSaved(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('saved_searches').where('body_id', '=', tx.body).where('id', '=', id).execute();
}

/** A saved search that speaks up, with the post that it asks in. */
export type Watching = {
  bodyId: string;
  id: string;
  name: string;
  question: SavedQuestion;
  notify: SearchNotify;
  seenUntil: number;
  createdAt: string;
  person: string;
  post: string;
  role: Role;
  unitId: string;
  unitPath: string;
  newest: number;
};

/** Those behind which something has changed, of people and posts that hold today. */
export async function watching(db: Reader['db'], day: string): Promise<Watching[]> {
  const found = await sql<Watching>`
    select s.body_id as "bodyId", s.id, s.name, s.question, s.notify, s.seen_until as "seenUntil", s.created_at as "createdAt",
      s.person_id as person, a.id as post, a.role, u.id as "unitId", u.path as "unitPath", n.newest
    from (select b.id as body_id, (select max(changed) from search_texts t where t.body_id = b.id) as newest from bodies b) n
    join saved_searches s on s.body_id = n.body_id and s.notify <> 'off' and s.seen_until < n.newest
    join appointments a on a.body_id = s.body_id and a.id = s.appointment_id
      and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
    join people p on p.body_id = s.body_id and p.id = s.person_id and p.active
    join units u on u.body_id = a.body_id and u.id = a.unit_id`.execute(db);
  return found.rows;
}

/** What is news to whoever saved it, over the manuscript `m`: sent after it was saved, and by others. */
export const newFor = ({ createdAt, person }: Watching): Condition[] => [
  sql`m.submitted_at >= ${createdAt}`,
  sql`m.created_by <> ${person}`,
  sql`not exists (select from manuscript_authors w
    where w.body_id = m.body_id and w.manuscript_id = m.id and w.person_id = ${person})`,
];

/** Notes what was found; what was known before is left out of `ids` later. */
export async function noteFinds(
  tx: Tx,
  search: string,
  { ids, now }: { ids: string[]; now: Date },
): Promise<void> {
  await sql`insert into saved_search_finds (body_id, search_id, manuscript_id, found_at)
    select ${tx.body}, ${search}, m, ${now.toISOString()}::timestamptz from unnest(${ids}::text[]) m
    on conflict do nothing`.execute(tx.db);
}

export async function seenUntil(tx: Tx, search: string, changed: number): Promise<void> {
  await sql`update saved_searches set seen_until = greatest(seen_until, ${changed})
    where body_id = ${tx.body} and id = ${search}`.execute(tx.db);
}

export type Due = {
  bodyId: string;
  id: string;
  name: string;
  person: string;
  finds: { id: string; title: string; unit: string }[];
};

/** Saved searches with finds that nobody has been told: at once, or once a day. */
export async function dueNotices(db: Reader['db'], day: string, mayTellDaily: boolean): Promise<Due[]> {
  const found = await sql<Due>`
    select s.body_id as "bodyId", s.id, s.name, s.person_id as person,
      json_agg(json_build_object('id', m.id, 'title', m.title, 'unit', u.name) order by f.found_at desc, m.id desc) as finds
    from saved_searches s
    join saved_search_finds f on f.body_id = s.body_id and f.search_id = s.id and not f.told
    join manuscripts m on m.body_id = f.body_id and m.id = f.manuscript_id and m.discarded_at is null
    join units u on u.body_id = m.body_id and u.id = m.unit_id
    where s.notify = 'at_once' or (s.notify = 'daily' and ${mayTellDaily} and s.told_on is distinct from ${day}::date)
    group by s.body_id, s.id`.execute(db);
  return found.rows;
}

/** Whoever marks them first tells them; empty where another server was quicker. */
export async function markTold(tx: Tx, due: Due, day: string): Promise<string[]> {
  await sql`update saved_searches set told_on = ${day} where body_id = ${tx.body} and id = ${due.id}`.execute(
    tx.db,
  );
  const marked = await sql<{ id: string }>`
    update saved_search_finds set told = true
    where body_id = ${tx.body} and search_id = ${due.id} and not told and manuscript_id = any(${due.finds.map(each => each.id)})
    returning manuscript_id as id`.execute(tx.db);
  return marked.rows.map(row => row.id);
}

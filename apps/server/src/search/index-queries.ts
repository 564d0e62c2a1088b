import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { Entry } from './entry.ts';

/** One indexer at a time, over all servers: two might write the older of two readings last. */
const LOCK = 7_202_617_001;

export async function takeLock(db: Reader['db']): Promise<boolean> {
  const found = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as taken`.execute(db);
  return found.rows[0]?.taken === true;
}

export type Queued = { seq: number; bodyId: string; id: string };

/** The next manuscripts to take up: what was written just now before what has long been there. */
export async function nextQueued(db: Reader['db'], atMost: number): Promise<Queued[]> {
  const found = await sql<Queued>`
    select q.seq, q.body_id as "bodyId", q.manuscript_id as id from search_queue q
    order by q.old, q.seq limit ${atMost}`.execute(db);
  return found.rows;
}

export async function removeQueued(db: Reader['db'], seqs: number[]): Promise<void> {
  await sql`delete from search_queue where seq = any(${seqs})`.execute(db);
}

/**
 * Everything there is, once, where nothing is indexed yet (after an upgrade, or a restored backup), and whatever is indexed
 * as it was before triples.
 */
export async function queueAll(db: Reader['db']): Promise<void> {
  await sql`
    insert into search_queue (body_id, manuscript_id, old)
    select body_id, id, true from manuscripts
    where discarded_at is null and not exists (select from search_texts) and not exists (select from search_queue where old)
    order by coalesce(submitted_at, created_at)`.execute(db);
  await sql`
    insert into search_queue (body_id, manuscript_id, old)
    select body_id, manuscript_id, true from search_texts
    where not triples and not exists (select from search_queue where old)
    order by at`.execute(db);
}

export async function queueManuscriptsWith(tx: Tx, fileId: string): Promise<void> {
  await sql`
    insert into search_queue (body_id, manuscript_id)
    select body_id, manuscript_id from manuscript_files where body_id = ${tx.body} and file_id = ${fileId}`.execute(
    tx.db,
  );
}

export type Head = {
  id: string;
  at: string;
  unitPath: string;
  persons: string[];
  channel: string;
  type: string;
  genre: string;
  importance: string;
  sent: boolean;
  title: string;
  deskTitle: string | null;
};

/** What decides who finds these manuscripts, and when; what was thrown away is left out. */
export async function headsOf(reader: Reader, ids: string[]): Promise<Head[]> {
  const found = await sql<Head>`
    select m.id, coalesce(m.submitted_at, m.created_at) as at, m.unit_path as "unitPath", m.channel, m.type, m.genre,
      m.importance, m.submitted_at is not null as sent, m.title, d.title as "deskTitle",
      array(select a.person_id from manuscript_authors a where a.body_id = m.body_id and a.manuscript_id = m.id)
        || m.created_by as persons
    from manuscripts m left join revisions d on d.body_id = m.body_id and d.id = m.desk_revision_id
    where m.body_id = ${reader.body} and m.id = any(${ids}) and m.discarded_at is null`.execute(reader.db);
  return found.rows;
}

export type Made = Entry & { id: string; at: string };

/** Writes what has changed, and answers the days whose number of texts may have changed with it. */
export async function keepEntries(tx: Tx, entries: Made[], gone: string[]): Promise<number[]> {
  const days = await sql<{ day: number }>`
    select distinct day from search_texts
    where body_id = ${tx.body} and manuscript_id = any(${[...gone, ...entries.map(each => each.id)]})`.execute(
    tx.db,
  );
  await sql`delete from search_texts where body_id = ${tx.body} and manuscript_id = any(${gone})`.execute(
    tx.db,
  );
  for (const { id, at, day, title, normal, terms, hash } of entries) {
    await sql`
      insert into search_texts as t (body_id, manuscript_id, at, day, title, normal, terms, triples, hash)
      values (${tx.body}, ${id}, ${at}, ${day}, ${title}, ${normal}, ${terms}, true, ${hash})
      on conflict (body_id, manuscript_id) do update set at = excluded.at, day = excluded.day, title = excluded.title,
        normal = excluded.normal, terms = excluded.terms, triples = true, hash = excluded.hash,
        changed = case when t.hash = excluded.hash then t.changed else excluded.changed end
      where t.hash <> excluded.hash or not t.triples`.execute(tx.db);
  }
  return [...new Set([...days.rows.map(row => row.day), ...entries.map(each => each.day)])];
}

export async function recountDays(tx: Tx, days: number[]): Promise<void> {
  await sql`
    insert into search_days (body_id, day, texts)
    select ${tx.body}, d, (select count(*) from search_texts t where t.body_id = ${tx.body} and t.day = d)
    from unnest(${days}::integer[]) d
    on conflict (body_id, day) do update set texts = excluded.texts`.execute(tx.db);
}

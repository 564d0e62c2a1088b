import type { Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';

export type ThreadRow = {
  id: string;
  quote: string;
  from: number;
  to: number;
  resolved: { by: Named; at: string } | null;
  comments: { id: string; by: Named; at: string; said: string; mentions: Named[] }[];
};

export async function listThreads(reader: Reader, manuscriptId: string): Promise<ThreadRow[]> {
  const found = await sql<ThreadRow>`
    select t.id, t.quote, t.stretch_from as "from", t.stretch_to as "to",
      case when r.id is not null then
        json_build_object('by', json_build_object('id', r.id, 'name', r.name), 'at', t.resolved_at) end as resolved,
      (select json_agg(json_build_object('id', c.id, 'at', c.at, 'said', c.said,
          'by', json_build_object('id', p.id, 'name', p.name),
          'mentions', coalesce((select json_agg(json_build_object('id', n.id, 'name', n.name) order by n.name)
            from people n where n.body_id = c.body_id and n.id = any(c.mentions)), '[]')) order by c.at, c.id)
        from comments c join people p on p.body_id = c.body_id and p.id = c.person_id
        where c.body_id = t.body_id and c.thread_id = t.id) as comments
    from comment_threads t
    left join people r on r.body_id = t.body_id and r.id = t.resolved_by
    where t.body_id = ${reader.body} and t.manuscript_id = ${manuscriptId}
    order by t.created_at, t.id`.execute(reader.db);
  const iso = (at: string): string => new Date(at).toISOString();
  return found.rows.map(row => ({
    ...row,
    resolved: row.resolved && { ...row.resolved, at: iso(row.resolved.at) },
    comments: row.comments.map(comment => ({ ...comment, at: iso(comment.at) })),
  }));
}

/** Everybody who has said something here or was named. */
export async function namedIn(reader: Reader, manuscriptId: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct unnest(c.mentions || c.person_id) as id from comments c
    join comment_threads t on t.body_id = c.body_id and t.id = c.thread_id
    where t.body_id = ${reader.body} and t.manuscript_id = ${manuscriptId}`.execute(reader.db);
  return found.rows.map(row => row.id);
}

export async function findGround(reader: Reader, manuscriptId: string): Promise<string | null> {
  const row = await reader.db
    .selectFrom('comment_grounds')
    .select('flat')
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', manuscriptId)
    .executeTakeFirst();
  return row?.flat ?? null;
}

type Stretched = { id: string; from: number; to: number };

/** A new ground, with every stretch counted in it. */
export async function setGround(
  tx: Tx,
  of: { manuscriptId: string; flat: string; stretches: readonly Stretched[] },
): Promise<void> {
  await tx.db
    .insertInto('comment_grounds')
    .values({ body_id: tx.body, manuscript_id: of.manuscriptId, flat: of.flat })
    .onConflict(row => row.columns(['body_id', 'manuscript_id']).doUpdateSet({ flat: of.flat }))
    .execute();
  for (const { id, from, to } of of.stretches) {
    await tx.db
      .updateTable('comment_threads')
      .set({ stretch_from: from, stretch_to: to })
      .where('body_id', '=', tx.body)
      .where('id', '=', id)
      .execute();
  }
}

type NewThread = { manuscriptId: string; quote: string; from: number; to: number; by: string; now: Date };

export async function insertThread(tx: Tx, thread: NewThread): Promise<string> {
  const id = newId('thread', thread.now);
  await tx.db
    .insertInto('comment_threads')
    .values({
      body_id: tx.body,
      id,
      manuscript_id: thread.manuscriptId,
      quote: thread.quote,
      stretch_from: thread.from,
      stretch_to: thread.to,
      created_by: thread.by,
      created_at: thread.now.toISOString(),
      resolved_by: null,
      resolved_at: null,
    })
    .execute();
  return id;
}

type NewComment = { threadId: string; said: string; mentions: string[]; by: string; now: Date };

export async function insertComment(tx: Tx, comment: NewComment): Promise<string> {
  const id = newId('comment', comment.now);
  await tx.db
    .insertInto('comments')
    .values({
      body_id: tx.body,
      id,
      thread_id: comment.threadId,
      said: comment.said,
      mentions: comment.mentions,
      person_id: comment.by,
      at: comment.now.toISOString(),
    })
    .execute();
  return id;
}

/** Null opens it again. */
export async function setResolved(
  tx: Tx,
  threadId: string,
  resolved: { by: string; at: Date } | null,
): Promise<void> {
  await tx.db
    .updateTable('comment_threads')
    .set({ resolved_by: resolved?.by ?? null, resolved_at: resolved?.at.toISOString() ?? null })
    .where('body_id', '=', tx.body)
    .where('id', '=', threadId)
    .execute();
}

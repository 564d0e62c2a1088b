import type { UnreadFile } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { Condition } from '../manuscripts/list-queries.ts';
import type { FileState } from './tables.ts';

/** Pictures, films and the like say nothing that could be searched; everything else is tried. */
const SILENT = ['png', 'jpeg', 'gif', 'webp', 'mp4'];

/** Attachments that nobody has looked into yet wait for their turn. */
export async function queueFilesOf(tx: Tx, ids: string[], now: Date): Promise<void> {
  await sql`
    insert into search_files (body_id, file_id, state, since)
    select distinct f.body_id, f.file_id,
      case when s.type = any(${SILENT}) then 'no_text' else 'waiting' end, ${now.toISOString()}::timestamptz
    from manuscript_files f join stored_files s on s.body_id = f.body_id and s.id = f.file_id
    where f.body_id = ${tx.body} and f.manuscript_id = any(${ids}) and f.role = 'attachment'
    on conflict do nothing`.execute(tx.db);
}

export type Claimed = { bodyId: string; fileId: string; sha256: string; name: string; tries: number };

/** Takes one waiting file, or one whose reader has been gone for so long that it must have died. */
export async function claimFile(db: Reader['db'], now: Date, goneSince: Date): Promise<Claimed | null> {
  const found = await sql<Claimed>`
    update search_files f set state = 'reading', since = ${now.toISOString()}, tries = f.tries + 1
    from (
      select body_id, file_id from search_files
      where state = 'waiting' or (state = 'reading' and since < ${goneSince.toISOString()})
      order by since limit 1 for update skip locked) n
    join stored_files s on s.body_id = n.body_id and s.id = n.file_id
    where f.body_id = n.body_id and f.file_id = n.file_id
    returning f.body_id as "bodyId", f.file_id as "fileId", s.sha256, s.name, f.tries`.execute(db);
  return found.rows[0] ?? null;
}

type Outcome = { state: FileState; text: string; zh: string | null; en: string | null };

export async function settleFile(tx: Tx, fileId: string, outcome: Outcome & { now: Date }): Promise<void> {
  const { now, ...columns } = outcome;
  await tx.db
    .updateTable('search_files')
    .set({ ...columns, since: now.toISOString() })
    .where('body_id', '=', tx.body)
    .where('file_id', '=', fileId)
    .execute();
}

/** Puts a file that failed back in line; false when it is not one that failed. */
export async function readFileAgain(tx: Tx, fileId: string, now: Date): Promise<boolean> {
  const changed = await tx.db
    .updateTable('search_files')
    .set({ state: 'waiting', since: now.toISOString(), tries: 0, zh: null, en: null })
    .where('body_id', '=', tx.body)
    .where('file_id', '=', fileId)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Attachments of open manuscripts that could not be read. `open` as in lists, over the manuscript `m`. */
export async function unreadFiles(
  reader: Reader,
  { open, page, pageSize }: { open: Condition[][]; page: number; pageSize: number },
): Promise<{ rows: UnreadFile[]; total: number }> {
  const found = await sql<Omit<UnreadFile, 'url'> & { total: number }>`
    select t.file_id as "fileId", s.name, t.zh, t.en, t.since,
      json_build_object('id', m.id, 'title', m.title) as manuscript,
      json_build_object('id', u.id, 'name', u.name) as unit, count(*) over () as total
    ${failedWithin(reader, open)}
    order by t.since desc, t.file_id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(reader.db);
  return {
    rows: found.rows.map(({ total: _, ...row }) => ({
      ...row,
      url: `/api/files/${row.fileId}/${encodeURIComponent(row.name)}`,
    })),
    total: found.rows[0]?.total ?? 0,
  };
}

const failedWithin = (reader: Reader, open: Condition[][]) => sql`
  from search_files t
  join stored_files s on s.body_id = t.body_id and s.id = t.file_id
  join manuscript_files f on f.body_id = t.body_id and f.file_id = t.file_id and f.role = 'attachment'
  join manuscripts m on m.body_id = f.body_id and m.id = f.manuscript_id and m.discarded_at is null
  join units u on u.body_id = m.body_id and u.id = m.unit_id
  where t.body_id = ${reader.body} and t.state = 'failed'
    and (${sql.join(
      open.map(part => sql`(${sql.join(part, sql` and `)})`),
      sql` or `,
    )})`;

export type IndexState = {
  waiting: number;
  renewing: number;
  kept: number;
  filesWaiting: number;
  filesUnread: number;
};

export async function indexState(reader: Reader, open: Condition[][]): Promise<IndexState> {
  const found = await sql<IndexState>`
    select (select count(*) from search_queue where body_id = ${reader.body}) as waiting,
      (select count(*) from search_texts where body_id = ${reader.body} and not triples) as renewing,
      (select coalesce(sum(texts), 0)::bigint from search_days where body_id = ${reader.body}) as kept,
      (select count(*) from search_files where body_id = ${reader.body} and state in ('waiting', 'reading')) as "filesWaiting",
      (select count(*) ${failedWithin(reader, open)}) as "filesUnread"`.execute(reader.db);
  const state = found.rows[0]!;
  // What is only being renewed is found meanwhile: nobody waits for it.
  return { ...state, waiting: Math.max(0, state.waiting - state.renewing) };
}

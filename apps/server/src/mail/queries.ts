import type { MailState } from '@xinxuan/contract';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Database, Reader, Tables, Tx } from '../db/connect.ts';
import type { ActorPost } from '../http/actor.ts';
import type { PartEnd, Sentence } from './tables.ts';

export type MailRow = Selectable<Tables['mail_messages']>;

/** @returns false when the same message is kept already, by whatever way it came. */
export async function insertMessage(tx: Tx, row: Insertable<Tables['mail_messages']>): Promise<boolean> {
  const done = await tx.db
    .insertInto('mail_messages')
    .values(row)
    .onConflict(conflict => conflict.columns(['body_id', 'digest']).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function findByDigest(
  reader: Reader,
  digest: string,
): Promise<{ id: string; state: MailState } | null> {
  const row = await reader.db
    .selectFrom('mail_messages')
    .select(['id', 'state'])
    .where('body_id', '=', reader.body)
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row ?? null;
}

/** Another message that bears the same Message-ID and says something else. */
export async function hasTwin(reader: Reader, row: Pick<MailRow, 'id' | 'message_id'>): Promise<boolean> {
  if (row.message_id === null) return false;
  const found = await reader.db
    .selectFrom('mail_messages')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('message_id', '=', row.message_id)
    .where('id', '<', row.id)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export type Sighting = { account: string; uidvalidity: number; uid: number };

export async function insertSighting(tx: Tx, seen: Sighting & { messageId: string }): Promise<void> {
  await tx.db
    .insertInto('mail_sightings')
    .values({
      body_id: tx.body,
      account: seen.account,
      uidvalidity: seen.uidvalidity,
      uid: seen.uid,
      message_id: seen.messageId,
      filed_at: null,
    })
    .onConflict(conflict => conflict.columns(['body_id', 'account', 'uidvalidity', 'uid']).doNothing())
    .execute();
}

/** Numbers of this folder that were fetched before. */
export async function seenUids(
  reader: Reader,
  at: { account: string; uidvalidity: number; uids: number[] },
): Promise<Set<number>> {
  if (at.uids.length === 0) return new Set();
  const rows = await reader.db
    .selectFrom('mail_sightings')
    .select('uid')
    .where('body_id', '=', reader.body)
    .where('account', '=', at.account)
    .where('uidvalidity', '=', at.uidvalidity)
    .where('uid', '=', sql<number>`any(${at.uids}::bigint[])`)
    .execute();
  return new Set(rows.map(row => row.uid));
}

/** Fetched and read, but still lying in the folder; what a person has to look at there stays. */
export async function toFile(
  reader: Reader,
  at: { account: string; uidvalidity: number },
): Promise<{ uid: number; stays: boolean }[]> {
  return reader.db
    .selectFrom('mail_sightings as s')
    .innerJoin('mail_messages as m', join =>
      join.onRef('m.body_id', '=', 's.body_id').onRef('m.id', '=', 's.message_id'),
    )
    .select(['s.uid', sql<boolean>`'secrecy' = any(m.why) or m.envelope ? 'tooLarge'`.as('stays')])
    .where('s.body_id', '=', reader.body)
    .where('s.account', '=', at.account)
    .where('s.uidvalidity', '=', at.uidvalidity)
    .where('s.filed_at', 'is', null)
    .where('m.state', '<>', 'stored')
    .orderBy('s.uid')
    .limit(500)
    .execute();
}

export async function noteFiled(
  database: Database,
  at: { body: string; account: string; uidvalidity: number; uids: number[]; now: Date },
): Promise<void> {
  await database.db
    .updateTable('mail_sightings')
    .set({ filed_at: at.now.toISOString() })
    .where('body_id', '=', at.body)
    .where('account', '=', at.account)
    .where('uidvalidity', '=', at.uidvalidity)
    .where('uid', '=', sql<number>`any(${at.uids}::bigint[])`)
    .execute();
}

/** What is kept and not yet read, oldest first, of every body. */
export async function storedMessages(database: Database, limit: number): Promise<MailRow[]> {
  return database.db
    .selectFrom('mail_messages')
    .selectAll()
    .where('state', '=', 'stored')
    .orderBy('tries')
    .orderBy('arrived_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Counts a try before it is made: a message that takes the server down is given up after three. */
export async function countTry(database: Database, row: Pick<MailRow, 'body_id' | 'id'>): Promise<number> {
  const counted = await database.db
    .updateTable('mail_messages')
    .set(eb => ({ tries: eb('tries', '+', 1) }))
    .where('body_id', '=', row.body_id)
    .where('id', '=', row.id)
    .returning('tries')
    .executeTakeFirst();
  return counted?.tries ?? 0;
}

export async function findMessage(reader: Reader, id: string): Promise<MailRow | null> {
  const row = await reader.db
    .selectFrom('mail_messages')
    .selectAll()
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function lockMessage(tx: Tx, id: string): Promise<MailRow | null> {
  const row = await tx.db
    .selectFrom('mail_messages')
    .selectAll()
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function changeMessage(
  tx: Tx,
  id: string,
  change: Updateable<Tables['mail_messages']>,
): Promise<void> {
  await tx.db
    .updateTable('mail_messages')
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

export type PartRow = {
  fileId: string;
  name: string;
  size: number;
  became: PartEnd;
  finding: Sentence | null;
};

export async function insertParts(tx: Tx, messageId: string, parts: PartRow[]): Promise<void> {
  if (parts.length === 0) return;
  await tx.db
    .insertInto('mail_attachments')
    .values(
      parts.map((part, position) => ({
        body_id: tx.body,
        message_id: messageId,
        position,
        file_id: part.fileId,
        name: part.name,
        size: part.size,
        became: part.became,
        finding: part.finding && JSON.stringify(part.finding),
      })),
    )
    .execute();
}

export async function setPartEnds(tx: Tx, messageId: string, parts: PartRow[]): Promise<void> {
  await tx.db
    .deleteFrom('mail_attachments')
    .where('body_id', '=', tx.body)
    .where('message_id', '=', messageId)
    .execute();
  await insertParts(tx, messageId, parts);
}

export async function partsOf(reader: Reader, messageId: string): Promise<(PartRow & { sha256: string })[]> {
  return reader.db
    .selectFrom('mail_attachments as a')
    .innerJoin('stored_files as f', join =>
      join.onRef('f.body_id', '=', 'a.body_id').onRef('f.id', '=', 'a.file_id'),
    )
    .select(['a.file_id as fileId', 'a.name', 'a.size', 'a.became', 'a.finding', 'f.sha256'])
    .where('a.body_id', '=', reader.body)
    .where('a.message_id', '=', messageId)
    .orderBy('a.position')
    .execute();
}

export async function insertManuscripts(tx: Tx, messageId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .insertInto('mail_manuscripts')
    .values(
      ids.map((manuscript_id, position) => ({
        body_id: tx.body,
        message_id: messageId,
        manuscript_id,
        position,
      })),
    )
    .execute();
}

export type Sender = { id: string; name: string; userName: string; title: string; posts: ActorPost[] };

/** Active people of this address, with the posts that they hold on `day`. */
export async function peopleOfAddress(reader: Reader, address: string, day: string): Promise<Sender[]> {
  return peopleWith(reader, sql`lower(p.email) = ${address}`, day);
}

export async function personWithPosts(reader: Reader, id: string, day: string): Promise<Sender | null> {
  const [found] = await peopleWith(reader, sql`p.id = ${id}`, day);
  return found ?? null;
}

async function peopleWith(reader: Reader, which: ReturnType<typeof sql>, day: string): Promise<Sender[]> {
  const found = await sql<Sender>`
    select p.id, p.name, p.user_name as "userName", p.title,
      coalesce((select json_agg(json_build_object('id', a.id, 'role', a.role, 'unitId', a.unit_id, 'unitName', u.name,
          'unitPath', u.path, 'fromOn', a.from_on, 'toOn', a.to_on) order by a.from_on, a.id)
        from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
        where a.body_id = p.body_id and a.person_id = p.id and a.from_on <= ${day}
          and (a.to_on is null or a.to_on >= ${day})), '[]') as posts
    from people p where p.body_id = ${reader.body} and p.active and ${which} order by p.id`.execute(
    reader.db,
  );
  return found.rows;
}

/** How many answers went to an address since a moment: a sender that answers back ends here. */
export async function answersSince(reader: Reader, address: string, since: Date): Promise<number> {
  const row = await reader.db
    .selectFrom('mail_messages')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('body_id', '=', reader.body)
    .where('from_address', '=', address)
    .where('answered_at', '>', since.toISOString())
    .executeTakeFirst();
  return row?.n ?? 0;
}

export async function deleteFile(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('stored_files').where('body_id', '=', tx.body).where('id', '=', id).execute();
}

export async function nameOfBody(reader: Reader): Promise<string> {
  const row = await reader.db
    .selectFrom('bodies')
    .select('name')
    .where('id', '=', reader.body)
    .executeTakeFirst();
  return row?.name ?? '';
}

export async function addressOf(reader: Reader, personId: string): Promise<string | null> {
  const row = await reader.db
    .selectFrom('people')
    .select('email')
    .where('body_id', '=', reader.body)
    .where('id', '=', personId)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.email ?? null;
}

/** Whether a seal holds over what a message brought: a manuscript made of it, or a document as it was attached. */
export async function isSealedIn(reader: Reader, messageId: string): Promise<boolean> {
  const found = await sql<{ sealed: boolean }>`select exists (
      select 1 from mail_manuscripts x
      join seals s on s.body_id = x.body_id and s.manuscript_id = x.manuscript_id and s.opened_at is null
      where x.body_id = ${reader.body} and x.message_id = ${messageId}
    ) or exists (
      select 1 from mail_attachments a
      join stored_files f on f.body_id = a.body_id and f.id = a.file_id
      join stored_files o on o.body_id = f.body_id and o.sha256 = f.sha256
      join sealed_files c on c.body_id = o.body_id and c.file_id = o.id
      join seals s on s.body_id = c.body_id and s.id = c.seal_id and s.opened_at is null
      where a.body_id = ${reader.body} and a.message_id = ${messageId}
    ) as sealed`.execute(reader.db);
  return found.rows[0]?.sealed === true;
}

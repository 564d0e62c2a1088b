import type { Notice } from '@xinxuan/contract';
import { type Insertable, sql } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';

/** One statement carries at most 65,535 values: whatever goes to everybody is written in parts. */
const AT_ONCE = 1000;

export async function insertNotices(tx: Tx, rows: Insertable<Tables['notices']>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await tx.db
      .insertInto('notices')
      .values(rows.slice(at, at + AT_ONCE))
      .execute();
}

/** The urgent message that a notice brought, with whether its receiver has confirmed. */
const MESSAGE = sql<Notice['message']>`(select json_build_object('id', r.message_id, 'confirmedAt',
    to_char(r.confirmed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from urgent_receivers r where r.body_id = notices.body_id and r.message_id = notices.message_id
    and r.person_id = notices.person_id)`;

type Page = { page: number; pageSize: number; unread?: boolean | undefined };

/** A person's notices, newest first, with how many are unread. */
export async function listNotices(
  reader: Reader,
  personId: string,
  { page, pageSize, unread }: Page,
): Promise<{ rows: Notice[]; total: number; unread: number }> {
  const mine = reader.db
    .selectFrom('notices')
    .where('body_id', '=', reader.body)
    .where('person_id', '=', personId);
  const wanted = unread ? mine.where('read_at', 'is', null) : mine;
  const rows = await wanted
    .select([
      'notices.id',
      'notices.at',
      'notices.kind',
      'notices.zh',
      'notices.en',
      'notices.manuscript_id as manuscriptId',
      'notices.adoption_id as adoptionId',
      'notices.link',
      'notices.urgent',
      'notices.read_at as readAt',
      MESSAGE.as('message'),
    ])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  const total = await wanted.select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return { rows, total: Number(total.n), unread: await countUnread(reader, personId) };
}

export async function countUnread(reader: Reader, personId: string): Promise<number> {
  const row = await reader.db
    .selectFrom('notices')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('body_id', '=', reader.body)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function markRead(
  tx: Tx,
  personId: string,
  read: { ids: string[] | 'all'; now: Date },
): Promise<void> {
  await tx.db
    .updateTable('notices')
    .set({ read_at: read.now.toISOString() })
    .where('body_id', '=', tx.body)
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .$if(read.ids !== 'all', query => query.where('id', 'in', read.ids === 'all' ? [''] : [...read.ids, '']))
    .execute();
}

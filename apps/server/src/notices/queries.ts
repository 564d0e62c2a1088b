import type { Notice } from '@xinxuan/contract';
import { type Insertable, type RawBuilder, type SqlBool, sql } from 'kysely';
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
const MESSAGE = sql<Notice['message']>`(select json_build_object('id', r.message_id, 'text', m.text,
    'sentBy', json_build_object('id', s.id, 'name', s.name), 'dueAt', ${moment('m.due_at')},
    'manuscript', case when t.id is not null then json_build_object('id', t.id, 'title', t.title) end,
    'confirmedAt', ${moment('r.confirmed_at')})
  from urgent_receivers r
  join urgent_messages m on m.body_id = r.body_id and m.id = r.message_id
  join people s on s.body_id = m.body_id and s.id = m.sent_by
  left join manuscripts t on t.body_id = m.body_id and t.id = m.manuscript_id
  where r.body_id = notices.body_id and r.message_id = notices.message_id and r.person_id = notices.person_id)`;

/** A time inside JSON, written as everywhere else. */
function moment(column: string): RawBuilder<string> {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

type Page = {
  page: number;
  pageSize: number;
  unread?: boolean | undefined;
  unconfirmed?: boolean | undefined;
  kind?: string | undefined;
  like?: string | undefined;
  from?: string | undefined;
};

/** What is asked for among a person's notices. */
function conditionsOf({ body }: Reader, personId: string, wanted: Page): RawBuilder<SqlBool> {
  const { unread, unconfirmed, kind, like, from } = wanted;
  const conditions = [
    ...(unread ? [sql`read_at is null`] : []),
    ...(unconfirmed
      ? [
          sql`message_id = any(array(select message_id from urgent_receivers
            where body_id = ${body} and person_id = ${personId} and confirmed_at is null))`,
        ]
      : []),
    ...(kind ? [sql`kind = ${kind}`] : []),
    ...(like
      ? [
          sql`(kind, zh, en, coalesce(manuscript_id, '')) = (select l.kind, l.zh, l.en, coalesce(l.manuscript_id, '') from notices l
            where l.body_id = ${body} and l.person_id = ${personId} and l.id = ${like})`,
        ]
      : []),
    ...(from ? [sql`at >= ${`${from}T00:00:00+08:00`}::timestamptz`] : []),
  ];
  return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`;
}

/** A person's notices, newest first, with how many are unread. */
export async function listNotices(
  reader: Reader,
  personId: string,
  wanted: Page,
): Promise<{ rows: Notice[]; total: number; unread: number }> {
  const { page, pageSize } = wanted;
  const mine = reader.db
    .selectFrom('notices')
    .where('body_id', '=', reader.body)
    .where('person_id', '=', personId)
    .where(conditionsOf(reader, personId, wanted));
  const rows = await mine
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
  const total = await mine.select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
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

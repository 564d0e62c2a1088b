import type { MailMessage, MailRow, MailState, Named } from '@xinxuan/contract';
import { MAIL_STATES } from '@xinxuan/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { totalOf } from '../db/total.ts';
import { findMessage, type MailRow as Message, partsOf } from './queries.ts';

export type Asked = {
  page: number;
  pageSize: number;
  state?: MailState[] | undefined;
  why?: string | undefined;
  channel?: string | undefined;
  q?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort: 'newest' | 'oldest';
};

const ROW = sql`
  m.id, m.state, m.why, m.way, m.channel, m.subject, json_build_object('name', m.from_name, 'address', m.from_address) as from,
  case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as person,
  case when u.id is null then null else json_build_object('id', u.id, 'name', u.name) end as unit,
  m.arrived_at as "arrivedAt", m.size, coalesce(m.authentication->>'verdict', 'none') as verdict, m.version,
  (select count(*) from mail_attachments a where a.body_id = m.body_id and a.message_id = m.id) as attachments,
  coalesce((select json_agg(json_build_object('id', s.id, 'name', s.title) order by x.position)
    from mail_manuscripts x join manuscripts s on s.body_id = x.body_id and s.id = x.manuscript_id
    where x.body_id = m.body_id and x.message_id = m.id), '[]') as manuscripts`;
const JOINED = sql`mail_messages m
  left join people p on p.body_id = m.body_id and p.id = m.person_id
  left join units u on u.body_id = m.body_id and u.id = m.unit_id`;

/** A page of messages, and how many there are of each state under the same other filters. */
export async function listMessages(
  reader: Reader,
  asked: Asked,
): Promise<{ rows: MailRow[]; total: number; counts: Record<MailState, number> }> {
  const around = conditions(reader, asked);
  const states = asked.state && asked.state.length > 0 ? asked.state : [...MAIL_STATES];
  const here = sql`${around} and m.state = any(${states})`;
  const order = asked.sort === 'oldest' ? sql`m.arrived_at, m.id` : sql`m.arrived_at desc, m.id desc`;
  const found = await sql<MailRow>`select ${ROW} from ${JOINED} where ${here}
    order by ${order} limit ${asked.pageSize} offset ${(asked.page - 1) * asked.pageSize}`.execute(reader.db);
  const counted = await sql<{ state: MailState; n: number }>`
    select m.state, count(*) as n from ${JOINED} where ${around} group by m.state`.execute(reader.db);
  const counts = Object.fromEntries(
    MAIL_STATES.map(state => [state, counted.rows.find(row => row.state === state)?.n ?? 0]),
  ) as Record<MailState, number>;
  return { rows: found.rows, total: states.reduce((sum, state) => sum + counts[state], 0), counts };
}

/** The beginning of the list of what waits for a hand, the oldest first, without counting what does not. */
export async function listWaiting(
  reader: Reader,
  { pageSize }: { pageSize: number },
): Promise<{ rows: MailRow[]; total: number }> {
  const waiting = sql`m.body_id = ${reader.body} and m.state = 'waiting'`;
  const found = await sql<MailRow>`select ${ROW} from ${JOINED} where ${waiting}
    order by m.arrived_at, m.id limit ${pageSize}`.execute(reader.db);
  const total = await totalOf(found.rows, { page: 1, pageSize }, async () => {
    const counted = await sql<{
      n: number;
    }>`select count(*) as n from mail_messages m where ${waiting}`.execute(reader.db);
    return counted.rows[0]?.n ?? 0;
  });
  return { rows: found.rows, total };
}

function conditions(reader: Reader, asked: Asked): RawBuilder<unknown> {
  const all = [sql`m.body_id = ${reader.body}`];
  if (asked.why) all.push(sql`${asked.why} = any(m.why)`);
  if (asked.channel) all.push(sql`m.channel = ${asked.channel}`);
  if (asked.from) all.push(sql`m.arrived_at >= ${`${asked.from}T00:00:00+08:00`}`);
  if (asked.to) all.push(sql`m.arrived_at < ${`${asked.to}T00:00:00+08:00`}::timestamptz + interval '1 day'`);
  if (asked.q) {
    const like = `%${asked.q.replace(/[\\%_]/gu, '\\$&')}%`;
    all.push(
      sql`(m.subject ilike ${like} or m.from_name ilike ${like} or m.from_address ilike ${like} or p.name ilike ${like} or u.name ilike ${like})`,
    );
  }
  return sql.join(all, sql` and `);
}

export type Opened = {
  message: Message;
  row: MailRow;
  parts: Awaited<ReturnType<typeof partsOf>>;
  decidedBy: Named | null;
};

export async function openMessage(reader: Reader, id: string): Promise<Opened | null> {
  const message = await findMessage(reader, id);
  if (!message) return null;
  const found = await sql<MailRow & { decidedBy: MailMessage['person'] }>`
    select ${ROW}, (select json_build_object('id', d.id, 'name', d.name) from people d
      where d.body_id = m.body_id and d.id = m.decided_by) as "decidedBy"
    from ${JOINED} where m.body_id = ${reader.body} and m.id = ${id}`.execute(reader.db);
  const { decidedBy, ...row } = found.rows[0]!;
  return { message, row, parts: await partsOf(reader, id), decidedBy };
}

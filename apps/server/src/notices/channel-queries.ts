import type { NoticeChannel, QuietHours } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';
import type { NoticeChannelRow } from './tables.ts';
import { USUAL_URGENT_PER_HOUR } from './wishes.ts';

export async function findChannel(reader: Reader, id: string): Promise<NoticeChannelRow | null> {
  const found = await sql<NoticeChannelRow>`
    select * from notice_channels where body_id = ${reader.body} and id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function findSmsGateway(reader: Reader): Promise<NoticeChannelRow | null> {
  const found = await sql<NoticeChannelRow>`
    select * from notice_channels where body_id = ${reader.body} and kind = 'sms' and active
    order by id limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function listChannels(reader: Reader): Promise<NoticeChannelRow[]> {
  const found = await sql<NoticeChannelRow>`
    select * from notice_channels where body_id = ${reader.body} order by kind, name, id`.execute(reader.db);
  return found.rows;
}

export async function insertChannel(tx: Tx, row: NoticeChannelRow): Promise<void> {
  await tx.db
    .insertInto('notice_channels')
    .values({ ...row, groups: JSON.stringify(row.groups) })
    .execute();
}

/** @returns false when somebody changed it in between */
export async function updateChannel(tx: Tx, row: NoticeChannelRow, version: number): Promise<boolean> {
  const done = await tx.db
    .updateTable('notice_channels')
    .set({ ...row, groups: JSON.stringify(row.groups) })
    .where('body_id', '=', tx.body)
    .where('id', '=', row.id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Removes it with whatever still gathers for it. */
export async function deleteChannel(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<boolean> {
  const done = await sql`delete from notice_channels
    where body_id = ${tx.body} and id = ${id} and version = ${version}`.execute(tx.db);
  if (done.numAffectedRows !== 1n) return false;
  await sql`delete from notice_sends where body_id = ${tx.body} and receiver = ${id}`.execute(tx.db);
  await sql`delete from way_alarms where body_id = ${tx.body} and receiver = ${id}`.execute(tx.db);
  return true;
}

type Health = NoticeChannel['health'];

/** How each way does, from what it sent: by channel of the body, by the way itself where persons receive. */
export async function healthOf(reader: Reader): Promise<Map<string, Health>> {
  const found = await sql<Health & { key: string }>`
    select case when o.channel in ('mail', 'sms') then o.channel else o.receiver end as key,
      max(o.ended_at) filter (where o.state = 'sent') as "lastSentAt",
      count(*) filter (where o.state in ('waiting', 'sending', 'failed', 'dead')) as waiting,
      min(o.created_at) filter (where o.state in ('failed', 'dead')) as "failingSince",
      (array_agg(o.last_error order by o.seq desc)
        filter (where o.state in ('failed', 'dead', 'sending') and o.last_error is not null))[1] as "lastError"
    from outbox o where o.body_id = ${reader.body}
      and o.channel in ('mail', 'sms', 'wecom', 'dingtalk', 'feishu', 'webhook')
    group by 1`.execute(reader.db);
  return new Map(found.rows.map(({ key, ...health }) => [key, health]));
}

export type NoticeSettings = { quiet: QuietHours; urgentPerHour: number; version: number };

export async function findQuiet(reader: Reader): Promise<NoticeSettings | null> {
  const found = await sql<NoticeSettings>`
    select json_build_object('from', quiet_from, 'to', quiet_to) as quiet, urgent_per_hour as "urgentPerHour", version
    from notice_settings where body_id = ${reader.body}`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** What is not said of urgent messages stays as it was. */
export async function saveQuietRow(
  tx: Tx,
  { from, to, urgentPerHour }: QuietHours & { urgentPerHour?: number | undefined },
  version: number,
): Promise<boolean> {
  const perHour = sql`${urgentPerHour ?? null}::integer`;
  const done = await sql`insert into notice_settings (body_id, quiet_from, quiet_to, urgent_per_hour, version)
    values (${tx.body}, ${from}, ${to}, coalesce(${perHour}, ${USUAL_URGENT_PER_HOUR}), ${version + 1})
    on conflict (body_id) do update set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
      urgent_per_hour = coalesce(${perHour}, notice_settings.urgent_per_hour), version = excluded.version where notice_settings.version = ${version}`.execute(
    tx.db,
  );
  return done.numAffectedRows === 1n;
}

export type Failing = { body: string; way: string; receiver: string; name: string | null; error: string };

/**
 * Ways that have failed more than a few times with nothing sent since, without an alarm yet. Mail and short messages are
 * one way for everybody: a single address that does not exist is no outage.
 */
export async function failingWays(database: Database, tries: number): Promise<Failing[]> {
  const found = await sql<Failing>`
    with failing as (
      select o.body_id, o.channel as way, case when o.channel in ('mail', 'sms') then '' else o.receiver end as receiver,
        min(o.created_at) as since, (array_agg(o.last_error order by o.seq desc))[1] as error
      from outbox o where o.state in ('failed', 'dead') and o.attempts >= ${tries}
        and o.channel in ('mail', 'sms', 'wecom', 'dingtalk', 'feishu', 'webhook')
      group by 1, 2, 3)
    select f.body_id as body, f.way, f.receiver, c.name, coalesce(f.error, '') as error
    from failing f
    left join notice_channels c on c.body_id = f.body_id and c.id = f.receiver
    where not exists (select 1 from way_alarms a
        where a.body_id = f.body_id and a.way = f.way and a.receiver = f.receiver)
      and not exists (select 1 from outbox s where s.body_id = f.body_id and s.channel = f.way and s.state = 'sent'
        and s.ended_at > f.since and (f.receiver = '' or s.receiver = f.receiver))`.execute(database.db);
  return found.rows;
}

/** @returns false when another node raised it first */
export async function raiseAlarm(
  tx: Tx,
  { way, receiver }: Pick<Failing, 'way' | 'receiver'>,
  now: Date,
): Promise<boolean> {
  const done = await sql`insert into way_alarms (body_id, way, receiver, raised_at)
    values (${tx.body}, ${way}, ${receiver}, ${now.toISOString()}) on conflict do nothing`.execute(tx.db);
  return done.numAffectedRows === 1n;
}

/** An outage is over when something has left since its alarm. */
export async function clearAlarms(database: Database): Promise<void> {
  await sql`delete from way_alarms a where exists (select 1 from outbox s
    where s.body_id = a.body_id and s.channel = a.way and s.state = 'sent' and s.ended_at > a.raised_at
      and (a.receiver = '' or s.receiver = a.receiver))`.execute(database.db);
}

export async function systemAdmins(reader: Reader, day: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct a.person_id as id from appointments a
    join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
    where a.body_id = ${reader.body} and a.role = 'system_admin' and a.from_on <= ${day}
      and (a.to_on is null or a.to_on >= ${day}) order by 1`.execute(reader.db);
  return found.rows.map(row => row.id);
}

import type { ChannelKind, NoticeGroup, PersonWay, QuietHours, Ways } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';
import { type Reachable, USUAL_QUIET } from './wishes.ts';

export type BodyWays = {
  mail: boolean;
  quiet: QuietHours;
  channels: { id: string; kind: ChannelKind; name: string; groups: NoticeGroup[] }[];
  /** Which of the manuscripts asked about are emergencies (紧急型). */
  emergencies: string[];
};

/** The ways out that are open for a body, and which of these manuscripts are emergencies. */
export async function bodyWays(reader: Reader, manuscriptIds: readonly string[]): Promise<BodyWays> {
  const found = await sql<BodyWays & { quiet: QuietHours | null }>`
    select exists (select 1 from mail_settings m
        where m.body_id = b.id and (m.outgoing ->> 'on')::boolean) as mail,
      (select json_build_object('from', s.quiet_from, 'to', s.quiet_to)
        from notice_settings s where s.body_id = b.id) as quiet,
      coalesce((select json_agg(json_build_object('id', c.id, 'kind', c.kind, 'name', c.name, 'groups', c.groups) order by c.id)
        from notice_channels c where c.body_id = b.id and c.active), '[]') as channels,
      array(select t.id from manuscripts t
        where t.body_id = b.id and t.id = any(${[...new Set(manuscriptIds)]}) and t.type = 'urgent') as emergencies
    from bodies b where b.id = ${reader.body}`.execute(reader.db);
  const [row] = found.rows;
  return row
    ? { ...row, quiet: row.quiet ?? USUAL_QUIET }
    : { mail: false, quiet: USUAL_QUIET, channels: [], emergencies: [] };
}

/** A number that a short message can be sent to. */
const IS_MOBILE = sql<boolean>`regexp_replace(coalesce(p.phone, ''), '^[+]?86|[- ]', '', 'g') ~ '^1[3-9][0-9]{9}$'`;

/** Persons with an active account, where each way would lead and what they have chosen. */
export async function peopleReachable(reader: Reader, ids: readonly string[]): Promise<Reachable[]> {
  const found = await sql<Reachable>`
    select p.id, coalesce(p.email, '') <> '' as mail,
      ${IS_MOBILE} as sms, w.ways,
      case when w.quiet_from is not null then json_build_object('from', w.quiet_from, 'to', w.quiet_to) end as quiet
    from people p left join notice_wishes w on w.body_id = p.body_id and w.person_id = p.id
    where p.body_id = ${reader.body} and p.active and p.id = any(${[...ids]})
    order by p.id`.execute(reader.db);
  return found.rows;
}

export type Send = {
  way: string;
  receiver: string;
  noticeId: string;
  kind: string;
  link: string;
  about: string | null;
  dueAt: Date;
};

/** One statement carries at most 65,535 values. */
const AT_ONCE = 1000;

export async function insertSends(tx: Tx, sends: readonly Send[]): Promise<void> {
  if (sends.length === 0) return;
  const rows = sends.map(({ way, receiver, noticeId, kind, link, about, dueAt }) => ({
    ...{ body_id: tx.body, way, receiver, notice_id: noticeId, kind, link, about },
    due_at: dueAt.toISOString(),
  }));
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await tx.db
      .insertInto('notice_sends')
      .values(rows.slice(at, at + AT_ONCE))
      .execute();
}

export async function bodiesWithSends(database: Database, now: Date): Promise<string[]> {
  const found = await sql<{ body: string }>`select distinct body_id as body from notice_sends
    where due_at <= ${now.toISOString()}`.execute(database.db);
  return found.rows.map(row => row.body);
}

export type Taken = { seq: number; way: string; receiver: string; kind: string; link: string } & {
  about: string | null;
  /** Read meanwhile, or its duty has ended: it need not leave any more. */
  pointless: boolean;
};

/** What one transaction takes: a message to everybody is gathered in slices, so that none holds its rows for long. */
const RECEIVERS_AT_ONCE = 2000;

/**
 * Takes what is due, and with it whatever else gathers for the same receiver and would be due within `aheadMs`. One node
 * at a time for a body, so that a receiver's notices are never split between two. The rows are found by one pass over
 * what is near and by their key: a search by receiver would compare every one with every other.
 */
export async function takeSends(tx: Tx, { now, aheadMs }: { now: Date; aheadMs: number }): Promise<Taken[]> {
  const alone = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`notice sends ${tx.body}`}, 0)) as got`.execute(
    tx.db,
  );
  if (!alone.rows[0]?.got) return [];
  const until = new Date(now.getTime() + aheadMs).toISOString();
  const found = await sql<Taken>`
    with near as materialized (
      select s.seq, s.way, s.receiver, min(s.due_at) over (partition by s.way, s.receiver) as first
      from notice_sends s where s.body_id = ${tx.body} and s.due_at <= ${until}),
    ranked as materialized (
      select seq, dense_rank() over (order by first, way, receiver) as place from near
      where first <= ${now.toISOString()}),
    taken as (
      delete from notice_sends s using ranked r
      where s.body_id = ${tx.body} and s.seq = r.seq and r.place <= ${RECEIVERS_AT_ONCE}
      returning s.seq, s.way, s.receiver, s.kind, s.link, s.about, s.notice_id)
    select t.seq, t.way, t.receiver, t.kind, t.link, t.about,
      (d.id is not null and d.state <> 'open') or (n.read_at is not null and n.person_id = t.receiver) as pointless
    from taken t
    left join notices n on n.body_id = ${tx.body} and n.id = t.notice_id
    left join duties d on d.body_id = ${tx.body} and d.id = t.about
    order by t.seq`.execute(tx.db);
  return found.rows.map(row => ({ ...row, pointless: row.pointless === true }));
}

export type WishesRow = {
  ways: Ways;
  quiet: QuietHours | null;
  digest: boolean;
  version: number;
};

export async function findWishes(reader: Reader, personId: string): Promise<WishesRow | null> {
  const found = await sql<WishesRow>`
    select ways, digest, version,
      case when quiet_from is not null then json_build_object('from', quiet_from, 'to', quiet_to) end as quiet
    from notice_wishes where body_id = ${reader.body} and person_id = ${personId}`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** @returns false when somebody saved in between */
export async function saveWishesRow(tx: Tx, personId: string, wishes: WishesRow): Promise<boolean> {
  const row = {
    ways: JSON.stringify(wishes.ways),
    quiet_from: wishes.quiet?.from ?? null,
    quiet_to: wishes.quiet?.to ?? null,
    digest: wishes.digest,
    version: wishes.version + 1,
  };
  const done = await tx.db
    .insertInto('notice_wishes')
    .values({ body_id: tx.body, person_id: personId, ...row })
    .onConflict(conflict =>
      conflict
        .columns(['body_id', 'person_id'])
        .doUpdateSet(row)
        .where('notice_wishes.version', '=', wishes.version),
    )
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** Nothing for a closed account: what was queued while it was open reaches nobody any more. */
export async function contactsOf(
  reader: Reader,
  personId: string,
): Promise<{ email: string | null; phone: string | null }> {
  const found = await reader.db
    .selectFrom('people')
    .select(['email', 'phone'])
    .where('body_id', '=', reader.body)
    .where('id', '=', personId)
    .where('active', '=', true)
    .executeTakeFirst();
  return { email: found?.email || null, phone: found?.phone || null };
}

export type PersonWays = {
  email: string | null;
  phone: string | null;
  mobile: boolean;
  /** Ways out that fail, as `way/receiver`: `mail/` for everybody's mail, `wecom/cha_…` for one robot. */
  down: string[];
  mailRefused: boolean;
  smsRefused: boolean;
};

/** How far back a refusal says something of the address of today. */
const REFUSED_WITHIN = sql`interval '30 days'`;

/** Given up for good, and nothing has arrived since. */
const refusedBy = (way: PersonWay, now: Date) => sql<boolean>`exists (select 1 from outbox d
  where d.body_id = p.body_id and d.channel = ${way} and d.receiver = p.id and d.state = 'dead'
    and d.ended_at > ${now.toISOString()}::timestamptz - ${REFUSED_WITHIN}
    and not exists (select 1 from outbox s where s.body_id = p.body_id and s.channel = ${way} and s.receiver = p.id
      and s.state = 'sent' and s.ended_at > d.ended_at))`;

/** What a person's own page has to know of the ways to this person. */
export async function waysOf(reader: Reader, personId: string, now: Date): Promise<PersonWays> {
  const found = await sql<PersonWays>`
    select nullif(p.email, '') as email, nullif(p.phone, '') as phone, ${IS_MOBILE} as mobile,
      array(select a.way || '/' || a.receiver from way_alarms a where a.body_id = p.body_id) as down,
      ${refusedBy('mail', now)} as "mailRefused", ${refusedBy('sms', now)} as "smsRefused"
    from people p where p.body_id = ${reader.body} and p.id = ${personId}`.execute(reader.db);
  const none = { email: null, phone: null, mobile: false, down: [], mailRefused: false, smsRefused: false };
  return found.rows[0] ?? none;
}

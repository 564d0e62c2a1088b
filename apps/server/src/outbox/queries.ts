import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';
import type { Delivery, Payload } from './delivery.ts';

type Fresh = Pick<Delivery, 'id' | 'channel' | 'receiver' | 'about' | 'payload'> & {
  dedupeKey: string;
  nextAt: Date;
  now: Date;
};

/** One statement carries at most 65,535 values: what goes to everybody is written in parts. */
const AT_ONCE = 1000;

/** @returns how many were not there before */
export async function insertDeliveries(tx: Tx, fresh: readonly Fresh[]): Promise<number> {
  const rows = fresh.map(each => ({
    ...{ body_id: tx.body, id: each.id, channel: each.channel, receiver: each.receiver, about: each.about },
    ...{ payload: JSON.stringify(each.payload), dedupe_key: each.dedupeKey, state: 'waiting' as const },
    ...{ attempts: 0, next_at: each.nextAt.toISOString(), last_error: null },
    ...{ created_at: each.now.toISOString(), ended_at: null },
  }));
  let made = 0;
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const done = await tx.db
      .insertInto('outbox')
      .values(rows.slice(at, at + AT_ONCE))
      .onConflict(conflict => conflict.columns(['body_id', 'dedupe_key']).doNothing())
      .executeTakeFirst();
    made += Number(done.numInsertedOrUpdatedRows ?? 0);
  }
  return made;
}

/** What urgent deliveries of a matter come after is tried at once as well: a pause after a failure must not hold them up. */
export async function hastenEarlier(tx: Tx, urgent: readonly Fresh[]): Promise<void> {
  const matters = urgent.filter(each => each.about !== null);
  if (matters.length === 0) return;
  const of = (what: 'about' | 'channel' | 'receiver') => sql.val(matters.map(each => each[what]));
  await sql`update outbox o set next_at = ${matters[0]!.now.toISOString()}
    from unnest(${of('about')}::text[], ${of('channel')}::text[], ${of('receiver')}::text[])
      as u (about, channel, receiver)
    where o.body_id = ${tx.body} and o.about = u.about and o.channel = u.channel and o.receiver = u.receiver
      and o.state in ('waiting', 'failed') and o.next_at > ${matters[0]!.now.toISOString()}`.execute(tx.db);
}

type Claim = { channel: string; now: Date; leaseMs: number; limit: number };

type Claimed = {
  id: string;
  body_id: string;
  channel: string;
  receiver: string;
  about: string | null;
  payload: Payload;
  attempts: number;
  created_at: string;
};

const OPEN = (row: string) => sql`${sql.ref(`${row}.state`)} in ('waiting', 'sending', 'failed')`;

/** Earlier of the same matter to the same receiver, and not ended. */
const EARLIER = (row: string) => sql`from outbox e where e.body_id = ${sql.ref(`${row}.body_id`)}
  and e.about = ${sql.ref(`${row}.about`)} and e.channel = ${sql.ref(`${row}.channel`)}
  and e.receiver = ${sql.ref(`${row}.receiver`)} and e.seq < ${sql.ref(`${row}.seq`)} and ${OPEN('e')}`;

/** A message to everybody is urgent thousands of times: the first of them are enough to fill the places. */
const URGENT_LOOKED_AT = 64;

/**
 * Takes what is due for sending, under a lease that ends by itself when the worker dies: first what is urgent, then by
 * time. Of one matter to one receiver only the oldest that has not ended is taken, so that it is what hurries when an
 * urgent one stands behind it; rows that another worker is just taking are passed over.
 */
export async function claimDue(database: Database, claim: Claim): Promise<Delivery[]> {
  const { channel, now, leaseMs, limit } = claim;
  const lease = new Date(now.getTime() + leaseMs).toISOString();
  const due = sql`d.channel = ${channel} and ${OPEN('d')} and d.next_at <= ${now.toISOString()}`;
  const found = await sql<Claimed>`
    with leaders as materialized (
      select l.body_id, l.id, min(l.place) as place from (
        select u.body_id, coalesce((select e.id ${EARLIER('u')} order by e.seq limit 1), u.id) as id,
          row_number() over (order by u.next_at, u.seq) as place
        from (select * from outbox u where u.channel = ${channel} and ${OPEN('u')}
          and u.payload @> '{"urgent": true}' and u.next_at <= ${now.toISOString()}
          order by u.next_at, u.seq limit ${URGENT_LOOKED_AT}) u) l
      group by l.body_id, l.id
    ), urgent as (
      select d.body_id, d.id from leaders l join outbox d on d.body_id = l.body_id and d.id = l.id
      where ${due} order by l.place limit ${limit} for update of d skip locked
    ), ordinary as (
      select d.body_id, d.id from outbox d where ${due}
        and (d.about is null or not exists (select 1 ${EARLIER('d')}))
        and not exists (select 1 from urgent u where u.body_id = d.body_id and u.id = d.id)
      order by d.next_at, d.seq limit ${limit}::int - (select count(*) from urgent)::int for update skip locked
    ), taken as (select * from urgent union all select * from ordinary)
    update outbox o set state = 'sending', attempts = o.attempts + 1, next_at = ${lease}
    from taken t where o.body_id = t.body_id and o.id = t.id
    returning o.id, o.body_id, o.channel, o.receiver, o.about, o.payload, o.attempts, o.created_at`.execute(
    database.db,
  );
  return found.rows.map(row => ({
    id: row.id,
    body: row.body_id,
    channel: row.channel,
    receiver: row.receiver,
    about: row.about,
    payload: row.payload,
    attempt: row.attempts,
    createdAt: new Date(row.created_at),
  }));
}

/** It has left, whatever happened to the lease meanwhile. */
export async function markSent(database: Database, { body, id }: Delivery, now: Date): Promise<void> {
  await sql`update outbox set state = 'sent', ended_at = ${now.toISOString()}, last_error = null
    where body_id = ${body} and id = ${id} and state <> 'sent'`.execute(database.db);
}

/** Only the worker of the newest try may say that it failed: a later one has its own lease. */
export async function markFailed(
  database: Database,
  { body, id, attempt }: Delivery,
  failed: { error: string; nextAt: Date },
): Promise<void> {
  await sql`update outbox set state = 'failed', next_at = ${failed.nextAt.toISOString()}, last_error = ${failed.error}
    where body_id = ${body} and id = ${id} and attempts = ${attempt} and state = 'sending'`.execute(
    database.db,
  );
}

/** @returns false when a later try took over; then that one decides */
export async function markDead(
  tx: Tx,
  { id, attempt }: Delivery,
  given: { error: string; now: Date },
): Promise<boolean> {
  const done =
    await sql`update outbox set state = 'dead', ended_at = ${given.now.toISOString()}, last_error = ${given.error}
    where body_id = ${tx.body} and id = ${id} and attempts = ${attempt} and state = 'sending'`.execute(tx.db);
  return done.numAffectedRows === 1n;
}

export async function withdrawAbout(tx: Tx, about: string, now: Date): Promise<number> {
  const done = await sql`update outbox set state = 'withdrawn', ended_at = ${now.toISOString()}
    where body_id = ${tx.body} and about = ${about} and state in ('waiting', 'failed')`.execute(tx.db);
  return Number(done.numAffectedRows ?? 0);
}

export async function reviveDead(tx: Tx, channel: string, now: Date): Promise<number> {
  const done =
    await sql`update outbox set state = 'waiting', ended_at = null, attempts = 0, next_at = ${now.toISOString()}
    where body_id = ${tx.body} and channel = ${channel} and state in ('dead', 'failed')`.execute(tx.db);
  return Number(done.numAffectedRows ?? 0);
}

/** Nobody is there any more to send to. */
export async function withdrawTo(
  tx: Tx,
  { channel, receiver, now }: { channel: string; receiver: string; now: Date },
): Promise<number> {
  const done = await sql`update outbox set state = 'withdrawn', ended_at = ${now.toISOString()}
    where body_id = ${tx.body} and channel = ${channel} and receiver = ${receiver}
      and state in ('waiting', 'failed', 'dead')`.execute(tx.db);
  return Number(done.numAffectedRows ?? 0);
}

export async function countDead(
  reader: Reader,
): Promise<{ channel: string; count: number; lastError: string }[]> {
  const found = await sql<{ channel: string; count: number; lastError: string }>`
    select channel, count(*) as count, coalesce((array_agg(last_error order by ended_at desc))[1], '') as "lastError"
    from outbox where body_id = ${reader.body} and state = 'dead' group by channel order by channel`.execute(
    reader.db,
  );
  return found.rows;
}

export async function deleteEnded(database: Database, before: Date): Promise<number> {
  const done = await sql`delete from outbox
    where state in ('sent', 'withdrawn') and ended_at < ${before.toISOString()}`.execute(database.db);
  return Number(done.numAffectedRows ?? 0);
}

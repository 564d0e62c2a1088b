import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';
import type { Delivery, Payload } from './delivery.ts';

type Fresh = Pick<Delivery, 'id' | 'channel' | 'receiver' | 'about' | 'payload'> & {
  dedupeKey: string;
  nextAt: Date;
  now: Date;
};

export async function insertDelivery(tx: Tx, fresh: Fresh): Promise<boolean> {
  const done = await tx.db
    .insertInto('outbox')
    .values({
      body_id: tx.body,
      id: fresh.id,
      channel: fresh.channel,
      receiver: fresh.receiver,
      about: fresh.about,
      payload: JSON.stringify(fresh.payload),
      dedupe_key: fresh.dedupeKey,
      state: 'waiting',
      attempts: 0,
      next_at: fresh.nextAt.toISOString(),
      last_error: null,
      created_at: fresh.now.toISOString(),
      ended_at: null,
    })
    .onConflict(conflict => conflict.columns(['body_id', 'dedupe_key']).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

type Claim = { channels: readonly string[]; now: Date; leaseMs: number; limit: number };

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

/**
 * Takes what is due for sending, under a lease that ends by itself when the worker dies. Of one matter to one receiver
 * only the oldest that has not ended is taken; rows that another worker is just taking are passed over.
 */
export async function claimDue(database: Database, claim: Claim): Promise<Delivery[]> {
  const { channels, now, leaseMs, limit } = claim;
  const lease = new Date(now.getTime() + leaseMs).toISOString();
  const found = await sql<Claimed>`
    update outbox o set state = 'sending', attempts = o.attempts + 1, next_at = ${lease}
    from (
      select d.body_id, d.id from outbox d
      where d.state in ('waiting', 'sending', 'failed') and d.next_at <= ${now.toISOString()}
        and d.channel = any(${[...channels]})
        and (d.about is null or not exists (
          select 1 from outbox e where e.body_id = d.body_id and e.about = d.about and e.channel = d.channel
            and e.receiver = d.receiver and e.seq < d.seq and e.state in ('waiting', 'sending', 'failed')))
      order by d.next_at, d.seq limit ${limit} for update skip locked
    ) due
    where o.body_id = due.body_id and o.id = due.id
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

import type { CalendarFeed, DutyKind } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';

export async function listFeeds(reader: Reader, personId: string): Promise<CalendarFeed[]> {
  return reader.db
    .selectFrom('calendar_feeds')
    .select(['id', 'name', 'made_at as madeAt', 'revoked_at as revokedAt'])
    .where('body_id', '=', reader.body)
    .where('person_id', '=', personId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute();
}

type Fresh = { id: string; personId: string; name: string; tokenHash: string; now: Date };

export async function insertFeed(tx: Tx, { id, personId, name, tokenHash, now }: Fresh): Promise<void> {
  await tx.db
    .insertInto('calendar_feeds')
    .values({
      ...{ body_id: tx.body, id, person_id: personId, name, token_hash: tokenHash },
      ...{ made_at: now.toISOString(), revoked_at: null },
    })
    .execute();
}

/** @returns when it was revoked; null when the person has no such feed */
export async function revokeFeedRow(
  tx: Tx,
  { id, personId, now }: { id: string; personId: string; now: Date },
): Promise<string | null> {
  const row = await sql<{ at: string }>`update calendar_feeds
    set revoked_at = coalesce(revoked_at, ${now.toISOString()})
    where body_id = ${tx.body} and id = ${id} and person_id = ${personId} returning revoked_at as at`.execute(
    tx.db,
  );
  return row.rows[0]?.at ?? null;
}

/** Whose feed a token opens; nobody's when it was revoked or the account is no longer active. */
export async function ownerOfToken(
  database: Database,
  tokenHash: string,
): Promise<{ body: string; personId: string } | null> {
  const found = await sql<{ body: string; personId: string }>`
    select f.body_id as body, f.person_id as "personId" from calendar_feeds f
    join people p on p.body_id = f.body_id and p.id = f.person_id and p.active
    where f.token_hash = ${tokenHash} and f.revoked_at is null`.execute(database.db);
  return found.rows[0] ?? null;
}

export type FeedDuty = {
  id: string;
  kind: DutyKind;
  link: string;
  dueAt: string;
  version: number;
  ended: boolean;
  changedAt: string;
};

const MOST = 500;

/** The open duties of a person, in person or by a post held today, and those that ended in the last fortnight; the nearest first. */
export async function feedDuties(
  reader: Reader,
  personId: string,
  { day, now }: { day: string; now: Date },
): Promise<FeedDuty[]> {
  const since = new Date(now.getTime() - 14 * 86_400_000).toISOString();
  const found = await sql<FeedDuty>`
    select d.id, d.kind, d.link, d.due_at as "dueAt", d.version, d.state <> 'open' as ended,
      coalesce(d.ended_at, greatest(d.opened_at, d.since)) as "changedAt"
    from duties d where d.body_id = ${reader.body}
      and (d.state = 'open' or d.ended_at > ${since})
      and (d.person_id = ${personId} or (d.person_id is null and exists (select 1 from appointments a
        where a.body_id = d.body_id and a.person_id = ${personId} and a.unit_id = d.unit_id and a.role = d.role
          and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day}))))
    order by d.state <> 'open', d.due_at, d.id limit ${MOST}`.execute(reader.db);
  return found.rows;
}

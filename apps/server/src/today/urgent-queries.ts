import type { UrgentMessage } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';

export type Addressed = { personId: string; unitId: string; unitPath: string };

type Wanted = { unitIds: readonly string[]; personIds: readonly string[]; day: string };

/** Whoever holds a post in one of the units, or is named; each once. */
export async function addressedBy(reader: Reader, wanted: Wanted): Promise<Addressed[]> {
  const { unitIds, personIds, day } = wanted;
  const found = await sql<Addressed>`
    select distinct on (a.person_id) a.person_id as "personId", a.unit_id as "unitId", u.path as "unitPath"
    from appointments a
    join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = ${reader.body} and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
      and (a.unit_id = any(${[...unitIds]}) or a.person_id = any(${[...personIds]}))
    order by a.person_id, a.from_on, a.unit_id`.execute(reader.db);
  return found.rows;
}

export async function pathsOf(reader: Reader, unitIds: readonly string[]): Promise<string[]> {
  const found = await reader.db
    .selectFrom('units')
    .select('path')
    .where('body_id', '=', reader.body)
    .where('id', 'in', [...unitIds, ''])
    .execute();
  return found.map(unit => unit.path);
}

/**
 * When this person sent the last `most` messages since a moment, newest first. Two that are sent at the same time are
 * counted one after the other.
 */
export async function lastSent(
  tx: Tx,
  { personId, since, most }: { personId: string; since: Date; most: number },
): Promise<Date[]> {
  const lock = `urgent message ${tx.body} ${personId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx.db);
  const found = await sql<{ at: string }>`select at from urgent_messages
    where body_id = ${tx.body} and sent_by = ${personId} and at > ${since.toISOString()}
    order by at desc limit ${most}`.execute(tx.db);
  return found.rows.map(row => new Date(row.at));
}

type Fresh = {
  id: string;
  text: string;
  manuscriptId: string | null;
  sentBy: string;
  unitId: string;
  dueAt: Date;
  now: Date;
};

export async function insertMessage(tx: Tx, message: Fresh, receivers: readonly Addressed[]): Promise<void> {
  const { id, text, manuscriptId, sentBy, unitId, dueAt, now } = message;
  await tx.db
    .insertInto('urgent_messages')
    .values({
      ...{ body_id: tx.body, id, text, manuscript_id: manuscriptId, sent_by: sentBy, unit_id: unitId },
      ...{ at: now.toISOString(), due_at: dueAt.toISOString() },
    })
    .execute();
  await tx.db
    .insertInto('urgent_receivers')
    .values(
      receivers.map(receiver => ({
        ...{ body_id: tx.body, message_id: id, person_id: receiver.personId },
        ...{ unit_id: receiver.unitId, confirmed_at: null },
      })),
    )
    .execute();
}

const SHOWN = sql<UrgentMessage>`m.id, m.text, m.at, m.due_at as "dueAt",
  case when t.id is not null then json_build_object('id', t.id, 'title', t.title) end as manuscript,
  json_build_object('id', s.id, 'name', s.name) as "sentBy",
  (select json_agg(json_build_object('person', json_build_object('id', p.id, 'name', p.name),
      'unit', json_build_object('id', u.id, 'name', u.name),
      'confirmedAt', to_char(r.confirmed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      order by r.confirmed_at nulls first, u.name, p.name)
    from urgent_receivers r
    join people p on p.body_id = r.body_id and p.id = r.person_id
    join units u on u.body_id = r.body_id and u.id = r.unit_id
    where r.body_id = m.body_id and r.message_id = m.id) as receivers`;
const FROM = sql`from urgent_messages m
  join people s on s.body_id = m.body_id and s.id = m.sent_by
  left join manuscripts t on t.body_id = m.body_id and t.id = m.manuscript_id`;

/** The urgent messages of a sender, newest first, with who has not confirmed before who has. */
export async function listUrgent(
  reader: Reader,
  sentBy: string,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: UrgentMessage[]; total: number }> {
  const where = sql`where m.body_id = ${reader.body} and m.sent_by = ${sentBy}`;
  const rows = await sql<UrgentMessage>`select ${SHOWN} ${FROM} ${where} order by m.at desc, m.id desc
    limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from urgent_messages m ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

export async function findUrgent(reader: Reader, id: string): Promise<UrgentMessage | null> {
  const found = await sql<UrgentMessage>`select ${SHOWN} ${FROM}
    where m.body_id = ${reader.body} and m.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** @returns when it was confirmed, now or before; null when it was never sent to the person */
export async function confirmReading(
  tx: Tx,
  { messageId, personId, now }: { messageId: string; personId: string; now: Date },
): Promise<string | null> {
  const found = await sql<{ at: string }>`update urgent_receivers
    set confirmed_at = coalesce(confirmed_at, ${now.toISOString()})
    where body_id = ${tx.body} and message_id = ${messageId} and person_id = ${personId}
    returning confirmed_at as at`.execute(tx.db);
  return found.rows[0]?.at ?? null;
}

/** The notice that brought it counts as read. */
export async function readMessageNotice(
  tx: Tx,
  { messageId, personId, now }: { messageId: string; personId: string; now: Date },
): Promise<void> {
  await sql`update notices set read_at = coalesce(read_at, ${now.toISOString()})
    where body_id = ${tx.body} and person_id = ${personId} and message_id = ${messageId}`.execute(tx.db);
}

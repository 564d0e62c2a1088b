import type { DecidedChange, Named, Present, RedlineChange, RedlineDecision } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';

type Decided = { manuscriptId: string; decision: RedlineDecision; by: string; now: Date };

export async function insertDecisions(
  tx: Tx,
  changes: readonly RedlineChange[],
  { manuscriptId, decision, by, now }: Decided,
): Promise<void> {
  await tx.db
    .insertInto('change_decisions')
    .values(
      changes.map(change => ({
        body_id: tx.body,
        id: newId('decision', now),
        manuscript_id: manuscriptId,
        made_by: change.by.id,
        made_at: change.at,
        added: change.added,
        removed: change.removed,
        decision,
        decided_by: by,
        decided_at: now.toISOString(),
      })),
    )
    .execute();
}

/** The newest decisions are shown; all of them stay in the table. */
const DECISIONS_SHOWN = 200;

export async function listDecisions(reader: Reader, manuscriptId: string): Promise<DecidedChange[]> {
  const found = await sql<DecidedChange>`
    select d.id, d.made_at as at, d.added, d.removed, d.decision, d.decided_at as "decidedAt",
      json_build_object('id', m.id, 'name', m.name) as by, json_build_object('id', p.id, 'name', p.name) as "decidedBy"
    from change_decisions d
    join people m on m.body_id = d.body_id and m.id = d.made_by
    join people p on p.body_id = d.body_id and p.id = d.decided_by
    where d.body_id = ${reader.body} and d.manuscript_id = ${manuscriptId}
      -- Covered by the seal itself, but for those that were set before seals covered copies.
      and not exists (select 1 from revisions s where s.body_id = d.body_id and s.manuscript_id = d.manuscript_id
        and s.sealed_at >= d.decided_at and s.seal_id is null)
    order by d.decided_at desc, d.id desc limit ${DECISIONS_SHOWN}`.execute(reader.db);
  return found.rows;
}

/** People by name, in the order of their names: only those who are still on the roster. */
export async function namesOf(reader: Reader, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return [];
  return reader.db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', ids)
    .where('active', '=', true)
    .orderBy('name')
    .execute();
}

export type Seat = { manuscriptId: string; personId: string; tab: string };

/** A tab says that it is still here. */
export async function sit(tx: Tx, seat: Seat & { writing: boolean; now: Date }): Promise<void> {
  const at = seat.now.toISOString();
  await tx.db
    .insertInto('text_presence')
    .values({
      body_id: tx.body,
      manuscript_id: seat.manuscriptId,
      person_id: seat.personId,
      tab: seat.tab,
      writing: seat.writing,
      since: at,
      seen_at: at,
    })
    .onConflict(row =>
      row
        .columns(['body_id', 'manuscript_id', 'person_id', 'tab'])
        .doUpdateSet({ writing: seat.writing, seen_at: at }),
    )
    .execute();
}

export async function leave(tx: Tx, seat: Seat & { before: Date }): Promise<void> {
  await tx.db
    .deleteFrom('text_presence')
    .where('body_id', '=', tx.body)
    .where('manuscript_id', '=', seat.manuscriptId)
    .where(eb =>
      eb.or([
        eb.and([eb('person_id', '=', seat.personId), eb('tab', '=', seat.tab)]),
        eb('seen_at', '<', seat.before.toISOString()),
      ]),
    )
    .execute();
}

export type RoomState = { present: Present[]; version: number; said: number };

/** Who has been seen since a moment, each person once, and what a page would have to ask anew. */
export async function roomState(
  reader: Reader,
  of: { manuscriptId: string; since: Date },
): Promise<RoomState | null> {
  const found = await sql<RoomState>`
    select m.version,
      (select count(*) from comments c join comment_threads t on t.body_id = c.body_id and t.id = c.thread_id
        where t.body_id = m.body_id and t.manuscript_id = m.id)
      + (select count(*) from comment_threads t where t.body_id = m.body_id and t.manuscript_id = m.id
        and t.resolved_at is not null) * 1000000 as said,
      coalesce((select json_agg(json_build_object('person', json_build_object('id', p.id, 'name', p.name),
          'writing', q.writing, 'since', q.since) order by q.since, p.id)
        from (select person_id, bool_or(writing) as writing, min(since) as since from text_presence
          where body_id = m.body_id and manuscript_id = m.id and seen_at >= ${of.since.toISOString()}
          group by person_id) q
        join people p on p.body_id = m.body_id and p.id = q.person_id), '[]') as present
    from manuscripts m where m.body_id = ${reader.body} and m.id = ${of.manuscriptId}`.execute(reader.db);
  const row = found.rows[0];
  if (!row) return null;
  const present = row.present.map(each => ({ ...each, since: new Date(each.since).toISOString() }));
  return { ...row, present };
}

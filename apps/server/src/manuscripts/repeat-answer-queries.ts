import type { RepeatAnswer, RepeatVerdict } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { saidOf } from './repeat-said-queries.ts';

type Of = { id: string; otherId: string };

export async function findSaid(reader: Reader, { id, otherId }: Of): Promise<RepeatVerdict> {
  const found = await sql<{ said: RepeatVerdict }>`
    select ${saidOf(sql`${reader.body}::text`, sql`${id}::text`, sql`${otherId}::text`)} as said`.execute(
    reader.db,
  );
  return found.rows[0]!.said;
}

/** Whether the two were found to be alike when one of them was sent. */
export async function isKnownPair(reader: Reader, { id, otherId }: Of): Promise<boolean> {
  const row = await reader.db
    .selectFrom('manuscript_repeats')
    .select('other_id')
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', id)
    .where('other_id', '=', otherId)
    .executeTakeFirst();
  return row !== undefined;
}

type Said = Of & {
  side: 'writer' | 'desk';
  answer: RepeatAnswer | null;
  note: string;
  by: string;
  now: Date;
};

/** Takes the side's answer about the pair back, in whichever direction it was given, and enters the new one. */
export async function saveSaid(tx: Tx, { id, otherId, side, answer, note, by, now }: Said): Promise<void> {
  const at = now.toISOString();
  await sql`
    update repeat_answers set withdrawn_by = ${by}, withdrawn_at = ${at}
    where body_id = ${tx.body} and side = ${side} and withdrawn_at is null
      and least(manuscript_id, other_id) = least(${id}::text, ${otherId}::text)
      and greatest(manuscript_id, other_id) = greatest(${id}::text, ${otherId}::text)`.execute(tx.db);
  if (answer === null) return;
  await tx.db
    .insertInto('repeat_answers')
    .values({
      body_id: tx.body,
      id: newId('repeatAnswer', now),
      manuscript_id: id,
      other_id: otherId,
      side,
      answer,
      note,
      answered_by: by,
      answered_at: at,
      withdrawn_by: null,
      withdrawn_at: null,
    })
    .execute();
}

/** The item whose work the desk found this one to be, so that the credit is that one's; null when it is its own. */
export async function creditedElsewhere(
  reader: Reader,
  id: string,
): Promise<{ id: string; title: string; unit: string } | null> {
  const found = await sql<{ id: string; title: string; unit: string }>`
    select o.id, o.title, u.name as unit from repeat_answers a
    join manuscripts o on o.body_id = a.body_id and o.id = a.other_id
    join units u on u.body_id = o.body_id and u.id = o.unit_id
    where a.body_id = ${reader.body} and a.manuscript_id = ${id} and a.side = 'desk' and a.answer = 'same'
      and a.withdrawn_at is null limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** Whether the sending stands as a fact, and as what. */
export async function sentFact(reader: Reader, id: string): Promise<{ forwarded: boolean } | null> {
  const found = await sql<{ forwarded: boolean }>`
    select coalesce((attrs->>'forwarded')::boolean, false) as forwarded from facts
    where body_id = ${reader.body} and manuscript_id = ${id} and kind = 'submitted' and voided_at is null
    limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** Of these items, those that have nothing to do with this one, as the desk or this one's writer said. */
export async function unrelatedTo(reader: Reader, id: string, side: 'desk' | 'any'): Promise<Set<string>> {
  const found = await sql<{ other: string }>`
    select case when manuscript_id = ${id} then other_id else manuscript_id end as other from repeat_answers
    where body_id = ${reader.body} and ${id} in (manuscript_id, other_id) and answer = 'unrelated' and withdrawn_at is null
      and (side = 'desk' or ${side === 'any'})`.execute(reader.db);
  return new Set(found.rows.map(row => row.other));
}

/** What the writers of an item have declared, by the other item. */
export async function declaredOf(reader: Reader, id: string): Promise<Map<string, RepeatAnswer>> {
  const rows = await reader.db
    .selectFrom('repeat_answers')
    .select(['other_id', 'answer'])
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', id)
    .where('side', '=', 'writer')
    .where('withdrawn_at', 'is', null)
    .execute();
  return new Map(rows.map(row => [row.other_id, row.answer]));
}

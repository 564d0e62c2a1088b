import type { CountedItem, ManuscriptState, Today } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import type { DutyRow } from '../duties/tables.ts';
import type { Condition } from '../manuscripts/list-queries.ts';
import type { NoticeKind } from '../notices/kinds.ts';

export const inState = (states: readonly ManuscriptState[], condition: Condition): Condition =>
  sql`m.state = any(${[...states]}) and ${condition}`;

/** `unitId`: null where the targets of the unit are not the asker's to see. */
type Whose = { personId: string; unitId: string | null; day: string };

export async function targetsOf(
  reader: Reader,
  { personId, unitId, day }: Whose,
): Promise<Today['progress']> {
  const found = await sql<Today['progress'][number]>`
    select json_build_object('id', t.owner_id, 'name', coalesce(u.name, p.name)) as owner, t.owner_kind as "ownerKind", t.name,
      t.scheme_id as "schemeId", t.clause, trim_scale(t.target)::text as target, trim_scale(t.done)::text as done,
      trim_scale(t.missing)::text as missing, t.period,
      t.from_on as "from", t.to_on as "to"
    from standing_targets t
    left join units u on t.owner_kind = 'unit' and u.body_id = t.body_id and u.id = t.owner_id
    left join people p on t.owner_kind = 'person' and p.body_id = t.body_id and p.id = t.owner_id
    where t.body_id = ${reader.body} and t.from_on <= ${day} and t.to_on >= ${day}
      and ((t.owner_kind = 'unit' and t.owner_id = ${unitId}) or (t.owner_kind = 'person' and t.owner_id = ${personId}))
    order by t.to_on, t.clause`.execute(reader.db);
  return found.rows;
}

export async function unitNames(
  reader: Reader,
  rows: readonly { unit_id: string }[],
): Promise<Map<string, string>> {
  const found = await reader.db
    .selectFrom('units')
    .select(['id', 'name'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', [...new Set(rows.map(row => row.unit_id)), ''])
    .execute();
  return new Map(found.map(({ id, name }) => [id, name]));
}

export type DutyAbout = Pick<
  DutyRow,
  | 'subject_id'
  | 'due_at'
  | 'close_at'
  | 'plan'
  | 'next_step'
  | 'next_at'
  | 'unit_id'
  | 'person_id'
  | 'role'
  | 'substitute_id'
>;

/** A person's open duties about these things, the earliest first. */
export async function dutiesAbout(
  reader: Reader,
  { personId, ids }: { personId: string; ids: readonly string[] },
): Promise<DutyAbout[]> {
  const found = await sql<DutyAbout>`select subject_id, due_at, close_at, plan, next_step, next_at,
      unit_id, person_id, role, substitute_id from duties
    where body_id = ${reader.body} and state = 'open' and subject_id = any(${[...ids]})
      and person_id = ${personId} order by due_at, id`.execute(reader.db);
  return found.rows;
}

type Changed = Omit<Today['changed'][number], 'manuscript'> & { manuscriptId: string | null };

/** The kind of the notices that duties give by themselves. */
const REMINDER = 'duty' satisfies NoticeKind;

/** How many reminders of duties a person had since a moment, and when the last. */
export async function remindersSince(
  reader: Reader,
  { personId, since }: { personId: string; since: Date },
): Promise<Today['reminders']> {
  const found = await sql<Today['reminders']>`select count(*)::int as count, max(at) as at from notices
    where body_id = ${reader.body} and person_id = ${personId} and kind = ${REMINDER} and at >= ${since.toISOString()}`.execute(
    reader.db,
  );
  return found.rows[0] ?? { count: 0, at: null };
}

/** A person's notices since a moment but reminders, newest first; those of the same words are one, with their number. */
export async function changedSince(
  reader: Reader,
  { personId, since, limit }: { personId: string; since: Date; limit: number },
): Promise<Changed[]> {
  const found = await sql<Changed>`
    select (array_agg(id order by at desc, id desc))[1] as id, max(at) as at, kind, zh, en,
      manuscript_id as "manuscriptId", count(*)::int as times
    from notices where body_id = ${reader.body} and person_id = ${personId} and at >= ${since.toISOString()}
      and kind <> ${REMINDER}
    group by kind, zh, en, manuscript_id order by 2 desc, 1 desc limit ${limit}`.execute(reader.db);
  return found.rows;
}

/** The facts of these ids as items, the latest first; a page of them. */
export async function itemsCounted(
  reader: Reader,
  factIds: readonly string[],
  { page, pageSize }: { page: number; pageSize: number },
): Promise<CountedItem[]> {
  const found = await sql<CountedItem>`
    select f.id, f.on_day as "on", coalesce(nullif(m.title, ''), f.label) as title,
      json_build_object('id', u.id, 'name', u.name) as unit,
      f.manuscript_id as "manuscriptId", f.adoption_id as "adoptionId"
    from facts f
    join units u on u.body_id = f.body_id and u.id = f.unit_id
    left join manuscripts m on m.body_id = f.body_id and m.id = f.manuscript_id
    where f.body_id = ${reader.body} and f.id = any(${[...factIds]})
    order by f.on_day desc, f.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(reader.db);
  return found.rows;
}

/** The year of scoring that a running target belongs to: its first or last week may lie in another. */
export async function yearOfTarget(
  reader: Reader,
  of: { owner: string; ownerId: string; schemeId: string; clause: string; period: string },
): Promise<number | null> {
  const row = await reader.db
    .selectFrom('standing_targets')
    .select('year')
    .where('body_id', '=', reader.body)
    .where('owner_kind', '=', of.owner as 'unit' | 'person')
    .where('owner_id', '=', of.ownerId)
    .where('scheme_id', '=', of.schemeId)
    .where('clause', '=', of.clause)
    .where('period', '=', of.period)
    .orderBy('year', 'desc')
    .executeTakeFirst();
  return row?.year ?? null;
}

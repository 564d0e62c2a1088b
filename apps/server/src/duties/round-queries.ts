import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';
import type { StandingPost } from './receivers.ts';
import type { DutyRow } from './tables.ts';

export async function allBodies(database: Database): Promise<string[]> {
  const rows = await database.db.selectFrom('bodies').select('id').execute();
  return rows.map(row => row.id);
}

export async function bodiesWithDue(database: Database, now: Date): Promise<string[]> {
  const found = await sql<{ id: string }>`select b.id from bodies b where exists (
    select 1 from duties d where d.body_id = b.id and d.next_at <= ${now.toISOString()})`.execute(
    database.db,
  );
  return found.rows.map(row => row.id);
}

/** Takes duties on which something is due; those that another node or an act holds are passed over. */
export async function claimDuties(tx: Tx, { now, limit }: { now: Date; limit: number }): Promise<DutyRow[]> {
  return tx.db
    .selectFrom('duties')
    .selectAll()
    .where('body_id', '=', tx.body)
    .where('next_at', '<=', now.toISOString())
    .orderBy('next_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export type StepDone = {
  dutyId: string;
  round: number;
  step: number;
  plannedAt: Date;
  last: boolean;
  personIds: readonly string[];
};

export async function insertSteps(tx: Tx, steps: readonly StepDone[], now: Date): Promise<void> {
  if (steps.length === 0) return;
  await tx.db
    .insertInto('duty_steps')
    .values(
      steps.map(step => ({
        body_id: tx.body,
        duty_id: step.dutyId,
        round: step.round,
        step: step.step,
        planned_at: step.plannedAt.toISOString(),
        done_at: now.toISOString(),
        last: step.last,
        person_ids: [...step.personIds],
      })),
    )
    .execute();
}

export type Next = { id: string; next_step: number; next_at: string | null };

/** A reminder is no change of the duty: the version stays, so that nobody's open page grows stale by it. */
export async function setNext(tx: Tx, next: readonly Next[]): Promise<void> {
  if (next.length === 0) return;
  await sql`update duties d set next_step = n.next_step, next_at = n.next_at
    from jsonb_to_recordset(${JSON.stringify(next)}::jsonb) as n(id text, next_step int, next_at timestamptz)
    where d.body_id = ${tx.body} and d.id = n.id`.execute(tx.db);
}

/** The path of each unit, and the posts of today at these units and above them, of active accounts. */
export async function standingPosts(
  reader: Reader,
  { unitIds, personIds, day }: { unitIds: readonly string[]; personIds: readonly string[]; day: string },
): Promise<{ paths: Map<string, string>; posts: StandingPost[] }> {
  const units = await reader.db
    .selectFrom('units')
    .select(['id', 'path'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', [...unitIds, ''])
    .execute();
  const upward = [...new Set(units.flatMap(unit => unit.path.split('/').filter(Boolean)))];
  const posts = await sql<StandingPost>`
    select distinct a.person_id as "personId", a.role, a.unit_id as "unitId" from appointments a
    join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
    where a.body_id = ${reader.body} and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
      and (a.person_id = any(${[...personIds]}) or a.unit_id = any(${upward}))
    order by a.person_id`.execute(reader.db);
  return { paths: new Map(units.map(unit => [unit.id, unit.path])), posts: posts.rows };
}

export async function standingDelegates(
  reader: Reader,
  personIds: readonly string[],
  day: string,
): Promise<Map<string, string>> {
  const rows = await reader.db
    .selectFrom('delegations')
    .select(['from_person_id', 'to_person_id'])
    .where('body_id', '=', reader.body)
    .where('from_person_id', 'in', [...personIds, ''])
    .where('from_on', '<=', day)
    .where('to_on', '>=', day)
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map(row => [row.from_person_id, row.to_person_id]));
}

/** Open duties that were computed with another calendar than the one that counts now. */
export async function claimOutdated(
  tx: Tx,
  { computedWith, limit }: { computedWith: string; limit: number },
): Promise<(DutyRow & { path: string })[]> {
  const found = await sql<DutyRow & { path: string }>`select d.*, u.path from duties d
    join units u on u.body_id = d.body_id and u.id = d.unit_id
    where d.body_id = ${tx.body} and d.state = 'open'
      and (d.computed_with < ${computedWith} or d.computed_with > ${computedWith})
    order by d.computed_with limit ${limit} for update of d skip locked`.execute(tx.db);
  return found.rows;
}

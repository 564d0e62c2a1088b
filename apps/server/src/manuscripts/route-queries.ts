import type { ReviewState, Role, RouteRule, StepMode } from '@xinxuan/contract';
import { sql, type Updateable } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { DEFAULT_ROUTES, type Delegation, type Holder, ROUTES_SETTING } from './route.ts';

/** The body's own review routes, or the tiers of R1 at version 0. */
export async function findRoutes(reader: Reader): Promise<{ version: number; rules: RouteRule[] }> {
  const row = await reader.db
    .selectFrom('settings')
    .select(['value', 'version'])
    .where('body_id', '=', reader.body)
    .where('key', '=', ROUTES_SETTING)
    .executeTakeFirst();
  return row
    ? { version: row.version, rules: (row.value as { rules: RouteRule[] }).rules }
    : { version: 0, rules: DEFAULT_ROUTES };
}

/** Who holds these roles on `day` at the unit or above it, nearest unit first, longest in post first. */
export async function holdersUpward(
  reader: Reader,
  of: { unitPath: string; roles: Role[]; day: string },
): Promise<Holder[]> {
  const found = await sql<Holder>`
    select p.id, p.name, a.role, a.unit_id as "unitId"
    from units u
    join appointments a on a.body_id = u.body_id and a.unit_id = u.id and a.role = any(${of.roles})
      and a.from_on <= ${of.day} and (a.to_on is null or a.to_on >= ${of.day})
    join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
    where u.body_id = ${reader.body} and u.id = any(${idsIn(of.unitPath)})
    order by u.depth desc, a.from_on, a.id`.execute(reader.db);
  return found.rows;
}

export type Desk = { unitId: string; name: string; path: string };

/** The nearest desk: at the unit itself or the closest unit above that runs one. */
export async function findDesk(reader: Reader, unitPath: string): Promise<Desk | null> {
  const found = await sql<Desk>`
    select u.id as "unitId", u.desk_name as name, u.path from units u
    where u.body_id = ${reader.body} and u.id = any(${idsIn(unitPath)}) and u.desk_name is not null
    order by u.depth desc limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** Ids from the root to the unit, as its path names them. */
function idsIn(path: string): string[] {
  return path.split('/').filter(Boolean);
}

/** The persons who hold a role at one unit on `day`. */
export async function holdersAt(
  reader: Reader,
  of: { unitId: string; role: Role; day: string },
): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('appointments as a')
    .innerJoin('people as p', join =>
      join.onRef('p.body_id', '=', 'a.body_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select('a.person_id as id')
    .distinct()
    .where('a.body_id', '=', reader.body)
    .where('a.unit_id', '=', of.unitId)
    .where('a.role', '=', of.role)
    .where('a.from_on', '<=', of.day)
    .where(eb => eb.or([eb('a.to_on', 'is', null), eb('a.to_on', '>=', of.day)]))
    .where('p.active', '=', true)
    .execute();
  return rows.map(row => row.id);
}

export type NewStep = {
  step: number;
  seat: number;
  mode: StepMode;
  role: Role;
  reviewerId: string;
  /** Of the post in which the reviewer signs. */
  unitId: string | null;
  state: ReviewState;
  dueHours: number;
  /** The signature of an earlier round that this seat brings along. */
  from?: Carried | null;
};
export type Carried = { id: string; by: string; at: string; hash: string | null; note: string | null };

/** Sets up a round. Seats that begin with a signature keep who gave it and when. */
export async function insertSteps(
  tx: Tx,
  of: { manuscriptId: string; round: number; revisionId: string; now: Date },
  steps: NewStep[],
): Promise<void> {
  const now = of.now.toISOString();
  await tx.db
    .insertInto('reviews')
    .values(
      steps.map(step => ({
        body_id: tx.body,
        id: newId('review', of.now),
        manuscript_id: of.manuscriptId,
        round: of.round,
        step: step.step,
        seat: step.seat,
        mode: step.mode,
        role: step.role,
        reviewer_id: step.reviewerId,
        unit_id: step.unitId,
        state: step.state,
        revision_id: of.revisionId,
        arrived_at: step.state === 'pending' ? now : null,
        due_at: null,
        due_hours: step.dueHours,
        carried_from: step.from?.id ?? null,
        ...(step.state === 'approved' && step.from ? givenBy(step.from) : NOT_GIVEN),
      })),
    )
    .execute();
}

const NOT_GIVEN = { decided_by: null, decided_at: null, reason: null, signed_hash: null };

const givenBy = (from: Carried) => ({
  decided_by: from.by,
  decided_at: from.at,
  reason: from.note,
  signed_hash: from.hash,
});

export async function decideStep(
  tx: Tx,
  id: string,
  decision: {
    state: 'approved' | 'returned';
    by: string;
    reason: string | null;
    hash: string;
    now: Date;
  },
): Promise<void> {
  await changeSteps(tx, [id], {
    state: decision.state,
    decided_by: decision.by,
    decided_at: decision.now.toISOString(),
    reason: decision.reason,
    signed_hash: decision.hash,
  });
}

/** An earlier signature holds, because the text is still the one that was signed. */
export async function letStand(tx: Tx, id: string, from: Carried): Promise<void> {
  await changeSteps(tx, [id], { state: 'approved', ...givenBy(from) });
}

export async function openStep(
  tx: Tx,
  id: string,
  arrival: { reviewerId: string; unitId: string | null; arrivedAt: string },
): Promise<void> {
  await changeSteps(tx, [id], {
    state: 'pending',
    reviewer_id: arrival.reviewerId,
    unit_id: arrival.unitId,
    arrived_at: arrival.arrivedAt,
    due_at: null,
    opened_by: null,
    opened_at: null,
  });
}

export async function setDue(tx: Tx, id: string, dueAt: string): Promise<void> {
  await changeSteps(tx, [id], { due_at: dueAt });
}

/** Puts seats back to where they were before a signature that is taken back. */
export async function unsign(tx: Tx, ids: string[], state: 'pending' | 'waiting' | 'void'): Promise<void> {
  const away = state === 'waiting' ? { arrived_at: null, due_at: null } : {};
  await changeSteps(tx, ids, { state, ...NOT_GIVEN, ...away });
}

/** Whoever may sign it has the text on the screen. */
export async function openedBy(tx: Tx, ids: string[], by: { personId: string; now: Date }): Promise<void> {
  await changeSteps(tx, ids, { opened_by: by.personId, opened_at: by.now.toISOString() });
}

export async function endSteps(tx: Tx, ids: string[]): Promise<void> {
  await changeSteps(tx, ids, { state: 'void' });
}

async function changeSteps(tx: Tx, ids: string[], change: Updateable<Tables['reviews']>): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .updateTable('reviews')
    .set(change)
    .where('body_id', '=', tx.body)
    .where('id', 'in', ids)
    .execute();
}

/** Ends the steps of a round that nobody has signed. */
export async function voidSteps(tx: Tx, of: { manuscriptId: string; round: number }): Promise<void> {
  await tx.db
    .updateTable('reviews')
    .set({ state: 'void' })
    .where('body_id', '=', tx.body)
    .where('manuscript_id', '=', of.manuscriptId)
    .where('round', '=', of.round)
    .where('state', 'in', ['waiting', 'pending'])
    .execute();
}

/** Delegations in force on `day`, the latest first. */
export async function delegatesOf(reader: Reader, from: string[], day: string): Promise<Delegation[]> {
  const found = await sql<Delegation>`
    select g.from_person_id as "from", json_build_object('id', p.id, 'name', p.name) as "to"
    from delegations g join people p on p.body_id = g.body_id and p.id = g.to_person_id and p.active
    where g.body_id = ${reader.body} and g.from_person_id = any(${from}) and g.ended_at is null
      and g.from_on <= ${day} and g.to_on >= ${day}
    order by g.created_at desc, g.id`.execute(reader.db);
  return found.rows;
}

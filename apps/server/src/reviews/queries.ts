import type { Named, Role, RouteRule } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import { delegateOf } from '../manuscripts/queries.ts';
import { ROUTES_SETTING } from '../manuscripts/route.ts';

/** Answers the new version, or null when the rules no longer stood at `version`. */
export async function saveRoutes(
  tx: Tx,
  { version, rules }: { version: number; rules: RouteRule[] },
): Promise<number | null> {
  const saved = await sql<{ version: number }>`
    insert into settings as s (body_id, key, value, version)
    select ${tx.body}, ${ROUTES_SETTING}, ${JSON.stringify({ rules })}::jsonb, 1
    where ${version}::integer = 0 or exists (select 1 from settings where body_id = ${tx.body} and key = ${ROUTES_SETTING})
    on conflict (body_id, key) do update set value = excluded.value, version = s.version + 1
      where s.version = ${version}
    returning s.version`.execute(tx.db);
  return saved.rows[0]?.version ?? null;
}

type Delegation = { id: string; to: Named; fromOn: string; toOn: string; ended: boolean };

export async function listDelegations(reader: Reader, from: string, today: string): Promise<Delegation[]> {
  const found = await sql<Delegation>`
    select g.id, json_build_object('id', p.id, 'name', p.name) as "to", g.from_on as "fromOn", g.to_on as "toOn",
      (g.ended_at is not null or g.to_on < ${today}) as ended
    from delegations g join people p on p.body_id = g.body_id and p.id = g.to_person_id
    where g.body_id = ${reader.body} and g.from_person_id = ${from}
    order by ended, g.from_on desc, g.id desc`.execute(reader.db);
  return found.rows;
}

/** Somebody who might stand in: active, with the roles held during the whole term. */
export async function findDelegate(
  reader: Reader,
  of: { personId: string; fromOn: string; toOn: string },
): Promise<{ name: string; roles: Role[] } | null> {
  const found = await sql<{ name: string; roles: Role[] }>`
    select p.name, array(select distinct a.role from appointments a where a.body_id = p.body_id and a.person_id = p.id
      and a.from_on <= ${of.toOn} and (a.to_on is null or a.to_on >= ${of.fromOn})) as roles
    from people p where p.body_id = ${reader.body} and p.id = ${of.personId} and p.active`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function findOverlap(
  tx: Tx,
  of: { from: string; fromOn: string; toOn: string },
): Promise<{ to: string; fromOn: string; toOn: string } | null> {
  const found = await sql<{ to: string; fromOn: string; toOn: string }>`
    select p.name as "to", g.from_on as "fromOn", g.to_on as "toOn"
    from delegations g join people p on p.body_id = g.body_id and p.id = g.to_person_id
    where g.body_id = ${tx.body} and g.from_person_id = ${of.from} and g.ended_at is null
      and g.from_on <= ${of.toOn} and g.to_on >= ${of.fromOn} limit 1`.execute(tx.db);
  return found.rows[0] ?? null;
}

/** One person's delegations are changed one after another. */
export async function lockPerson(tx: Tx, id: string): Promise<void> {
  await tx.db
    .selectFrom('people')
    .select('id')
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .forUpdate()
    .execute();
}

export async function insertDelegation(
  tx: Tx,
  row: { id: string; from: string; to: string; fromOn: string; toOn: string; now: Date },
): Promise<void> {
  await tx.db
    .insertInto('delegations')
    .values({
      body_id: tx.body,
      id: row.id,
      from_person_id: row.from,
      to_person_id: row.to,
      from_on: row.fromOn,
      to_on: row.toOn,
      ended_at: null,
      created_at: row.now.toISOString(),
    })
    .execute();
}

/** Ends one's own delegation; answers whom it was to, or null when there is none. */
export async function endDelegation(
  tx: Tx,
  of: { id: string; from: string; now: Date },
): Promise<{ to: string } | null> {
  const row = await tx.db
    .updateTable('delegations')
    .set(eb => ({ ended_at: eb.fn.coalesce('ended_at', eb.val(of.now.toISOString())) }))
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('from_person_id', '=', of.from)
    .returning('to_person_id as to')
    .executeTakeFirst();
  return row ?? null;
}

export async function titlesOf(reader: Reader, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.db
    .selectFrom('manuscripts')
    .select(['id', 'title'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(row => [row.id, row.title]));
}

type Pending = { id: string; arrivedAt: string; unitId: string; manuscript: Named; personId: string };

/** The steps that wait for a reviewer, each with whoever signs it on `day`. */
export async function pendingOf(reader: Reader, of: { reviewerId: string; day: string }): Promise<Pending[]> {
  const found = await sql<Pending>`
    select r.id, r.arrived_at as "arrivedAt", m.unit_id as "unitId",
      json_build_object('id', m.id, 'name', m.title) as manuscript,
      coalesce((select t.id from (${delegateOf(of.day)}) t), r.reviewer_id) as "personId"
    from reviews r join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id
    where r.body_id = ${reader.body} and r.reviewer_id = ${of.reviewerId} and r.state = 'pending'
    order by r.arrived_at, r.id`.execute(reader.db);
  return found.rows;
}

import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import { keepBefore, keepBeginning } from '../history-queries.ts';
import type { UnitRow } from '../tables.ts';
import type { ClosingFacts, OpenWork } from '../unit.ts';

export type UnitLine = UnitRow & { group_name: string | null; correspondents: number };

/** Units in the order of the tree's levels, with their correspondents of `day`; only those alive then unless `all`. */
export async function findUnits(
  reader: Reader,
  { day, all, id }: { day: string; all: boolean; id?: string },
): Promise<UnitLine[]> {
  const found = await sql<UnitLine>`
    select u.*, g.name as group_name,
      (select count(distinct a.person_id) from appointments a
        join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
        where a.body_id = u.body_id and a.unit_id = u.id and a.role = 'correspondent'
          and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})) as correspondents
    from units u left join assessment_groups g on g.body_id = u.body_id and g.id = u.group_id
    where u.body_id = ${reader.body}
      and (${all} or (u.opened_on <= ${day} and (u.closed_on is null or u.closed_on >= ${day})))
      and (${id ?? null}::text is null or u.id = ${id ?? null})
    order by u.depth, u.sort, u.id`.execute(reader.db);
  return found.rows;
}

export async function findUnit(reader: Reader, id: string): Promise<UnitRow | null> {
  const row = await reader.db
    .selectFrom('units')
    .selectAll()
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** One change of the tree at a time, so that two moves never meet in a circle; other writes are not held up. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select 1 from bodies where id = ${tx.body} for no key update`.execute(tx.db);
}

/** Whether another open unit below the same one bears this name. */
export async function isNameTaken(
  reader: Reader,
  unit: { name: string; parentId: string | null; except?: string },
): Promise<boolean> {
  const row = await reader.db
    .selectFrom('units')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('parent_id', 'is not distinct from', unit.parentId)
    .where('name', '=', unit.name)
    .where('closed_on', 'is', null)
    .where('id', '<>', unit.except ?? '')
    .executeTakeFirst();
  return row !== undefined;
}

/** New units come after their sisters. */
export async function nextSort(reader: Reader, parentId: string): Promise<number> {
  const row = await reader.db
    .selectFrom('units')
    .select(eb => eb.fn.max<number | null>('sort').as('last'))
    .where('body_id', '=', reader.body)
    .where('parent_id', '=', parentId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

export async function groupExists(reader: Reader, id: string): Promise<boolean> {
  const row = await reader.db
    .selectFrom('assessment_groups')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function firstAppointmentDay(reader: Reader, unitId: string): Promise<string | null> {
  const row = await reader.db
    .selectFrom('appointments')
    .select(eb => eb.fn.min<string | null>('from_on').as('day'))
    .where('body_id', '=', reader.body)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return row?.day ?? null;
}

/** Rows that one statement takes; PostgreSQL knows at most 65,535 parameters. */
const AT_ONCE = 1000;

/** Units above come before those below them. */
export async function insertUnits(
  tx: Tx,
  units: Omit<UnitRow, 'body_id' | 'version'>[],
  now: Date,
): Promise<void> {
  for (let at = 0; at < units.length; at += AT_ONCE) {
    const some = units.slice(at, at + AT_ONCE);
    await tx.db
      .insertInto('units')
      .values(some.map(unit => ({ body_id: tx.body, ...unit, version: 0 })))
      .execute();
    await keepBeginning(tx, { kind: 'unit', ids: some.map(unit => unit.id) }, now);
  }
}

export type UnitChange = Partial<
  Pick<
    UnitRow,
    | 'name'
    | 'short_name'
    | 'aliases'
    | 'kind'
    | 'group_id'
    | 'desk_name'
    | 'opened_on'
    | 'closed_on'
    | 'parent_id'
  >
>;

/** False when somebody else saved first. How the unit stood until now is kept. */
export async function updateUnit(
  tx: Tx,
  { id, version, now }: { id: string; version: number; now: Date },
  change: UnitChange,
): Promise<boolean> {
  await keepBefore(tx, { kind: 'unit', id }, now);
  const done = await tx.db
    .updateTable('units')
    .set({ ...change, version: version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Rows that keep the path of their unit beside its id, so that lists need no join. */
export const TABLES_WITH_UNIT_PATH = ['manuscripts', 'adoptions', 'imports'] as const;

/** Gives a whole branch its new place, and everything that carries the place of one of its units. */
export async function moveBranch(
  tx: Tx,
  branch: { from: string; to: string; deeper: number },
): Promise<void> {
  const inside = `${branch.from}%`;
  const rest = branch.from.length + 1;
  // Locked first: a manuscript being written into the branch finishes before its path is changed here.
  await sql`select 1 from units where body_id = ${tx.body} and path like ${inside} order by id for update`.execute(
    tx.db,
  );
  await sql`update units set path = ${branch.to} || substr(path, ${rest}), depth = depth + ${branch.deeper}
    where body_id = ${tx.body} and path like ${inside}`.execute(tx.db);
  for (const table of TABLES_WITH_UNIT_PATH) {
    await sql`update ${sql.table(table)} set unit_path = ${branch.to} || substr(unit_path, ${rest})
      where body_id = ${tx.body} and unit_path like ${inside}`.execute(tx.db);
  }
}

/** What stands in the way of closing units: of one, or of every unit of the body. Units without anything are left out. */
export async function closingFacts(reader: Reader, unitId?: string): Promise<Map<string, ClosingFacts>> {
  const one = unitId ?? null;
  const below = await sql<{ unit: string; name: string; closedOn: string | null }>`
    select parent_id as unit, name, closed_on as "closedOn" from units
    where body_id = ${reader.body} and parent_id is not null and (${one}::text is null or parent_id = ${one})
    order by sort, id`.execute(reader.db);
  const starting = await sql<{ unit: string; person: string; fromOn: string }>`
    select a.unit_id as unit, p.name as person, a.from_on as "fromOn"
    from appointments a join people p on p.body_id = a.body_id and p.id = a.person_id
    join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = ${reader.body} and (${one}::text is null or a.unit_id = ${one}) and u.closed_on is null
    order by a.from_on, a.id`.execute(reader.db);
  const work = await sql<OpenWork & { unit: string }>`
    select w.unit, w.kind, coalesce(p.name, '') as person, count(*) as count from (
      select m.unit_id as unit, m.state as kind, m.created_by as person_id from manuscripts m
      where m.body_id = ${reader.body} and m.state in ('in_review', 'returned', 'at_desk') and m.discarded_at is null
        and (${one}::text is null or m.unit_id = ${one})
      union all
      select m.holder_unit_id, m.state, m.created_by from manuscripts m
      where m.body_id = ${reader.body} and m.state in ('in_review', 'at_desk') and m.discarded_at is null
        and m.holder_unit_id <> m.unit_id and (${one}::text is null or m.holder_unit_id = ${one})
      union all
      select a.unit_id, a.state, a.claimed_by from adoptions a
      where a.body_id = ${reader.body} and a.state = 'claimed' and (${one}::text is null or a.unit_id = ${one})
    ) w left join people p on p.body_id = ${reader.body} and p.id = w.person_id
    group by w.unit, w.kind, p.id, p.name order by w.unit, w.kind, p.id`.execute(reader.db);
  const facts = new Map<string, ClosingFacts>();
  const of = (unit: string): ClosingFacts => {
    const known = facts.get(unit) ?? { below: [], starting: [], work: [] };
    facts.set(unit, known);
    return known;
  };
  for (const { unit, ...each } of below.rows) of(unit).below.push(each);
  for (const { unit, ...each } of starting.rows) of(unit).starting.push(each);
  for (const { unit, ...each } of work.rows) of(unit).work.push(each);
  return facts;
}

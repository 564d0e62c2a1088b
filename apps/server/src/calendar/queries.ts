import { type Named, USUAL_REPORTING, type WorkingHours } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { NamedDay, YearNotice } from '../deadlines/calendar.ts';

export type CalendarHead = { version: number; hours: WorkingHours | null };

type Kept = Omit<WorkingHours, 'reporting'> & Partial<Pick<WorkingHours, 'reporting'>>;

export async function calendarHead(reader: Reader): Promise<CalendarHead> {
  const row = await reader.db
    .selectFrom('calendars')
    .select(['version', 'hours'])
    .where('body_id', '=', reader.body)
    .executeTakeFirst();
  const hours = (row?.hours ?? null) as Kept | null;
  // What was kept before there were rules of reporting has the usual ones.
  return { version: row?.version ?? 0, hours: hours && { reporting: USUAL_REPORTING, ...hours } };
}

/** Counts one change up; false when somebody else changed it first. Two who save at the same time meet here. */
export async function nextVersion(tx: Tx, version: number): Promise<boolean> {
  const done = await sql<{ version: number }>`insert into calendars (body_id, version) values (${tx.body}, 1)
    on conflict (body_id) do update set version = calendars.version + 1 where calendars.version = ${version}
    returning version`.execute(tx.db);
  return done.rows[0]?.version === version + 1;
}

export async function broughtNotices(reader: Reader): Promise<YearNotice[]> {
  const rows = await reader.db
    .selectFrom('calendar_notices')
    .select(['year', 'papers', 'days'])
    .where('body_id', '=', reader.body)
    .orderBy('year')
    .execute();
  return rows.map(({ year, papers, days }) => ({ year, papers, days: days as NamedDay[] }));
}

export type Brought = { papers: string[]; by: Named; at: string };

export async function broughtNotice(reader: Reader, year: number): Promise<Brought | null> {
  const row = await reader.db
    .selectFrom('calendar_notices as n')
    .innerJoin('people as p', join =>
      join.onRef('p.body_id', '=', 'n.body_id').onRef('p.id', '=', 'n.brought_by'),
    )
    .select(['n.papers', 'n.brought_at', 'p.id', 'p.name'])
    .where('n.body_id', '=', reader.body)
    .where('n.year', '=', year)
    .executeTakeFirst();
  return row ? { papers: row.papers, by: { id: row.id, name: row.name }, at: row.brought_at } : null;
}

export async function keepNotice(
  tx: Tx,
  { year, papers, days }: YearNotice,
  brought: { by: string; now: Date },
): Promise<void> {
  const row = {
    papers: [...papers],
    days: JSON.stringify(days),
    brought_by: brought.by,
    brought_at: brought.now.toISOString(),
  };
  await tx.db
    .insertInto('calendar_notices')
    .values({ body_id: tx.body, year, ...row })
    .onConflict(conflict => conflict.columns(['body_id', 'year']).doUpdateSet(row))
    .execute();
}

export async function keepHours(tx: Tx, hours: WorkingHours): Promise<void> {
  await tx.db
    .updateTable('calendars')
    .set({ hours: JSON.stringify(hours) })
    .where('body_id', '=', tx.body)
    .execute();
}

export type OfficerDay = { unitId: string; day: string; work: boolean; reason: string };

/** From the top unit downwards, so that a nearer decision comes later. */
export async function allOfficerDays(reader: Reader): Promise<OfficerDay[]> {
  return reader.db
    .selectFrom('calendar_days')
    .select(['unit_id as unitId', 'day', 'work', 'reason'])
    .where('body_id', '=', reader.body)
    .orderBy('day')
    .execute();
}

export type DecidedDay = OfficerDay & { by: Named; at: string; unit: Named };

/** The decisions of a year that reach a unit, each day's nearest last. */
export async function decidedDays(reader: Reader, unitPath: string, year: number): Promise<DecidedDay[]> {
  const rows = await reader.db
    .selectFrom('calendar_days as d')
    .innerJoin('people as p', join =>
      join.onRef('p.body_id', '=', 'd.body_id').onRef('p.id', '=', 'd.decided_by'),
    )
    .innerJoin('units as u', join =>
      join.onRef('u.body_id', '=', 'd.body_id').onRef('u.id', '=', 'd.unit_id'),
    )
    .select(['d.unit_id as unitId', 'd.day', 'd.work', 'd.reason', 'd.decided_at as at'])
    .select(['p.id as person_id', 'p.name as person_name', 'u.name as unit_name'])
    .where('d.body_id', '=', reader.body)
    .where('d.unit_id', 'in', unitPath.split('/'))
    .where('d.day', '>=', `${year}-01-01`)
    .where('d.day', '<=', `${year}-12-31`)
    .orderBy('u.depth')
    .execute();
  return rows.map(({ person_id, person_name, unit_name, ...row }) => ({
    ...row,
    by: { id: person_id, name: person_name },
    unit: { id: row.unitId, name: unit_name },
  }));
}

export async function keepDay(tx: Tx, day: OfficerDay, decided: { by: string; now: Date }): Promise<void> {
  const row = {
    work: day.work,
    reason: day.reason,
    decided_by: decided.by,
    decided_at: decided.now.toISOString(),
  };
  await tx.db
    .insertInto('calendar_days')
    .values({ body_id: tx.body, unit_id: day.unitId, day: day.day, ...row })
    .onConflict(conflict => conflict.columns(['body_id', 'unit_id', 'day']).doUpdateSet(row))
    .execute();
}

/** @returns what stood there, or null when nobody had decided anything */
export async function dropDay(
  tx: Tx,
  { unitId, day }: { unitId: string; day: string },
): Promise<{ work: boolean; reason: string } | null> {
  const row = await tx.db
    .deleteFrom('calendar_days')
    .where('body_id', '=', tx.body)
    .where('unit_id', '=', unitId)
    .where('day', '=', day)
    .returning(['work', 'reason'])
    .executeTakeFirst();
  return row ?? null;
}

/** How many open due times still stand as an earlier calendar gave them, and how many may still move. */
export async function waitingForCalendar(
  reader: Reader,
  computedWith: string,
): Promise<{ toCompute: number; provisional: number }> {
  const found = await sql<{ to_compute: number; provisional: number }>`
    select count(*) filter (where computed_with <> ${computedWith}) as to_compute, count(*) filter (where provisional) as provisional
    from duties where body_id = ${reader.body} and state = 'open' and (provisional or computed_with <> ${computedWith})`.execute(
    reader.db,
  );
  return { toCompute: found.rows[0]?.to_compute ?? 0, provisional: found.rows[0]?.provisional ?? 0 };
}

export async function rootUnit(reader: Reader): Promise<{ id: string; name: string; path: string } | null> {
  const row = await reader.db
    .selectFrom('units')
    .select(['id', 'name', 'path'])
    .where('body_id', '=', reader.body)
    .where('parent_id', 'is', null)
    .orderBy('sort')
    .orderBy('id')
    .executeTakeFirst();
  return row ?? null;
}

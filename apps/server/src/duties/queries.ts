import type { DutyEventKind, DutyKind, DutyState, DutyStep } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { DutyRow } from './tables.ts';

const JSON_COLUMNS = ['term', 'explained', 'plan'] as const;

function stored(row: Partial<DutyRow>): Record<string, unknown> {
  const written: Record<string, unknown> = { ...row };
  for (const name of JSON_COLUMNS)
    if (name in written && written[name] !== null) written[name] = JSON.stringify(written[name]);
  return written;
}

/** One statement carries at most 65,535 values, and a duty has some forty. */
const AT_ONCE = 500;

/** @returns the ids of those whose key was not opened before */
export async function insertDuties(tx: Tx, rows: readonly DutyRow[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const done = await tx.db
      .insertInto('duties')
      .values(rows.slice(at, at + AT_ONCE).map(row => stored(row) as unknown as DutyRow))
      .onConflict(conflict => conflict.columns(['body_id', 'key']).doNothing())
      .returning('id')
      .execute();
    ids.push(...done.map(row => row.id));
  }
  return ids;
}

export async function findDuty(
  reader: Reader,
  by: { id: string } | { key: string },
): Promise<DutyRow | null> {
  const row = await reader.db
    .selectFrom('duties')
    .selectAll()
    .where('body_id', '=', reader.body)
    .$if('id' in by, query => query.where('id', '=', 'id' in by ? by.id : ''))
    .$if('key' in by, query => query.where('key', '=', 'key' in by ? by.key : ''))
    .executeTakeFirst();
  return row ?? null;
}

/** Holds the duty until the transaction ends: a reminder and the act that ends it never pass each other. */
export async function lockDuty(tx: Tx, by: { id: string } | { key: string }): Promise<DutyRow | null> {
  const [name, value] = 'id' in by ? (['id', by.id] as const) : (['key', by.key] as const);
  const row = await tx.db
    .selectFrom('duties')
    .selectAll()
    .where('body_id', '=', tx.body)
    .where(name, '=', value)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** When its last reminder went out; a node may have taken it while the act that ends the duty waited for the row. */
export async function lastStepAt(tx: Tx, duty: Pick<DutyRow, 'id'>): Promise<Date | null> {
  const found = await tx.db
    .selectFrom('duty_steps')
    .select(({ fn }) => fn.max('done_at').as('at'))
    .where('body_id', '=', tx.body)
    .where('duty_id', '=', duty.id)
    .executeTakeFirst();
  return found?.at ? new Date(found.at) : null;
}

export async function updateDuty(tx: Tx, duty: Pick<DutyRow, 'id'>, change: Partial<DutyRow>): Promise<void> {
  await tx.db
    .updateTable('duties')
    .set({ ...(stored(change) as Partial<DutyRow>), version: sql<number>`version + 1` })
    .where('body_id', '=', tx.body)
    .where('id', '=', duty.id)
    .execute();
}

export type DutyEvent = {
  dutyId: string;
  at: Date;
  kind: DutyEventKind;
  personId: string | null;
  detail: {
    from?: string | null;
    to?: string | null;
    reason?: string | null;
    /** Handed over or given back by a person, not by a rule. */
    byHand?: 'over' | 'back';
  };
};

export async function insertEvents(tx: Tx, events: readonly DutyEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += AT_ONCE)
    await tx.db
      .insertInto('duty_events')
      .values(
        events.slice(at, at + AT_ONCE).map(event => ({
          body_id: tx.body,
          duty_id: event.dutyId,
          at: event.at.toISOString(),
          kind: event.kind,
          person_id: event.personId,
          detail: JSON.stringify(event.detail),
        })),
      )
      .execute();
}

export async function ownPlans(
  reader: Reader,
): Promise<Map<DutyKind, { plan: DutyStep[]; version: number }>> {
  const rows = await reader.db
    .selectFrom('duty_plans')
    .select(['kind', 'plan', 'version'])
    .where('body_id', '=', reader.body)
    .execute();
  return new Map(rows.map(row => [row.kind, { plan: row.plan as DutyStep[], version: row.version }]));
}

export async function pathOf(reader: Reader, unitId: string): Promise<string | null> {
  const row = await reader.db
    .selectFrom('units')
    .select('path')
    .where('body_id', '=', reader.body)
    .where('id', '=', unitId)
    .executeTakeFirst();
  return row?.path ?? null;
}

export async function pathsOf(reader: Reader, unitIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.db
    .selectFrom('units')
    .select(['id', 'path'])
    .where('body_id', '=', reader.body)
    .where('id', '=', sql<string>`any(${[...new Set(unitIds)]})`)
    .execute();
  return new Map(rows.map(row => [row.id, row.path]));
}

/** Open duties about a thing, for update, oldest due first. */
export async function lockOpenAbout(
  tx: Tx,
  about: { subjectId: string; kinds?: readonly DutyKind[] },
): Promise<DutyRow[]> {
  return tx.db
    .selectFrom('duties')
    .selectAll()
    .where('body_id', '=', tx.body)
    .where('subject_id', '=', about.subjectId)
    .where('state', '=', 'open')
    .$if(about.kinds !== undefined, query => query.where('kind', 'in', [...(about.kinds ?? [])]))
    .orderBy('due_at')
    .orderBy('id')
    .forUpdate()
    .execute();
}

export type DutyFilter = {
  subjectIds?: readonly string[];
  personId?: string;
  unitId?: string;
  states?: readonly DutyState[];
};

export async function selectDuties(reader: Reader, filter: DutyFilter): Promise<DutyRow[]> {
  return reader.db
    .selectFrom('duties')
    .selectAll()
    .where('body_id', '=', reader.body)
    .$if(filter.subjectIds !== undefined, query =>
      query.where('subject_id', 'in', [...(filter.subjectIds ?? []), '']),
    )
    .$if(filter.personId !== undefined, query => query.where('person_id', '=', filter.personId ?? ''))
    .$if(filter.unitId !== undefined, query => query.where('unit_id', '=', filter.unitId ?? ''))
    .$if(filter.states !== undefined, query => query.where('state', 'in', [...(filter.states ?? [])]))
    .orderBy('due_at')
    .orderBy('id')
    .execute();
}

export async function keepPlan(
  tx: Tx,
  { kind, plan, version }: { kind: DutyKind; plan: DutyStep[]; version: number },
): Promise<void> {
  const row = { plan: JSON.stringify(plan), version };
  await tx.db
    .insertInto('duty_plans')
    .values({ body_id: tx.body, kind, ...row })
    .onConflict(conflict => conflict.columns(['body_id', 'kind']).doUpdateSet(row))
    .execute();
}

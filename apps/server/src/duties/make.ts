import type { DutyStep, RecurringKind, SitePath } from '@xinxuan/contract';
import { type Calendars, loadCalendars } from '../calendar/body-calendar.ts';
import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { addDays } from '../deadlines/days.ts';
import { USUAL_PLANS } from './duty.ts';
import { endLocked, reopenDuty } from './end.ts';
import { dutyRow } from './open.ts';
import { insertDuties, insertEvents, lockDuty, ownPlans } from './queries.ts';
import { allBodies } from './round-queries.ts';
import { dueInPeriod, nextPeriod, periodOf } from './rule.ts';
import {
  changedOwners,
  lockRules,
  OWNER_GONE,
  type Owner,
  ownersWithout,
  type RuleRow,
  ruleOf,
  setMadeThrough,
} from './rule-queries.ts';
import type { DutyRow } from './tables.ts';

/** A server that was away longer makes up this many periods; more would be a flood that nobody can answer for. */
const MOST_PERIODS = 62;

/**
 * Makes the recurring duties that are due to be made: of the period that runs today for whoever owes it now and has none,
 * and of every period since the last round, so that a server that was away leaves no gap. Duties of units that closed are
 * made void. Safe to run twice and on two nodes: a duty has its key.
 * @returns how many were made
 */
export async function makeDuties(database: Database, clock: () => Date): Promise<number> {
  let made = 0;
  for (const id of await allBodies(database)) {
    const now = clock();
    made += await database.write(
      id,
      tx => makeDutiesOf(tx, now),
      () => false,
    );
  }
  return made;
}

/** The same for one body, in its transaction. */
export async function makeDutiesOf(tx: Tx, now: Date): Promise<number> {
  const today = dayOf(now);
  const rules = await lockRules(tx, today);
  if (rules.length === 0) return 0;
  const calendars = await loadCalendars(tx);
  const plans = await ownPlans(tx);
  let made = 0;
  for (const row of rules) {
    const plan = plans.get(row.kind)?.plan ?? USUAL_PLANS[row.kind];
    for (const firstDay of periodsToMake(row, today))
      made += await makePeriod(tx, { row, firstDay, calendars, plan, now });
    await setMadeThrough(tx, row.id, periodOf(ruleOf(row).rhythm, today));
  }
  await followOwners(tx, now);
  return made;
}

/** The periods that have begun since the last that was made, that one included, and the one that runs. */
function periodsToMake(row: RuleRow, today: string): string[] {
  const { rhythm } = ruleOf(row);
  const current = periodOf(rhythm, today);
  const periods: string[] = [];
  // A clock that was put back has made periods that are still to come; the one that runs is looked at again all the same.
  const from = row.made_through !== null && row.made_through < current ? row.made_through : current;
  for (let first = from; first <= current; first = nextPeriod(rhythm, first)) periods.push(first);
  return periods.slice(-MOST_PERIODS);
}

type Making = {
  row: RuleRow;
  firstDay: string;
  calendars: Calendars;
  plan: readonly DutyStep[];
  now: Date;
};

async function makePeriod(tx: Tx, making: Making): Promise<number> {
  const { row, firstDay, now } = making;
  const rule = ruleOf(row);
  const lastDay = addDays(nextPeriod(rule.rhythm, firstDay), -1);
  const asked = { ruleId: row.id, rule, firstDay, lastDay, today: dayOf(now) };
  const owners = await ownersWithout(tx, asked);
  const rows = owners.flatMap(owner => rowFor(tx, owner, making) ?? []);
  const ids = new Set(await insertDuties(tx, rows));
  const fresh = rows.filter(each => ids.has(each.id));
  const events = fresh.map(({ id, due_at }) => ({
    ...{ dutyId: id, at: now, kind: 'opened' as const, personId: null },
    detail: { to: due_at },
  }));
  await insertEvents(tx, events);
  return fresh.length;
}

const TITLES: Record<RecurringKind, { zh: string; en: string; link: SitePath }> = {
  weekly_item: { zh: '本周报送信息', en: 'The item of the week', link: '/manuscripts/write' },
  opinion_report: { zh: '当日舆情信息', en: 'The opinion report of the day', link: '/manuscripts/write' },
  window_renewal: {
    zh: '当月宣传橱窗更新',
    en: 'The display window of the month',
    link: '/manuscripts/write',
  },
};

/** Null for whoever does not owe it on its day, and in a period without a working day. */
function rowFor(tx: Tx, owner: Owner, { row, firstDay, calendars, plan, now }: Making): DutyRow | null {
  const rule = ruleOf(row);
  const at = calendars.of(owner.path);
  const due = dueInPeriod(rule, firstDay, at);
  if (due === 'none' || due.onDay < owner.from || (owner.to !== null && due.onDay > owner.to)) return null;
  if (due.onDay < row.from_on || (row.to_on !== null && due.onDay > row.to_on)) return null;
  const { zh, en, link } = TITLES[row.kind];
  const fresh = {
    kind: row.kind,
    key: `${row.id}/${firstDay}/${owner.unitId}/${owner.personId ?? ''}`,
    subject: { kind: 'rule', id: row.id },
    title: { zh, en },
    link,
    owner:
      owner.personId === null
        ? { unitId: owner.unitId, role: rule.role }
        : { unitId: owner.unitId, personId: owner.personId },
    due: { at: due.at },
    closeAt: due.closeAt,
    by: null,
    now,
  };
  const recurring = { ruleId: row.id, firstDay, onDay: due.onDay };
  return dutyRow(tx, fresh, { due, computedWith: at.computedWith, plan, recurring });
}

/** Closing a unit or ending a post lets its later duties go; taking that back brings them back. */
async function followOwners(tx: Tx, now: Date): Promise<void> {
  const { gone, back } = await changedOwners(tx);
  for (const id of gone) {
    const duty = await lockDuty(tx, { id });
    if (duty?.state !== 'open') continue;
    const reason = '单位已撤销或任职已结束';
    await endLocked(tx, duty, { by: null, act: OWNER_GONE, state: 'void', reason, now });
  }
  for (const id of back) await reopenDuty(tx, { id, by: null, reason: '单位或任职恢复', now });
}

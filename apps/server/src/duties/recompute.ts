import { loadCalendars, type UnitCalendar } from '../calendar/body-calendar.ts';
import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { type Due, dueOf } from '../deadlines/term.ts';
import { tell } from '../notices/tell.ts';
import { withdrawDeliveries } from '../outbox/queue.ts';
import { endLocked } from './end.ts';
import { insertEvents, updateDuty } from './queries.ts';
import { toldBy } from './receivers.ts';
import { retimed } from './retime.ts';
import { allBodies, claimOutdated, standingDelegates, standingPosts } from './round-queries.ts';
import { dueInPeriod } from './rule.ts';
import { NO_WORKING_DAY, ruleOf, rulesById } from './rule-queries.ts';
import type { DutyRow } from './tables.ts';
import { moment } from './words.ts';

const AT_ONCE = 200;

/**
 * Computes open due times again that an earlier calendar gave: a notice came, an officer decided a day, the hours changed.
 * Whoever holds a duty whose time moved is told; the others only lose the mark of the provisional.
 * @returns how many duties moved
 */
export async function recomputeDue(database: Database, clock: () => Date): Promise<number> {
  let moved = 0;
  for (const id of await allBodies(database)) {
    for (;;) {
      const { looked, changed } = await database.write(
        id,
        tx => recomputeSome(tx, clock()),
        () => false,
      );
      moved += changed;
      if (looked < AT_ONCE) break;
    }
  }
  return moved;
}

async function recomputeSome(tx: Tx, now: Date): Promise<{ looked: number; changed: number }> {
  const calendars = await loadCalendars(tx);
  const duties = await claimOutdated(tx, { computedWith: calendars.computedWith, limit: AT_ONCE });
  const rules = await rulesById(tx);
  let changed = 0;
  for (const duty of duties) {
    const at = calendars.of(duty.path);
    const rule = duty.rule_id === null ? null : rules.get(duty.rule_id);
    const due = rule ? dueInPeriod(ruleOf(rule), duty.first_day ?? '', at) : computedAgain(duty, at);
    if (due === 'none') {
      // The key is given free: should the day be worked after all, the duty is made anew.
      await updateDuty(tx, duty, { key: `${duty.key}/${duty.id}` });
      await endLocked(tx, duty, { by: null, act: NO_WORKING_DAY, state: 'void', reason: NO_DAY, now });
      changed += 1;
    } else if (await settle(tx, duty, { due, computedWith: at.computedWith, now })) changed += 1;
  }
  return { looked: duties.length, changed };
}

const NO_DAY = '日历变更后，这一期没有工作日';

function computedAgain(duty: DutyRow, at: UnitCalendar): Due | null {
  return duty.term === null ? null : dueOf(duty.term, { ...at, from: new Date(duty.from_at) });
}

type Settled = {
  due: (Due & { onDay?: string; closeAt?: Date | null }) | null;
  computedWith: string;
  now: Date;
};

async function settle(tx: Tx, duty: DutyRow, { due, computedWith, now }: Settled): Promise<boolean> {
  if (!due || due.at.getTime() === Date.parse(duty.due_at)) {
    const rest = due ? { provisional: due.provisional, explained: due.steps } : {};
    await updateDuty(tx, duty, { computed_with: computedWith, ...rest });
    return false;
  }
  const closeAt = due.closeAt === undefined ? duty.close_at : (due.closeAt?.toISOString() ?? null);
  await updateDuty(tx, duty, {
    due_at: due.at.toISOString(),
    late_from: due.lateFrom.toISOString(),
    provisional: due.provisional,
    explained: due.steps,
    computed_with: computedWith,
    close_at: closeAt,
    ...(due.onDay === undefined ? {} : { on_day: due.onDay }),
    ...retimed({ ...duty, close_at: closeAt }, { dueAt: due.at, now }),
  });
  await withdrawDeliveries(tx, duty.id, now);
  const detail = { from: duty.due_at, to: due.at.toISOString(), reason: '工作日历变更' };
  await insertEvents(tx, [{ dutyId: duty.id, at: now, kind: 'recomputed', personId: null, detail }]);
  await tellMoved(tx, duty, { to: due.at, now });
  return true;
}

async function tellMoved(tx: Tx, duty: DutyRow, { to, now }: { to: Date; now: Date }): Promise<void> {
  const day = dayOf(now);
  const personIds = [duty.person_id, duty.substitute_id].filter(id => id !== null);
  const { paths, posts } = await standingPosts(tx, { unitIds: [duty.unit_id], personIds, day });
  const upward = (paths.get(duty.unit_id) ?? '').split('/').filter(Boolean).reverse();
  const delegates = await standingDelegates(tx, personIds, day);
  const [before, after] = [moment(new Date(duty.due_at)), moment(to)];
  await tell(tx, {
    personIds: toldBy(['owner'], duty, { upward, posts, delegates }),
    kind: 'duty_moved',
    zh: `工作日历有变更，“${duty.title_zh}”的截止时间由 ${before.zh} 改为 ${after.zh}。`,
    en: `The working calendar changed: “${duty.title_en}” is now due ${after.en}, not ${before.en}.`,
    manuscriptId: duty.subject_kind === 'manuscript' ? duty.subject_id : null,
    now,
  });
}

import { loadCalendars, type UnitCalendar } from '../calendar/body-calendar.ts';
import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { type Due, dueOf, type Term } from '../deadlines/term.ts';
import { tell } from '../notices/tell.ts';
import { withdrawDeliveries } from '../outbox/queue.ts';
import { endLocked } from './end.ts';
import type { DueMoved } from './move.ts';
import { insertEvents, updateDuty } from './queries.ts';
import { toldBy } from './receivers.ts';
import { retimed } from './retime.ts';
import { allBodies, claimOutdated, standingDelegates, standingPosts } from './round-queries.ts';
import { dueInPeriod } from './rule.ts';
import { NO_WORKING_DAY, ruleOf, rulesById } from './rule-queries.ts';
import { subjectsOf } from './subject-queries.ts';
import type { DutyRow } from './tables.ts';
import { moment } from './words.ts';

const AT_ONCE = 200;

type Given = { clock: () => Date; dueMoved: DueMoved };

/**
 * Computes open due times again that an earlier calendar gave: a notice came, an officer decided a day, the hours changed.
 * What keeps a copy follows in the same transaction. Whoever holds a duty whose time moved is told; the others only lose
 * the mark of the provisional. A change of the calendar alone makes nobody late (decision 0743).
 * @returns how many duties moved
 */
export async function recomputeDue(database: Database, { clock, dueMoved }: Given): Promise<number> {
  let moved = 0;
  for (const id of await allBodies(database)) {
    for (;;) {
      const { looked, changed } = await database.write(
        id,
        tx => recomputeSome(tx, { now: clock(), dueMoved }),
        () => false,
      );
      moved += changed;
      if (looked < AT_ONCE) break;
    }
  }
  return moved;
}

type At = { now: Date; dueMoved: DueMoved };

async function recomputeSome(tx: Tx, { now, dueMoved }: At): Promise<{ looked: number; changed: number }> {
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
    } else if (await settle(tx, duty, { due, at, now })) {
      const { kind, key, subject_id: subjectId } = duty;
      if (due) await dueMoved(tx, { kind, key, subjectId, dueAt: due.at });
      changed += 1;
    }
  }
  return { looked: duties.length, changed };
}

const NO_DAY = '日历变更后，这一期没有工作日';

type Again = Due & { onDay?: string; closeAt?: Date | null };

function computedAgain(duty: DutyRow, at: UnitCalendar): Again | null {
  if (duty.term === null) return null;
  const due = dueOf(duty.term, { ...at, from: new Date(duty.from_at) });
  if (duty.close_at === null) return due;
  // The closing keeps its distance: what is due later is missed later.
  const closeAt = new Date(due.at.getTime() + Date.parse(duty.close_at) - Date.parse(duty.due_at));
  return { ...due, closeAt };
}

type Settled = { due: Again | null; at: UnitCalendar; now: Date };

async function settle(tx: Tx, duty: DutyRow, { due, at, now }: Settled): Promise<boolean> {
  const { computedWith } = at;
  if (!due || due.at.getTime() === Date.parse(duty.due_at)) {
    const rest = due ? { provisional: due.provisional, explained: due.steps } : {};
    await updateDuty(tx, duty, { computed_with: computedWith, ...rest });
    return false;
  }
  const grace = graceOf(duty, { due, at, now });
  const closeAt = due.closeAt === undefined ? duty.close_at : closing(due.closeAt, grace);
  await updateDuty(tx, duty, {
    due_at: due.at.toISOString(),
    late_from: (grace ?? due).lateFrom.toISOString(),
    provisional: due.provisional,
    explained: due.steps,
    computed_with: computedWith,
    close_at: closeAt,
    ...(due.onDay === undefined ? {} : { on_day: due.onDay }),
    ...retimed({ ...duty, close_at: closeAt }, { dueAt: due.at, now }),
  });
  await withdrawDeliveries(tx, duty.id, now);
  const reason = grace ? `工作日历变更，${untilWords(grace).zh}` : '工作日历变更';
  const detail = { from: duty.due_at, to: due.at.toISOString(), reason };
  await insertEvents(tx, [{ dutyId: duty.id, at: now, kind: 'recomputed', personId: null, detail }]);
  await tellMoved(tx, duty, { due, grace, now });
  return true;
}

/** Half a working day, as an answer by telephone has. */
const GRACE: Term = { kind: 'working_hours', count: 4 };

/**
 * Until when a duty is not late whose due time the calendar has moved into the past: its owner could not know. What was
 * late before stays late.
 * @returns null where the new due time is still to come
 */
function graceOf(duty: DutyRow, { due, at, now }: Settled & { due: Again }): Due | null {
  if (due.lateFrom > now || Date.parse(duty.late_from) <= now.getTime()) return null;
  return dueOf(GRACE, { ...at, from: now });
}

/** Nobody misses what the calendar moved before there was time to do it. */
function closing(closeAt: Date | null, grace: Due | null): string | null {
  if (closeAt === null) return null;
  return (grace !== null && closeAt < grace.lateFrom ? grace.lateFrom : closeAt).toISOString();
}

const untilWords = ({ at }: Due): { zh: string; en: string } => {
  const { zh, en } = moment(at);
  return { zh: `${zh}前办结不算迟`, en: `done by ${en} it is not late` };
};

type Told = { due: Due; grace: Due | null; now: Date };

/** Where the new time is past already, the head hears of it as well: it is for him to see that it is done. */
async function tellMoved(tx: Tx, duty: DutyRow, { due, grace, now }: Told): Promise<void> {
  const day = dayOf(now);
  const personIds = [duty.person_id, duty.substitute_id].filter(id => id !== null);
  const { paths, posts } = await standingPosts(tx, { unitIds: [duty.unit_id], personIds, day });
  const upward = (paths.get(duty.unit_id) ?? '').split('/').filter(Boolean).reverse();
  const delegates = await standingDelegates(tx, personIds, day);
  const [before, after] = [moment(new Date(duty.due_at)), moment(due.at)];
  const past = due.at <= now;
  const not = grace && untilWords(grace);
  const subject = (await subjectsOf(tx, [duty]))(duty);
  await tell(tx, {
    personIds: toldBy(past ? ['owner', 'unit_head'] : ['owner'], duty, { upward, posts, delegates }),
    kind: 'duty_moved',
    zh: `工作日历有变更，${subject === null ? '' : `《${subject}》：`}“${duty.title_zh}”的截止时间由 ${before.zh} 改为 ${after.zh}${past ? '，已经过去，请尽快办理' : ''}${not ? `；${not.zh}` : ''}。`,
    en: `The working calendar changed: “${duty.title_en}”${subject === null ? '' : ` (“${subject}”)`} is now due ${after.en}, not ${before.en}${past ? '. That is past already; please do it soon' : ''}${not ? `: ${not.en}` : ''}.`,
    manuscriptId: duty.subject_kind === 'manuscript' ? duty.subject_id : null,
    ...{ link: duty.link, dutyId: duty.id, now },
  });
}

import type { DutyKind, DutyStep, Role, SitePath } from '@xinxuan/contract';
import { loadCalendars, type UnitCalendar } from '../calendar/body-calendar.ts';
import type { Tx } from '../db/connect.ts';
import { type Due, dueOf, type Term } from '../deadlines/term.ts';
import { newId } from '../ids.ts';
import { inOrder, nextAct, USUAL_PLANS } from './duty.ts';
import { type DutyEvent, findDuty, insertDuties, insertEvents, ownPlans, pathsOf } from './queries.ts';
import type { DutyRow } from './tables.ts';

/** A person at a unit, or whoever holds a role there when it matters. */
export type DutyOwner = { unitId: string; personId: string } | { unitId: string; role: Role };

export type NewDuty = {
  kind: DutyKind;
  /** Opened once under this key: `review/${review.id}`. Ended duties keep theirs, so a new round needs a new one. */
  key: string;
  subject: { kind: string; id: string };
  /** General words: titles go into notices and leave the system by mail and robots. */
  title: { zh: string; en: string };
  /** Where it is done, a path of this site. */
  link: SitePath;
  owner: DutyOwner;
  substituteId?: string | null;
  /** From `now` across the calendar of the owner's unit, or a due time that somebody named. */
  due: Term | { at: Date };
  /** 关闭: the moment after which it counts as not done. Without one it stays open until it is done. */
  closeAt?: Date | null;
  /** Reminders and escalation of this one; otherwise those of the kind. */
  plan?: readonly DutyStep[];
  by: string | null;
  now: Date;
};

export type OpenDuty = {
  id: string;
  dueAt: Date;
  lateFrom: Date;
  provisional: boolean;
  /** How the due time was found, a sentence a step. */
  explained: Due['steps'];
  /** False when the key was open before: nothing was changed then. */
  opened: boolean;
};

/**
 * Opens a duty in the transaction of the act that makes it: reminders, escalation and lists follow by themselves.
 *
 *     const { dueAt } = await openDuty(tx, {
 *       kind: 'review', key: `review/${review.id}`, subject: { kind: 'manuscript', id: manuscript.id },
 *       title: { zh: '稿件待审核', en: 'A manuscript to review' }, link: `/manuscripts/${manuscript.id}`,
 *       owner: { unitId: manuscript.unit_id, personId: reviewer.id },
 *       due: { kind: 'working_hours', count: 4 }, by: actor.personId, now,
 *     });
 *     …
 *     await endDuty(tx, { key: `review/${review.id}`, by: actor.personId, act: 'reviews.approve', now });
 *
 * It ends by an act (`endDuty`), never by somebody's mark. `moveDuty` gives more time, `handDuty` changes the owner,
 * `waiveDuty` lets it off on record, `reopenDuty` takes an end back with the act that is undone, `dropDuty` makes void
 * what never should have been.
 */
export async function openDuty(tx: Tx, fresh: NewDuty): Promise<OpenDuty> {
  const [opened] = await openDuties(tx, [fresh]);
  return opened!;
}

/**
 * Opens many duties of one act in as few statements as they need, however many units owe them.
 * @returns what each of them became, in the order given
 */
export async function openDuties(tx: Tx, all: readonly NewDuty[]): Promise<OpenDuty[]> {
  if (all.length === 0) return [];
  const paths = await pathsOf(
    tx,
    all.map(fresh => fresh.owner.unitId),
  );
  const calendars = await loadCalendars(tx);
  const own = await ownPlans(tx);
  const rows = all.map(fresh => {
    const path = paths.get(fresh.owner.unitId);
    if (path === undefined) throw new Error(`no unit ${fresh.owner.unitId} to owe a duty`);
    const at = calendars.of(path);
    const plan = fresh.plan ?? own.get(fresh.kind)?.plan ?? USUAL_PLANS[fresh.kind];
    const due = dueFrom(fresh.due, { ...at, from: fresh.now });
    return dutyRow(tx, fresh, { due, computedWith: at.computedWith, plan });
  });
  const made = new Set(await insertDuties(tx, rows));
  const events = all.flatMap(({ by, now }, index): DutyEvent[] => {
    const { id, due_at } = rows[index]!;
    return made.has(id)
      ? [{ dutyId: id, at: now, kind: 'opened', personId: by, detail: { to: due_at } }]
      : [];
  });
  await insertEvents(tx, events);
  const opened: OpenDuty[] = [];
  for (const row of rows) {
    const known = made.has(row.id) ? row : await findDuty(tx, { key: row.key });
    if (!known) throw new Error(`the duty ${row.key} is being opened elsewhere`);
    opened.push({ ...shown(known), opened: known === row });
  }
  return opened;
}

function shown(row: DutyRow): Omit<OpenDuty, 'opened'> {
  return {
    id: row.id,
    dueAt: new Date(row.due_at),
    lateFrom: new Date(row.late_from),
    provisional: row.provisional,
    explained: row.explained,
  };
}

type Given = { due: Due; computedWith: string; plan: readonly DutyStep[]; recurring?: Recurring };
/** What a recurring duty has besides. */
export type Recurring = { ruleId: string; firstDay: string; onDay: string };

export function dutyRow(tx: Tx, fresh: NewDuty, { due, recurring, ...given }: Given): DutyRow {
  const { owner, now } = fresh;
  const plan = inOrder(given.plan);
  const closeAt = fresh.closeAt ?? null;
  const timed = { dueAt: due.at.getTime(), closeAt: closeAt?.getTime() ?? null, since: now.getTime() };
  const next = nextAct({ ...timed, plan, nextStep: 0 });
  return {
    body_id: tx.body,
    id: newId('duty', now),
    kind: fresh.kind,
    key: fresh.key,
    subject_kind: fresh.subject.kind,
    subject_id: fresh.subject.id,
    title_zh: fresh.title.zh,
    title_en: fresh.title.en,
    link: fresh.link,
    unit_id: owner.unitId,
    person_id: 'personId' in owner ? owner.personId : null,
    role: 'role' in owner ? owner.role : null,
    substitute_id: fresh.substituteId ?? null,
    from_at: now.toISOString(),
    term: 'at' in fresh.due ? null : fresh.due,
    due_at: due.at.toISOString(),
    late_from: due.lateFrom.toISOString(),
    close_at: closeAt?.toISOString() ?? null,
    provisional: due.provisional,
    computed_with: given.computedWith,
    explained: due.steps,
    rule_id: recurring?.ruleId ?? null,
    first_day: recurring?.firstDay ?? null,
    on_day: recurring?.onDay ?? null,
    state: 'open',
    opened_at: now.toISOString(),
    ...NOT_ENDED,
    plan,
    round: 0,
    since: now.toISOString(),
    next_step: next?.step ?? plan.length,
    next_at: next ? new Date(next.at).toISOString() : null,
    version: 0,
  };
}

export const NOT_ENDED = {
  ended_at: null,
  ended_by: null,
  ended_act: null,
  ended_subject: null,
  reason: null,
  late: false,
  minutes_late: null,
  in_window: null,
} as const;

/** A named moment is on time to the end of its minute, as people read it. */
export function dueFrom(due: NewDuty['due'], given: UnitCalendar & { from: Date }): Due {
  if (!('at' in due)) return dueOf(due, given);
  return { at: due.at, lateFrom: new Date(due.at.getTime() + 60_000), provisional: false, steps: [] };
}

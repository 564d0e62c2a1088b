import type { Duty, DutyLife, Named } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { ReadCall } from '../http/endpoint.ts';
import { can, firstOf } from '../http/refusal.ts';
import type { Place } from '../http/rights.ts';
import { minutesLate, nextAct, whyNotNil, whyNotOpen, whyNotWaive } from './duty.ts';
import { eventsOf, stepsOf } from './life-queries.ts';
import { namesOf } from './name-queries.ts';
import { holdersOf } from './receivers.ts';
import { standingPosts } from './round-queries.ts';
import { ruleOf, rulesById } from './rule-queries.ts';
import { type SubjectOf, subjectsOf } from './subject-queries.ts';
import type { DutyRow } from './tables.ts';

type Call = Pick<ReadCall<unknown>, 'reader' | 'now' | 'may'>;

/** Duties as everybody sees them, with what the asker may do. */
export async function showDuties(call: Call, rows: readonly DutyRow[]): Promise<Duty[]> {
  const { reader, now } = call;
  const unitIds = [...new Set(rows.map(row => row.unit_id))];
  const personIds = [
    ...new Set(
      rows.flatMap(row => [row.person_id, row.ended_by, row.substitute_id].filter(id => id !== null)),
    ),
  ];
  const { paths, posts } = await standingPosts(reader, { unitIds, personIds, day: dayOf(now) });
  const rules = await rulesById(reader);
  const subject = await subjectsOf(reader, rows);
  const holders = new Map(rows.map(row => [row.id, holdersOf(row, { posts })]));
  const held = [...holders.values()].flat();
  const names = await namesOf(reader, { unitIds, personIds: [...personIds, ...held] });
  const named = (id: string): Named => ({ id, name: names.get(id) ?? '' });
  return rows.map(row => {
    const rule = row.rule_id === null ? undefined : rules.get(row.rule_id);
    const nilAllowed = rule !== undefined && ruleOf(rule).nilAllowed;
    const path = paths.get(row.unit_id) ?? '';
    return {
      ...shownRow(row, { named, subject, now }),
      holders: (holders.get(row.id) ?? []).map(named),
      can: canOf(call, row, { path, nilAllowed }),
    };
  });
}

export const placeOf = (row: DutyRow, path: string): Place => ({
  unitPath: path,
  persons: row.person_id === null ? [] : [row.person_id],
});

function canOf({ may }: Call, row: DutyRow, at: { path: string; nilAllowed: boolean }): Duty['can'] {
  const place = placeOf(row, at.path);
  // Nobody lets himself off.
  const above = { unitPath: at.path };
  return {
    nil: can(firstOf(may(place, 'duty.answer'), whyNotNil({ ...row, nilAllowed: at.nilAllowed }))),
    waive: can(firstOf(may(above, 'duty.waive'), whyNotWaive(row))),
    move: can(firstOf(may(above, 'duty.waive'), whyNotOpen(row))),
  };
}

type With = { named: (id: string) => Named; subject: SubjectOf; now: Date };

function shownRow(row: DutyRow, { named, subject, now }: With): Omit<Duty, 'holders' | 'can'> {
  const due = { dueAt: new Date(row.due_at), lateFrom: new Date(row.late_from) };
  return {
    id: row.id,
    kind: row.kind,
    title: { zh: row.title_zh, en: row.title_en },
    link: row.link,
    subject: { kind: row.subject_kind, id: row.subject_id, name: subject(row) },
    unit: named(row.unit_id),
    person: row.person_id === null ? null : named(row.person_id),
    role: row.role,
    state: row.state,
    openedAt: row.opened_at,
    due: {
      at: row.due_at,
      lateFrom: row.late_from,
      clock: clockOf(row),
      provisional: row.provisional,
      steps: row.explained,
    },
    closeAt: row.close_at,
    onDay: row.on_day,
    ended: endOf(row, named),
    late: row.state === 'open' ? minutesLate(due, now) !== null : row.late,
    next: nextOf(row),
    version: row.version,
  };
}

function clockOf(row: DutyRow): Duty['due']['clock'] {
  if (row.rule_id !== null) return 'working';
  if (row.term === null) return 'fixed';
  return row.term.kind === 'hours' || row.term.kind === 'days' ? 'natural' : 'working';
}

function endOf(row: DutyRow, named: With['named']): Duty['ended'] {
  if (row.ended_at === null) return null;
  return {
    at: row.ended_at,
    by: row.ended_by === null ? null : named(row.ended_by),
    act: row.ended_act ?? '',
    reason: row.reason,
    late: row.late,
    minutesLate: row.minutes_late,
    inWindow: row.in_window,
  };
}

function nextOf(row: DutyRow): Duty['next'] {
  const step = row.plan[row.next_step];
  if (row.next_at === null || !step) return null;
  return { at: row.next_at, to: step.to, last: row.next_step === row.plan.length - 1 };
}

/** One duty with everything that happened to it and everything that will. */
export async function showLife(call: Call, row: DutyRow): Promise<DutyLife> {
  const [duty] = await showDuties(call, [row]);
  if (!duty) throw new Error(`duty ${row.id} is not shown`);
  const events = await eventsOf(call.reader, row.id);
  const done = await stepsOf(call.reader, row.id);
  const personIds = [
    ...events.flatMap(event => (event.personId === null ? [] : [event.personId])),
    ...done.flatMap(step => step.personIds),
  ];
  const names = await namesOf(call.reader, { unitIds: [], personIds });
  const named = (id: string): Named => ({ id, name: names.get(id) ?? '' });
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const time = (value: unknown): string | null =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) && value.includes('T') ? value : null;
  return {
    ...duty,
    events: events.map(({ at, kind, personId, detail }) => ({
      at,
      kind,
      by: personId === null ? null : named(personId),
      from: time(detail['from']),
      to: time(detail['to']),
      reason: text(detail['reason']),
    })),
    steps: [
      ...done.map(step => ({
        at: step.plannedAt,
        to: row.plan[step.step]?.to ?? [],
        last: step.step === row.plan.length - 1,
        doneAt: step.doneAt,
        told: step.personIds.map(named),
      })),
      ...stepsToCome(row),
    ],
  };
}

function stepsToCome(row: DutyRow): DutyLife['steps'] {
  if (row.state !== 'open') return [];
  const timed = {
    dueAt: Date.parse(row.due_at),
    closeAt: row.close_at === null ? null : Date.parse(row.close_at),
    since: Date.parse(row.since),
    plan: row.plan,
  };
  const steps: DutyLife['steps'] = [];
  for (let nextStep = row.next_step; ; ) {
    const next = nextAct({ ...timed, nextStep });
    if (!next || next.step === null) return steps;
    const last = next.step === row.plan.length - 1;
    const to = row.plan[next.step]?.to ?? [];
    steps.push({ at: new Date(next.at).toISOString(), to, last, doneAt: null, told: [] });
    nextStep = next.step + 1;
  }
}

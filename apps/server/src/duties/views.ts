import type { Duty, Named } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { ReadCall } from '../http/endpoint.ts';
import { can, firstOf } from '../http/refusal.ts';
import type { Place } from '../http/rights.ts';
import { minutesLate, whyNotHand, whyNotNil, whyNotOpen, whyNotWaive } from './duty.ts';
import { namesOf } from './name-queries.ts';
import { holdersOf } from './receivers.ts';
import { standingPosts } from './round-queries.ts';
import { isPerPerson, ruleOf, rulesById } from './rule-queries.ts';
import { type SubjectOf, subjectsOf } from './subject-queries.ts';
import type { DutyRow } from './tables.ts';

type Call = Pick<ReadCall<unknown>, 'reader' | 'now' | 'may' | 'actor'>;

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
    const held = holders.get(row.id) ?? [];
    const can = canOf(call, row, { path, nilAllowed, held, perPerson: isPerPerson(rules, row) });
    return {
      ...shownRow(row, { named, subject, now }),
      holders: held.map(named),
      can,
    };
  });
}

export const placeOf = (row: DutyRow, path: string): Place => ({
  unitPath: path,
  persons: row.person_id === null ? [] : [row.person_id],
});

type At = { path: string; nilAllowed: boolean; held: readonly string[]; perPerson: boolean };

function canOf({ may, actor }: Call, row: DutyRow, at: At): Duty['can'] {
  const place = placeOf(row, at.path);
  // Nobody lets himself off.
  const above = { unitPath: at.path };
  return {
    nil: can(firstOf(may(place, 'duty.answer'), whyNotNil({ ...row, nilAllowed: at.nilAllowed }))),
    waive: can(firstOf(may(above, 'duty.waive'), whyNotWaive(row))),
    move: can(firstOf(may(above, 'duty.waive'), whyNotOpen(row))),
    hand: can(
      whyNotHand(
        { ...row, perPerson: at.perPerson },
        { holds: at.held.includes(actor.personId), above: may(above, 'duty.hand') },
      ),
    ),
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
  if (row.term === null || row.term.kind === 'day_close') return 'fixed';
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

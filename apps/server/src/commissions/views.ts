import type { Asking, Commission, CommissionRow } from '@xinxuan/contract';
import type { ReadCall } from '../http/endpoint.ts';
import { can, firstOf, type Refusal } from '../http/refusal.ts';
import {
  type AskingFull,
  type CommissionFull,
  isAnswerOverdue,
  isOverdue,
  isOwed,
  stateOf,
  whyNotAccept,
  whyNotAnswerUp,
  whyNotAskExtension,
  whyNotCancel,
  whyNotDecideExtension,
  whyNotDecline,
  whyNotGrade,
  whyNotInsist,
  whyNotRemind,
  whyNotRunning,
  whyNotWaive,
  whyNotWrite,
} from './commission.ts';
import { findCommission } from './queries.ts';

export type Asker = Pick<ReadCall<unknown>, 'reader' | 'actor' | 'now' | 'may'>;

/** It concerns the desk that asks and every unit that is asked: either being within reach is enough. */
export function whyNotRead(call: Asker, commission: CommissionFull): Refusal | null {
  const paths = [commission.desk.path, ...commission.askings.map(asking => asking.unit.path)];
  const refusals = paths.map(unitPath => call.may({ unitPath }, 'commission.read'));
  return refusals.includes(null) ? null : refusals[0]!;
}

export const whyNotDesk = (call: Asker, commission: CommissionFull): Refusal | null =>
  call.may({ unitPath: commission.desk.path }, 'commission.issue');

export const whyNotUnit = (call: Asker, asking: AskingFull): Refusal | null =>
  call.may({ unitPath: asking.unit.path }, 'commission.answer');

export async function show(call: Asker, id: string): Promise<Commission> {
  const commission = await findCommission(call.reader, id);
  if (!commission) throw new Error(`commission ${id} was there a moment ago`);
  return viewOf(call, commission);
}

/** Those who ask see every unit's part; a unit that is asked sees its own, and those it passed it to. */
export function viewOf(call: Asker, commission: CommissionFull): Commission {
  const { askings, desk, ...rest } = commission;
  const runs = whyNotDesk(call, commission);
  const seen = askings.filter(
    asking =>
      call.may({ unitPath: commission.desk.path }, 'commission.read') === null ||
      call.may({ unitPath: asking.unit.path }, 'commission.read') === null,
  );
  return {
    ...rest,
    desk: { id: desk.id, name: desk.name },
    askings: seen.map(asking => askingOf(call, commission, asking)),
    can: {
      askMore: can(firstOf(runs, whyNotRunning(commission))),
      remind: can(firstOf(runs, whyNotRemind(commission))),
      cancel: can(firstOf(runs, whyNotCancel(commission))),
      answerUp: can(firstOf(runs, whyNotAnswerUp(commission))),
    },
  };
}

function askingOf(call: Asker, commission: CommissionFull, asking: AskingFull): Asking {
  const at = { asking, commission };
  const desk = whyNotDesk(call, commission);
  const unit = whyNotUnit(call, asking);
  return {
    id: asking.id,
    unit: { id: asking.unit.id, name: asking.unit.name },
    state: stateOf(asking, commission),
    dueAt: asking.duty.dueAt,
    closeAt: asking.duty.closeAt,
    overdue: isOverdue(asking, commission, call.now),
    answerOverdue: isAnswerOverdue(asking, commission, call.now),
    answeredBy: asking.answeredBy,
    answeredAt: asking.answeredAt,
    reason: asking.reason,
    passedFrom: asking.passedFrom,
    items: asking.items.map(({ id, name, state, sentAt }) => ({ id, title: name, state, sentAt })),
    extensions: asking.extensions,
    grade: asking.grade,
    gradeNote: asking.gradeNote,
    waived: asking.waived,
    can: {
      accept: can(firstOf(unit, whyNotAccept(at))),
      decline: can(firstOf(unit, whyNotDecline(at))),
      passOn: can(firstOf(unit, whyNotDecline(at))),
      write: can(firstOf(unit, whyNotWrite(at))),
      askExtension: can(firstOf(unit, whyNotAskExtension(at))),
      decideExtension: can(firstOf(desk, whyNotDecideExtension(at))),
      insist: can(firstOf(desk, whyNotInsist(at))),
      grade: can(firstOf(desk, whyNotGrade(at))),
      waive: can(firstOf(desk, whyNotWaive(at))),
    },
  };
}

export function rowOf(call: Asker, commission: CommissionFull): CommissionRow {
  const { id, topic, desk, issuedBy, issuedAt, above } = commission;
  const parts = commission.askings
    .filter(asking => asking.answer !== 'passed_on')
    .map(asking => ({ asking, state: stateOf(asking, commission) }));
  const owed = parts.filter(({ state }) => isOwed(state)).map(({ asking }) => asking.duty.dueAt);
  const own = parts.find(({ asking }) => asking.unit.id === call.actor.post?.unitId);
  const count = (...states: string[]): number => parts.filter(({ state }) => states.includes(state)).length;
  return {
    ...{ id, topic, issuedBy, issuedAt, above },
    desk: { id: desk.id, name: desk.name },
    dueAt: owed.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
    overdue: parts.some(({ asking }) => isOverdue(asking, commission, call.now)),
    cancelled: commission.cancelled !== null,
    asked: parts.length,
    delivered: count('delivered', 'delivered_late'),
    missed: count('missed'),
    answersOverdue: parts.filter(({ asking }) => isAnswerOverdue(asking, commission, call.now)).length,
    own: own ? { id: own.asking.id, state: own.state, dueAt: own.asking.duty.dueAt } : null,
  };
}

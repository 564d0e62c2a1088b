import type { InstructionState, Named, ReceiverState } from '@xinxuan/contract';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';
import type { Place } from '../http/rights.ts';

export type Receiver = {
  id: string;
  unit: Named & { path: string };
  state: ReceiverState;
  dueAt: string | null;
  takenBy: Named | null;
  takenAt: string | null;
  answer: string | null;
  answeredBy: Named | null;
  answeredAt: string | null;
};

/** An instruction with what its rules look at. */
export type OpenInstruction = {
  state: InstructionState;
  giver: string;
  manuscript: Named & { unit: Named; unitPath: string };
  receivers: Receiver[];
};

/** It concerns the unit that wrote the item and every unit that has to act: any of them being within reach is enough. */
export function placesOf(instruction: OpenInstruction): Place[] {
  const paths = [instruction.manuscript.unitPath, ...instruction.receivers.map(each => each.unit.path)];
  return paths.map(unitPath => ({ unitPath }));
}

const MINUTE_MS = 60_000;

/** A named minute is on time to its last second, as for every duty. */
export const isPast = (dueAt: string, at: Date): boolean => at.getTime() >= Date.parse(dueAt) + MINUTE_MS;

/** Whether the answer that stands came after the due time; what was sent back is owed again and not answered. */
export function isAnsweredLate({
  state,
  dueAt,
  answeredAt,
}: Pick<Receiver, 'state' | 'dueAt' | 'answeredAt'>): boolean {
  const stands = state === 'answered' || state === 'accepted';
  return stands && dueAt !== null && answeredAt !== null && isPast(dueAt, new Date(answeredAt));
}

const STATES: Record<InstructionState, { zh: string; en: string }> = {
  open: { zh: '正在办理', en: 'is being acted on' },
  answered: { zh: '各单位均已反馈', en: 'is answered by all units' },
  closed: { zh: '已办结', en: 'is closed' },
  cancelled: { zh: '已撤销', en: 'was taken back' },
};

/** Given on a day that has come, due on days that lie not before it, and each unit named once. */
export function whyNotWritten(
  written: { givenOn: string; receivers: { unitId: string; dueOn: string | null }[] },
  today: string,
): Refusal | null {
  if (written.givenOn > today) {
    const words = {
      zh: `批示日期 ${written.givenOn} 还没有到，请核对。`,
      en: `The day ${written.givenOn} has not come yet. Check it.`,
    };
    return refuse('invalid', 'given_in_future', { ...words, fields: { givenOn: words } });
  }
  const units = written.receivers.map(each => each.unitId);
  const twice = units.findIndex((unit, index) => units.indexOf(unit) !== index);
  if (twice >= 0) {
    const words = {
      zh: '同一承办单位出现了两次，请删去一个。',
      en: 'One unit stands there twice. Remove one of them.',
    };
    return refuse('invalid', 'receiver_twice', {
      ...words,
      fields: { [`receivers.${twice}.unitId`]: words },
    });
  }
  const early = written.receivers.findIndex(each => each.dueOn !== null && each.dueOn < written.givenOn);
  if (early < 0) return null;
  const words = {
    zh: '办理期限早于批示日期，请核对。',
    en: 'The due day lies before the day of the instruction. Check it.',
  };
  return refuse('invalid', 'due_before_given', { ...words, fields: { [`receivers.${early}.dueOn`]: words } });
}

export function whyNotTake(instruction: OpenInstruction, receiver: Receiver): Refusal | null {
  return firstOf(
    whyNotRunning(instruction),
    receiver.state === 'told'
      ? null
      : done(receiver, { zh: '已经签收，无需再签', en: 'has taken it in already' }),
  );
}

export function whyNotAnswer(instruction: OpenInstruction, receiver: Receiver): Refusal | null {
  if (receiver.state === 'accepted')
    return done(receiver, {
      zh: '的反馈已经认可，不用再报',
      en: 'has answered, and the answer was accepted',
    });
  return whyNotRunning(instruction);
}

export function whyNotAccept(instruction: OpenInstruction, receiver: Receiver): Refusal | null {
  return firstOf(
    whyNotRunning(instruction),
    receiver.state === 'answered'
      ? null
      : done(receiver, { zh: '现在没有等待认可的反馈', en: 'has no answer waiting' }),
  );
}

/** An accepted answer may be sent back as well, until the whole is closed: this is how a wrong decision is undone. */
export function whyNotSendBack(instruction: OpenInstruction, receiver: Receiver): Refusal | null {
  const answered = receiver.state === 'answered' || receiver.state === 'accepted';
  return firstOf(
    whyNotRunning(instruction),
    answered
      ? null
      : done(receiver, {
          zh: '还没有反馈，不能退回',
          en: 'has not answered, so there is nothing to send back',
        }),
  );
}

export function whyNotClose(instruction: OpenInstruction): Refusal | null {
  const waiting = instruction.receivers.filter(each => each.state !== 'accepted');
  return firstOf(whyNotRunning(instruction), waiting.length === 0 ? null : stillWaiting(waiting));
}

export function whyNotCancel(instruction: OpenInstruction): Refusal | null {
  if (instruction.state !== 'closed') return whyNotRunning(instruction);
  return refuse('wrong_state', 'is_closed', {
    zh: '批示已经办结并上报，不能撤销。',
    en: 'The outcome has been reported; it can no longer be taken back.',
  });
}

/** What the whole is, once its units are where they are. */
export function stateOf(receivers: Pick<Receiver, 'state'>[]): 'open' | 'answered' {
  const answered = receivers.every(each => each.state === 'answered' || each.state === 'accepted');
  return answered ? 'answered' : 'open';
}

function whyNotRunning({ state, giver }: OpenInstruction): Refusal | null {
  if (state === 'open' || state === 'answered') return null;
  return refuse('wrong_state', `is_${state}`, {
    zh: `${giver}的这条批示${STATES[state].zh}，不能再办理。`,
    en: `The instruction of ${giver} ${STATES[state].en} and can no longer be acted on.`,
  });
}

function stillWaiting(waiting: Receiver[]): Refusal {
  const names = waiting.map(each => each.unit.name);
  return refuse('wrong_state', 'units_waiting', {
    zh: `${names.join('、')}的办理情况还没有反馈或认可，不能办结。`,
    en: `${names.join(', ')} has not answered, or the answer is not accepted yet, so it cannot be closed.`,
  });
}

function done(receiver: Receiver, words: { zh: string; en: string }): Refusal {
  return refuse('wrong_state', `unit_${receiver.state}`, {
    zh: `${receiver.unit.name}${words.zh}。`,
    en: `${receiver.unit.name} ${words.en}.`,
  });
}

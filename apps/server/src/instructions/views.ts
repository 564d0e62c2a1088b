import type { Instruction } from '@xinxuan/contract';
import type { ReadCall } from '../http/endpoint.ts';
import { can, firstOf, type Refusal } from '../http/refusal.ts';
import {
  isAnsweredLate,
  isPast,
  placesOf,
  type Receiver,
  whyNotAccept,
  whyNotAnswer,
  whyNotCancel,
  whyNotClose,
  whyNotSendBack,
  whyNotTake,
} from './instruction.ts';
import { findInstruction, type InstructionFull } from './queries.ts';

type Asker = Pick<ReadCall<unknown>, 'reader' | 'actor' | 'now' | 'may'>;

/** May it be read: one of its places is within reach, or the asker recorded, gave or wrote it. */
export function whyNotRead(call: Asker, instruction: InstructionFull): Refusal | null {
  const persons = [instruction.recordedBy.id, ...instruction.authors];
  if (instruction.giverId) persons.push(instruction.giverId);
  const refusals = placesOf(instruction).map(place => call.may({ ...place, persons }, 'instruction.read'));
  return refusals.includes(null) ? null : refusals[0]!;
}

/** Whoever looks after the item hands its instruction on and judges the answers. */
export function whyNotRun(call: Asker, instruction: InstructionFull): Refusal | null {
  return call.may({ unitPath: instruction.manuscript.unitPath }, 'instruction.record');
}

export function whyNotFor(call: Asker, receiver: Receiver): Refusal | null {
  return call.may({ unitPath: receiver.unit.path }, 'instruction.answer');
}

export async function show(call: Asker, id: string): Promise<Instruction> {
  const instruction = await findInstruction(call.reader, id);
  if (!instruction) throw new Error(`instruction ${id} was there a moment ago`);
  return viewOf(call, instruction);
}

export function viewOf(call: Asker, instruction: InstructionFull): Instruction {
  const { id, name, unit } = instruction.manuscript;
  const runs = whyNotRun(call, instruction);
  return {
    id: instruction.id,
    manuscript: { id, title: name, unit },
    giver: instruction.giver,
    level: instruction.level,
    givenOn: instruction.givenOn,
    text: instruction.text,
    file: instruction.file,
    state: instruction.state,
    outcome: instruction.outcome,
    recordedBy: instruction.recordedBy,
    recordedAt: instruction.recordedAt,
    receivers: instruction.receivers.map(receiver => {
      const { unit: place, ...rest } = receiver;
      const owed = ['told', 'taken', 'returned'].includes(receiver.state);
      const running = instruction.state === 'open' || instruction.state === 'answered';
      return {
        ...rest,
        unit: { id: place.id, name: place.name },
        overdue: owed && running && receiver.dueAt !== null && isPast(receiver.dueAt, call.now),
        answeredLate: isAnsweredLate(receiver),
        can: {
          take: can(firstOf(whyNotFor(call, receiver), whyNotTake(instruction, receiver))),
          answer: can(firstOf(whyNotFor(call, receiver), whyNotAnswer(instruction, receiver))),
          accept: can(firstOf(runs, whyNotAccept(instruction, receiver))),
          sendBack: can(firstOf(runs, whyNotSendBack(instruction, receiver))),
        },
      };
    }),
    events: instruction.events,
    version: instruction.version,
    can: {
      close: can(firstOf(runs, whyNotClose(instruction))),
      cancel: can(firstOf(runs, whyNotCancel(instruction))),
    },
  };
}

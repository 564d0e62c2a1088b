import type { Instruction } from '@xinxuan/contract';
import type { WriteCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, stale } from '../http/refusal.ts';
import { type Receiver, stateOf } from './instruction.ts';
import {
  changeInstruction,
  changeReceiver,
  findInstruction,
  type InstructionFull,
  insertEvent,
} from './queries.ts';
import type { InstructionEventKind, ReceiverTable } from './tables.ts';
import { show, whyNotFor, whyNotRead, whyNotRun } from './views.ts';

export type OnInstruction = WriteCall<{ id: string; version: number }>;

/** Loads what an act is about: read it may, as it was seen, and open to the act. */
export async function openInstruction(
  call: OnInstruction,
  whyNot: (instruction: InstructionFull) => Refusal | null,
): Promise<InstructionFull | Refusal> {
  const instruction = await findInstruction(call.tx, call.input.id);
  if (!instruction || whyNotRead(call, instruction)) return notFound('批示', 'instruction');
  const seen = instruction.version === call.input.version ? null : stale({ version: instruction.version });
  return firstOf(whyNot(instruction), seen) ?? instruction;
}

type OnReceiver = WriteCall<{ id: string; version: number; receiverId: string }>;

export type ReceiverAct = {
  /** By the unit itself, or by those who look after the item. */
  by: 'unit' | 'recorder';
  kind: InstructionEventKind;
  whyNot(instruction: InstructionFull, receiver: Receiver): Refusal | null;
  change: Partial<ReceiverTable>;
  text: string;
  tell(instruction: InstructionFull, receiver: Receiver): Promise<void>;
};

/** One act on what one unit has to do; the state of the whole follows from its units. */
export async function actOnReceiver(call: OnReceiver, act: ReceiverAct): Promise<Instruction | Refusal> {
  const { input, actor, tx, now } = call;
  const find = (of: InstructionFull) => of.receivers.find(each => each.id === input.receiverId);
  const instruction = await openInstruction(call, open => {
    const receiver = find(open);
    if (!receiver) return notFound('承办单位', 'unit');
    const place = act.by === 'unit' ? whyNotFor(call, receiver) : whyNotRun(call, open);
    return firstOf(place, act.whyNot(open, receiver));
  });
  if (isRefusal(instruction)) return instruction;
  const receiver = find(instruction)!;
  await changeReceiver(tx, receiver.id, act.change);
  const state = stateOf(
    instruction.receivers.map(each => (each.id === receiver.id ? { state: act.change.state! } : each)),
  );
  if (!(await changeInstruction(tx, input, { state }))) return stale({ version: instruction.version });
  await insertEvent(tx, {
    instructionId: instruction.id,
    receiverId: receiver.id,
    kind: act.kind,
    personId: actor.personId,
    text: act.text,
    now,
  });
  await act.tell(instruction, receiver);
  call.record(
    instruction.id,
    { unit: receiver.unit.name, state: receiver.state },
    { unit: receiver.unit.name, state: act.change.state, text: act.text },
  );
  return show(call, instruction.id);
}

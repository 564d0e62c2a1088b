import { contract, type Instruction } from '@xinxuan/contract';
import { voidFacts } from '../facts/record.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal, type Refusal, stale } from '../http/refusal.ts';
import { type OnInstruction, openInstruction } from './act-on.ts';
import { whyNotCancel, whyNotClose } from './instruction.ts';
import { owedNoMore } from './owe.ts';
import { changeInstruction, type InstructionFull, insertEvent } from './queries.ts';
import { nameOf, tellAll } from './tell-about.ts';
import { show, whyNotRun } from './views.ts';

/** The outcome is reported to the leader; nothing is open any more. */
export const closeInstruction = acts(contract.instructions.close, async call => {
  const { outcome } = call.input;
  const instruction = await openInstruction(call, open => firstOf(whyNotRun(call, open), whyNotClose(open)));
  if (isRefusal(instruction)) return instruction;
  const { zh, en } = nameOf(instruction);
  return end(call, instruction, {
    ...{ state: 'closed', text: outcome, outcome },
    words: { zh: `${zh}已办结：${outcome}`, en: `${en} is closed: ${outcome}` },
  });
});

/** Recorded wrongly: it stays readable with the reason, and its points go. */
export const cancelInstruction = acts(contract.instructions.cancel, async call => {
  const { input, actor, tx, now } = call;
  const instruction = await openInstruction(call, open => firstOf(whyNotRun(call, open), whyNotCancel(open)));
  if (isRefusal(instruction)) return instruction;
  for (const { id } of instruction.receivers)
    await owedNoMore(tx, id, { by: actor.personId, reason: input.reason, now });
  await voidFacts(tx, { id: instruction.factId }, { reason: input.reason, by: actor.personId, now });
  const { zh, en } = nameOf(instruction);
  return end(call, instruction, {
    ...{ state: 'cancelled', text: input.reason, outcome: null },
    words: { zh: `${zh}已撤销：${input.reason}`, en: `${en} was taken back: ${input.reason}` },
  });
});

type Ending = {
  state: 'closed' | 'cancelled';
  text: string;
  outcome: string | null;
  words: { zh: string; en: string };
};

async function end(
  call: OnInstruction,
  instruction: InstructionFull,
  { state, text, outcome, words }: Ending,
): Promise<Instruction | Refusal> {
  const { input, actor, tx, now } = call;
  const ended = { ended_by: actor.personId, ended_at: now.toISOString(), ended_reason: text };
  if (!(await changeInstruction(tx, input, { state, outcome, ...ended })))
    return stale({ version: instruction.version });
  await insertEvent(tx, {
    instructionId: instruction.id,
    receiverId: null,
    kind: state,
    personId: actor.personId,
    text,
    now,
  });
  await tellAll(call, instruction, { kind: `instruction_${state}`, ...words });
  call.record(instruction.id, { state: instruction.state }, { state, text });
  return show(call, instruction.id);
}

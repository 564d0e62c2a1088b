import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { answerInstruction, takeInstruction } from './answer.ts';
import { cancelInstruction, closeInstruction } from './end.ts';
import { acceptAnswer, sendBackAnswer } from './judge.ts';
import { countInstructions, findInstruction, listInstructions } from './queries.ts';
import { recordInstruction } from './record.ts';
import { viewOf, whyNotRead } from './views.ts';

export const instructionRoutes = {
  list: answers(contract.instructions.list, async ({ input, reader, actor, now, scope }) => {
    const wanted = { ...input, scope: scope(), personId: actor.personId, now };
    return { ...(await listInstructions(reader, wanted)), totals: await countInstructions(reader, wanted) };
  }),
  get: answers(contract.instructions.get, async call => {
    const instruction = await findInstruction(call.reader, call.input.id);
    if (!instruction) return notFound('批示', 'instruction');
    return whyNotRead(call, instruction) ?? viewOf(call, instruction);
  }),
  record: recordInstruction,
  take: takeInstruction,
  answer: answerInstruction,
  accept: acceptAnswer,
  sendBack: sendBackAnswer,
  close: closeInstruction,
  cancel: cancelInstruction,
};

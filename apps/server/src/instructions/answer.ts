import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { actOnReceiver } from './act-on.ts';
import { whyNotAnswer, whyNotTake } from './instruction.ts';
import { answered } from './owe.ts';
import { nameOf, tellRecorders } from './tell-about.ts';

/** The unit has seen it and acts. */
export const takeInstruction = acts(contract.instructions.take, call =>
  actOnReceiver(call, {
    by: 'unit',
    kind: 'taken',
    whyNot: whyNotTake,
    change: { state: 'taken', taken_by: call.actor.personId, taken_at: call.now.toISOString() },
    text: '',
    tell: async () => undefined,
  }),
);

/** What was done, reported upward; a unit may add to its answer until it is accepted. */
export const answerInstruction = acts(contract.instructions.answer, call => {
  const { input, actor, tx, now } = call;
  return actOnReceiver(call, {
    by: 'unit',
    kind: 'answered',
    whyNot: whyNotAnswer,
    change: {
      state: 'answered',
      answer: input.text,
      answered_by: actor.personId,
      answered_at: now.toISOString(),
    },
    text: input.text,
    tell: async (instruction, receiver) => {
      await answered(tx, receiver.id, { by: actor.personId, now });
      const { zh, en } = nameOf(instruction);
      return tellRecorders(call, instruction, {
        kind: 'instruction_answered',
        zh: `${receiver.unit.name}已反馈${zh}的办理情况，请审阅。`,
        en: `${receiver.unit.name} reported on ${en}: please read it.`,
      });
    },
  });
});

import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { actOnReceiver } from './act-on.ts';
import { whyNotAccept, whyNotSendBack } from './instruction.ts';
import { owedAgain } from './owe.ts';
import { nameOf, tellUnits } from './tell-about.ts';

/** The answer of a unit is enough. */
export const acceptAnswer = acts(contract.instructions.accept, call =>
  actOnReceiver(call, {
    by: 'recorder',
    kind: 'accepted',
    whyNot: whyNotAccept,
    change: { state: 'accepted' },
    text: '',
    tell: (instruction, receiver) => {
      const { zh, en } = nameOf(instruction);
      const words = { zh: `${zh}的反馈已认可。`, en: `Your answer to ${en} was accepted.` };
      return tellUnits(call, instruction, { kind: 'instruction_accepted', ...words, receivers: [receiver] });
    },
  }),
);

/** The unit has to answer again, and learns why. */
export const sendBackAnswer = acts(contract.instructions.sendBack, call => {
  const { input, actor, tx, now } = call;
  const { reason } = input;
  return actOnReceiver(call, {
    by: 'recorder',
    kind: 'sent_back',
    whyNot: whyNotSendBack,
    change: { state: 'returned' },
    text: reason,
    tell: async (instruction, receiver) => {
      await owedAgain(tx, receiver.id, { by: actor.personId, reason, now });
      const { zh, en } = nameOf(instruction);
      const words = {
        zh: `${zh}的反馈被退回，请补充后重报：${reason}`,
        en: `Your answer to ${en} came back: ${reason}`,
      };
      return tellUnits(call, instruction, { kind: 'instruction_returned', ...words, receivers: [receiver] });
    },
  });
});

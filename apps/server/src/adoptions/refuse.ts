import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { whyNotDecide } from './adoption.ts';
import { decide } from './decide.ts';
import { claimOf, viewOf } from './views.ts';

export const refuseClaim = acts(contract.adoptions.refuse, async call => {
  const { input, actor } = call;
  const refused = await decide(call, adoption => whyNotDecide(claimOf(adoption), actor), {
    decision: { state: 'refused', reason: input.reason },
    words: ({ title, outlet_name }) => ({
      zh: `《${title}》在${outlet_name}的刊播申报未予核实：${input.reason}`,
      en: `The claim that ${outlet_name} published “${title}” was refused: ${input.reason}`,
    }),
  });
  return isRefusal(refused) ? refused : viewOf(refused, actor);
});

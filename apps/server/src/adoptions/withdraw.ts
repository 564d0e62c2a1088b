import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { whyNotWithdraw } from './adoption.ts';
import { decide } from './decide.ts';
import { claimOf, viewOf } from './views.ts';

export const withdraw = acts(contract.adoptions.withdraw, async call => {
  const withdrawn = await decide(call, adoption => whyNotWithdraw(claimOf(adoption), call.actor), {
    decision: { state: 'withdrawn', reason: null },
    words: ({ title, outlet_name }) => ({
      zh: `《${title}》在${outlet_name}的刊播申报已撤回。`,
      en: `The claim that ${outlet_name} published “${title}” was taken back.`,
    }),
  });
  return isRefusal(withdrawn) ? withdrawn : viewOf(withdrawn, call.actor);
});

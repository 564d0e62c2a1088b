import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { whyNotDecide } from './adoption.ts';
import { found, recordAdopted } from './book.ts';
import { decide } from './decide.ts';
import { claimOf, viewOf } from './views.ts';

/** Points appear here: the fact is recorded and scored in the transaction of the verification (F74). */
export const verify = acts(contract.adoptions.verify, async call => {
  const { input, actor, tx, now } = call;
  const verified = await decide(call, adoption => whyNotDecide(claimOf(adoption), actor), {
    decision: { state: 'verified', reason: null, ...corrections(input) },
    words: ({ title, outlet_name }) => ({
      zh: `《${title}》被${outlet_name}刊播，已核实。`,
      en: `The publication of “${title}” in ${outlet_name} is verified.`,
    }),
  });
  if (isRefusal(verified)) return verified;
  await recordAdopted(tx, verified, { by: actor.personId, now });
  await call.settle();
  return viewOf(await found(tx, input.id), actor);
});

/** The desk may set genre and position right while verifying; both stand in the audit trail. */
function corrections<G, P>(input: { genre?: G; position?: P }): { genre?: G; position?: P } {
  return { ...(input.genre && { genre: input.genre }), ...(input.position && { position: input.position }) };
}

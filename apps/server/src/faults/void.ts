import { contract } from '@xinxuan/contract';
import { voidFacts } from '../facts/record.ts';
import { acts } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { whyNotVoid } from './fault.ts';
import { findFault } from './queries.ts';
import { tellVoided } from './tell-unit.ts';
import { viewOf } from './views.ts';

export const voidFault = acts(contract.faults.void, async call => {
  const { input, actor, tx, now } = call;
  const fault = await findFault(tx, input.id);
  if (!fault) return notFound('记录', 'record');
  const why = call.may({ unitPath: fault.unit_path }) ?? whyNotVoid(fault);
  if (why) return why;
  await voidFacts(tx, { id: input.id }, { reason: input.reason, by: actor.personId, now });
  await tellVoided(call, fault, input.reason);
  call.record(input.id, { voided: false }, { voided: true, reason: input.reason });
  const voided = await findFault(tx, input.id);
  return voided ? viewOf(voided) : notFound('记录', 'record');
});

import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { show } from '../manuscripts/views.ts';
import { signOne } from './sign.ts';

export const approve = acts(contract.reviews.approve, async call => {
  const { input } = call;
  const signed = await signOne(call, { note: input.note });
  if (isRefusal(signed)) return signed;
  call.record(input.id, signed.before, signed.after);
  return show(call, input.id);
});

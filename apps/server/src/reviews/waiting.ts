import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { listRows, waitingFor } from '../manuscripts/list-queries.ts';

export const waiting = answers(contract.reviews.waiting, async ({ input, reader, actor, now, scope }) => {
  scope();
  const day = dayOf(now);
  return listRows(reader, {
    ...input,
    parts: [[waitingFor(reader, actor.personId, day)]],
    order: 'waiting',
    day,
  });
});

import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { listRows, overdueAt, waitingFor } from '../manuscripts/list-queries.ts';

export const waiting = answers(contract.reviews.waiting, async ({ input, reader, actor, now, scope }) => {
  scope();
  const day = dayOf(now);
  const mine = waitingFor(reader, actor.personId, day);
  return listRows(reader, {
    ...input,
    parts: [[mine, ...(input.overdue ? [overdueAt(now)] : [])]],
    order: 'waiting',
    day,
  });
});

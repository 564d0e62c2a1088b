import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { desksWithin, filterOf, listRows, onDesk, overdueAt } from '../manuscripts/list-queries.ts';

export const queue = answers(contract.reviews.desk.queue, async ({ input, reader, now, scope }) => {
  const { state, sort, page, pageSize, overdue, ...filter } = input;
  const desks = await desksWithin(reader, scope());
  const here = onDesk(
    desks.map(desk => desk.id),
    state,
  );
  return listRows(reader, {
    parts: [[here, ...filterOf(filter), ...(overdue ? [overdueAt(now)] : [])]],
    order: sort,
    page,
    pageSize,
    day: dayOf(now),
  });
});

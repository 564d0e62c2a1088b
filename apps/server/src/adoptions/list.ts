import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { type Filter, filterOf, listAdoptions } from './queries.ts';
import { viewOf } from './views.ts';

export const list = answers(contract.adoptions.list, async ({ input, reader, actor, scope }) => {
  const filter: Filter = { ...input, scope: scope(), personOfActor: actor.personId };
  const found = await listAdoptions(reader, {
    where: filterOf(filter),
    order: input.sort,
    page: input.page,
    pageSize: input.pageSize,
  });
  return { rows: found.rows.map(row => viewOf(row, actor)), total: found.total };
});

import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { create } from './create.ts';
import { viewOf } from './outlet.ts';
import { listOutlets } from './queries.ts';
import { update } from './update.ts';

export const outletRoutes = {
  list: answers(contract.outlets.list, async ({ input, reader, actor, now }) => {
    const found = await listOutlets(reader, { ...input, openOn: input.open ? dayOf(now) : null });
    return { rows: found.rows.map(row => viewOf(row, actor)), total: found.total };
  }),
  create,
  update,
};

import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { listFaults } from './queries.ts';
import { recordFault } from './record.ts';
import { viewOf } from './views.ts';
import { voidFault } from './void.ts';

export const faultRoutes = {
  list: answers(contract.faults.list, async ({ input, reader, scope }) => {
    const found = await listFaults(reader, { ...input, scope: scope() });
    return { rows: found.rows.map(viewOf), total: found.total };
  }),
  record: recordFault,
  void: voidFault,
};

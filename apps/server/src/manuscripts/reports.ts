import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { listFieldReports } from './field-report-queries.ts';

export const reports = answers(contract.manuscripts.reports, async ({ input, actor, reader }) => {
  const { rows, sums } = await listFieldReports(reader, { ...input, personId: actor.personId });
  const { total, ...counts } = sums;
  return { rows, total, sums: counts };
});

import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { qualityOf } from './quality.ts';
import { namesOfUnit } from './queries.ts';

export const check = answers(contract.manuscripts.check, async ({ input, reader, now }) => {
  const unitNames = input.unitId ? await namesOfUnit(reader, input.unitId) : [];
  return { findings: qualityOf({ ...input, unitNames, today: dayOf(now) }) };
});

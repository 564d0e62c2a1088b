import { contract } from '@xinxuan/contract';
import { holdingAt } from '../checks/choices.ts';
import { unitOnPath } from '../checks/queries.ts';
import { wordsInForce } from '../checks/secrecy-queries.ts';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { qualityOf } from './quality.ts';
import { namesOfUnit } from './queries.ts';

export const check = answers(contract.manuscripts.check, async ({ input, reader, now }) => {
  const unitNames = input.unitId ? await namesOfUnit(reader, input.unitId) : [];
  const unit = input.unitId ? await unitOnPath(reader, input.unitId) : null;
  const { choice, blocking } = await holdingAt(reader, { unitPath: unit?.path ?? '', type: input.type });
  const known = { unitNames, secretWords: await wordsInForce(reader), today: dayOf(now) };
  return { findings: qualityOf({ ...input, ...known }, choice), blocking: [...blocking] };
});

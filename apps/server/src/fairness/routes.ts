import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { answer } from './answer.ts';
import { look } from './look.ts';
import { lastLook, listFindings } from './queries.ts';

export const fairnessRoutes = {
  list: answers(contract.fairness.list, async ({ input, reader }) => ({
    ...(await listFindings(reader, input)),
    look: await lastLook(reader, input.period),
  })),
  look,
  answer,
};

import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { countSent } from './count-queries.ts';

export const counts = answers(contract.manuscripts.counts, ({ input, reader, scope }) =>
  countSent(reader, { scope: scope(), from: input.from, to: input.to }),
);

import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { placeOf } from './manuscript.ts';
import { listRevisions } from './paper-queries.ts';
import { findManuscript } from './queries.ts';

export const revisions = answers(contract.manuscripts.revisions, async ({ input, reader, now, may }) => {
  const manuscript = await findManuscript(reader, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  return may(placeOf(manuscript)) ?? listRevisions(reader, manuscript.id);
});

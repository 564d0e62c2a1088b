import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { clearanceOf, clearanceView } from './clearance.ts';
import { listAnswers, listRuns } from './finding-queries.ts';
import { placeOf } from './manuscript.ts';
import { findManuscript } from './queries.ts';

export const checkRecord = answers(contract.manuscripts.checkRecord, async call => {
  const { input, reader, now, may } = call;
  const manuscript = await findManuscript(reader, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = may(placeOf(manuscript));
  if (away) return away;
  return {
    runs: await listRuns(reader, manuscript.id),
    answers: await listAnswers(reader, manuscript.id),
    clearance: clearanceView(manuscript, await clearanceOf(reader, manuscript, now), call),
  };
});

import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { placeOf } from './manuscript.ts';
import { findManuscript } from './queries.ts';
import { shown } from './views.ts';

export const get = answers(contract.manuscripts.get, async call => {
  const manuscript = await findManuscript(call.reader, call.input.id, dayOf(call.now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  return call.may(placeOf(manuscript)) ?? shown(call, manuscript);
});

import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { placeOf } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { shownText } from './text.ts';

export const open = answers(contract.writing.open, async call => {
  const manuscript = await findManuscript(call.reader, call.input.id, dayOf(call.now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  return call.may(placeOf(manuscript)) ?? shownText(call, manuscript);
});

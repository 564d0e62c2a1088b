import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { placeOf } from './manuscript.ts';
import { findRevision } from './paper-queries.ts';
import { photosOfRevision } from './photo-queries.ts';
import { findManuscript } from './queries.ts';
import { sealedText } from './seal.ts';
import { photoOf } from './views.ts';

export const revision = answers(contract.manuscripts.revision, async ({ input, reader, now, may }) => {
  const manuscript = await findManuscript(reader, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = may(placeOf(manuscript));
  if (away) return away;
  const found = await findRevision(reader, { manuscriptId: manuscript.id, revisionId: input.revisionId });
  if (!found) return notFound('这个版本', 'revision');
  if (found.sealed) return sealedText(found.sealed);
  const photos = await photosOfRevision(reader, found.id);
  return { ...found, photosThen: photos?.map(photoOf) ?? null };
});

import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { firstOf, notFound, type Refusal, stale } from '../http/refusal.ts';
import type { Place } from '../http/rights.ts';
import { type Manuscript, placeOf } from './manuscript.ts';
import { lockManuscript } from './queries.ts';

export type OnManuscript = WriteCall<{ id: string; version: number }>;

/** Load, may, decide, for every act on one manuscript: is it within reach, as the actor saw it, and open to the act? */
export async function openManuscript(
  call: OnManuscript,
  whyNot: (manuscript: Manuscript) => Refusal | null,
  where: (manuscript: Manuscript) => Place = placeOf,
): Promise<Manuscript | Refusal> {
  const { input, tx, now } = call;
  const manuscript = await lockManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const why = firstOf(
    call.may(where(manuscript)),
    whyNotVersion(manuscript, input.version),
    whyNot(manuscript),
  );
  return why ?? manuscript;
}

/** Somebody was faster: what stands now, by whom and since when, so that the page can show both. */
export function whyNotVersion(manuscript: Manuscript, version: number): Refusal | null {
  if (manuscript.version === version) return null;
  return stale({
    version: manuscript.version,
    title: manuscript.title,
    savedBy: manuscript.revision.by.name,
    at: manuscript.updated_at,
  });
}

import { type Refusal, stale } from '../http/refusal.ts';
import type { Manuscript } from './manuscript.ts';

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

import * as z from 'zod';
import { endpoint, Flag, Id, Moment, Named, PageInput, pageOf, Reason, refuses, Version } from './base.ts';

/** One event cut into items, a flood before the closing, reposts, mutual adoption, a quota that nobody meets. */
export const FINDING_KINDS = ['cut_event', 'flood', 'reposts', 'mutual', 'unmet_quota'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export const VERDICTS = ['fair', 'unfair'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Only quarters are watched: floods are floods before their closing. */
const Quarter = z.string().regex(/^(?:19|20|21)\d{2}-Q[1-4]$/);

export const FairnessFinding = z.object({
  id: Id,
  period: Quarter,
  kind: z.enum(FINDING_KINDS),
  units: z.array(Named),
  manuscripts: z.array(z.object({ id: Id, title: z.string() })),
  zh: z.string(),
  en: z.string(),
  seenAt: Moment,
  answer: z.object({ verdict: z.enum(VERDICTS), reason: z.string(), by: Named, at: Moment }).nullable(),
  version: Version,
});
export type FairnessFinding = z.infer<typeof FairnessFinding>;

const Look = z.object({ at: Moment, by: Named, items: z.number().int() });

/** What may not be fair in the scores (L16). A finding asks a person; no points move by it. */
export const fairness = {
  list: endpoint
    .meta({ right: 'fairness.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/fairness',
      tags: ['standings'],
      summary: 'Findings of the fairness watch',
    })
    .input(
      PageInput.extend({
        period: Quarter.optional(),
        kind: z.enum(FINDING_KINDS).optional(),
        unitId: Id.optional(),
        answered: Flag.optional(),
        sort: z.enum(['newest', 'strongest']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(FairnessFinding).extend({ look: Look.nullable() })),
  look: endpoint
    .meta({ right: 'fairness.answer', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/fairness/look',
      tags: ['standings'],
      summary: 'Look at a quarter again; answers given before stay',
    })
    .input(z.object({ period: Quarter }))
    .errors(refuses())
    .output(Look.extend({ found: z.number().int() })),
  answer: endpoint
    .meta({ right: 'fairness.answer', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/fairness/{id}/answer',
      tags: ['standings'],
      summary: 'Say whether what was seen is fair, with the reason; may be changed',
    })
    .input(z.object({ id: Id, version: Version, verdict: z.enum(VERDICTS), reason: Reason }))
    .errors(refuses('not_found', 'stale'))
    .output(FairnessFinding),
};

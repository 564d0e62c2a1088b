import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Id,
  line,
  Moment,
  Named,
  PageInput,
  Points,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';
import { OWNERS, Period } from './standings.ts';

/** What the scheme says of a candidate; `apart` is not ranked, `last` stood on a last place that loses eligibility. */
export const CANDIDATE_OUTCOMES = ['seated', 'missed', 'barred', 'last', 'apart'] as const;
export type CandidateOutcome = (typeof CANDIDATE_OUTCOMES)[number];
/** What a person decides against it: taken out, or given a seat. */
export const CANDIDATE_DECISIONS = ['set_aside', 'moved_up'] as const;
export type CandidateDecision = (typeof CANDIDATE_DECISIONS)[number];
export const ROUND_STATES = ['proposed', 'submitted', 'granted'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

const Sentence = z.object({ zh: z.string(), en: z.string() });

/** A granted award. Revoked ones stay, with the reason. */
export const Award = z.object({
  id: Id,
  /** 评先〔2026〕3号 */
  number: z.string(),
  title: Sentence,
  owner: Named,
  ownerKind: z.enum(OWNERS),
  unit: z.string().nullable(),
  group: z.string(),
  period: Period,
  place: z.number().int().nullable(),
  points: Points,
  money: Points.nullable(),
  reason: Sentence,
  roundId: Id,
  grantedBy: Named,
  grantedAt: Moment,
  revoked: z.object({ at: Moment, by: Named, reason: z.string() }).nullable(),
  version: Version,
  can: z.object({ revoke: Can }),
});
export type Award = z.infer<typeof Award>;

export const AwardCandidate = z.object({
  id: Id,
  award: z.string(),
  title: Sentence,
  owner: Named,
  ownerKind: z.enum(OWNERS),
  unit: z.string().nullable(),
  group: z.string(),
  place: z.number().int().nullable(),
  tied: z.boolean(),
  points: Points,
  outcome: z.enum(CANDIDATE_OUTCOMES),
  seats: z.number().int().nullable(),
  money: Points.nullable(),
  /** Whether the candidate gets the award as things stand, decisions included. */
  gets: z.boolean(),
  reason: Sentence,
  decision: z
    .object({ kind: z.enum(CANDIDATE_DECISIONS), reason: z.string(), by: Named, at: Moment })
    .nullable(),
  /** Number of the award, once granted. */
  number: z.string().nullable(),
});
export type AwardCandidate = z.infer<typeof AwardCandidate>;

const RoundRow = z.object({
  id: Id,
  period: Period,
  state: z.enum(ROUND_STATES),
  scheme: Named,
  winners: z.number().int(),
  lost: z.number().int(),
  decisions: z.number().int(),
  proposedBy: Named,
  proposedAt: Moment,
  version: Version,
});

export const AwardRound = RoundRow.extend({
  hash: z.string().nullable(),
  submitted: z.object({ by: Named, at: Moment }).nullable(),
  sentBack: z.string().nullable(),
  granted: z.object({ by: Named, at: Moment }).nullable(),
  discarded: z.boolean(),
  candidates: z.array(AwardCandidate),
  can: z.object({ decide: Can, submit: Can, sendBack: Can, grant: Can, discard: Can }),
});
export type AwardRound = z.infer<typeof AwardRound>;

export const Veto = z.object({
  id: Id,
  owner: Named,
  on: Day,
  note: z.string(),
  basis: z.string(),
});

const roundAt = (path: string, summary: string) => ({
  method: 'POST' as const,
  path: `/award-rounds/{id}${path}` as const,
  tags: ['awards'],
  summary,
});
const OfRound = z.object({ id: Id, version: Version });

export const awards = {
  list: endpoint
    .meta({ right: 'standings.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/awards', tags: ['awards'], summary: 'Granted awards, newest first' })
    .input(
      PageInput.extend({
        q: line(60).optional(),
        period: Period.optional(),
        owner: z.enum(OWNERS).optional(),
        ownerId: Id.optional(),
        state: z.enum(['standing', 'revoked']).optional(),
        sort: z.enum(['newest', 'number', 'owner']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(Award)),
  /** Vetoes of a period, as they bar from its awards. */
  vetoes: endpoint
    .meta({ right: 'standings.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/vetoes', tags: ['awards'], summary: 'Vetoes of a period' })
    .input(z.object({ period: Period }))
    .errors(refuses())
    .output(z.array(Veto)),
  rounds: endpoint
    .meta({ right: 'standings.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/award-rounds',
      tags: ['awards'],
      summary: 'Selections; those not granted yet only for those who work on them',
    })
    .input(PageInput.extend({ state: z.enum(ROUND_STATES).optional(), period: Period.optional() }))
    .errors(refuses())
    .output(pageOf(RoundRow)),
  round: endpoint
    .meta({ right: 'standings.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/award-rounds/{id}', tags: ['awards'], summary: 'One selection' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(AwardRound),
  propose: endpoint
    .meta({ right: 'award.propose', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/award-rounds',
      tags: ['awards'],
      summary: 'Propose the awards of a closed period by its scheme',
    })
    .input(z.object({ period: Period }))
    .errors(refuses('not_found', 'wrong_state', 'conflict'))
    .output(AwardRound),
  decide: endpoint
    .meta({ right: 'award.propose', writes: true, place: 'body' })
    .route(roundAt('/decide', 'Set a candidate aside or move one up, with the reason; null takes that back'))
    .input(
      OfRound.extend({
        candidateId: Id,
        decision: z.object({ kind: z.enum(CANDIDATE_DECISIONS), reason: Reason }).nullable(),
      }),
    )
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(AwardRound),
  submit: endpoint
    .meta({ right: 'award.propose', writes: true, place: 'body' })
    .route(roundAt('/submit', 'Submit to the principal leader'))
    .input(OfRound)
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(AwardRound),
  sendBack: endpoint
    .meta({ right: 'award.grant', writes: true, place: 'body' })
    .route(roundAt('/send-back', 'Send back to the assessor with a reason'))
    .input(OfRound.extend({ reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(AwardRound),
  grant: endpoint
    .meta({ right: 'award.grant', writes: true, place: 'body' })
    .route(roundAt('/grant', 'Grant; every award gets its number'))
    .input(OfRound)
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(AwardRound),
  discard: endpoint
    .meta({ right: 'award.propose', writes: true, place: 'body' })
    .route(roundAt('/discard', 'Throw a selection away that was not granted; can be taken back'))
    .input(OfRound.extend({ undo: z.boolean().default(false) }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'conflict'))
    .output(z.object({ discarded: z.boolean(), version: Version })),
  revoke: endpoint
    .meta({ right: 'award.grant', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/awards/{id}/revoke',
      tags: ['awards'],
      summary: 'Revoke with a reason that stays',
    })
    .input(z.object({ id: Id, version: Version, reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Award),
};

import * as z from 'zod';
import { CANDIDATE_OUTCOMES } from './awards.ts';
import { Can, Day, endpoint, Flag, Id, Moment, Named, PageInput, Points, pageOf, refuses } from './base.ts';
import { LINE_STATUSES, OWNERS, Period } from './standings.ts';

/** `interrupted`: the server ended while it ran. */
export const TRIAL_STATES = ['running', 'done', 'cancelled', 'failed', 'interrupted'] as const;
export type TrialState = (typeof TRIAL_STATES)[number];

/** The scheme that the proposal stands beside: whatever held in each period, or one scheme for all of them. */
export const TrialCurrent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in_force') }),
  z.object({ kind: z.literal('scheme'), id: Id }),
]);
export type TrialCurrent = z.infer<typeof TrialCurrent>;
export const TrialProposed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scheme'), id: Id }),
  z.object({ kind: z.literal('preset'), name: z.string().regex(/^[a-z][a-z-]{1,60}$/) }),
  z.object({ kind: z.literal('text'), yaml: z.string().min(1).max(500_000) }),
]);
export type TrialProposed = z.infer<typeof TrialProposed>;

const Words = z.object({ zh: z.string(), en: z.string() });
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A text as it was tried. `schemeId` is null for presets and free texts. */
export const TriedScheme = z.object({
  schemeId: Id.nullable(),
  kind: z.enum(['scheme', 'preset', 'text']),
  name: z.string(),
  number: z.number().int().nullable(),
  hash: Sha256,
});
export type TriedScheme = z.infer<typeof TriedScheme>;

export const TrialRow = z.object({
  id: Id,
  state: z.enum(TRIAL_STATES),
  startedBy: Named,
  startedAt: Moment,
  finishedAt: Moment.nullable(),
  done: z.number().int(),
  all: z.number().int(),
  periods: z.array(Period),
  /** With the days that each held within the periods. */
  current: z.array(TriedScheme.extend({ from: Day, to: Day })),
  proposed: TriedScheme,
  headline: Words.nullable(),
  failure: Can,
});
export type TrialRow = z.infer<typeof TrialRow>;

const Both = z.object({ before: Points, after: Points });
const ClauseName = z.object({ clause: z.string(), rule: z.string(), text: Words });

export const TrialCause = ClauseName.extend({ before: Points, after: Points, change: Points });
export type TrialCause = z.infer<typeof TrialCause>;

const Verdict = z.object({ outcome: z.enum(CANDIDATE_OUTCOMES), reason: Words });
const TrialStanding = z.object({
  points: Points,
  place: z.number().int().nullable(),
  tied: z.boolean(),
  /** Among whom: the group, '' when all are ranked together. */
  among: z.string(),
});

/** One owner before and after. `change` and `shift` (places gained) are null where there is nothing to compare. */
export const TrialOwner = z.object({
  kind: z.enum(OWNERS),
  owner: Named,
  unit: z.string().nullable(),
  group: z.string(),
  before: TrialStanding.nullable(),
  after: TrialStanding.nullable(),
  change: Points.nullable(),
  shift: z.number().int().nullable(),
  /** Clauses that differ, the largest difference first; together they are the change. */
  causes: z.array(TrialCause),
  awards: z.array(z.object({ label: Words, before: Verdict.nullable(), after: Verdict.nullable() })),
  marksGained: z.array(z.string()),
  marksLost: z.array(z.string()),
});
export type TrialOwner = z.infer<typeof TrialOwner>;

const ClauseSide = z.object({
  rule: z.string(),
  text: Words,
  points: Points,
  /** Lines that count, and lines that there are at all. */
  lines: z.number().int(),
  read: z.number().int(),
});
export const TrialClause = z.object({
  clause: z.string(),
  owner: z.enum(OWNERS),
  ranked: z.boolean(),
  before: ClauseSide.nullable(),
  after: ClauseSide.nullable(),
});
export type TrialClause = z.infer<typeof TrialClause>;

/** Owners who share a place; `owners` are the first of `count`. */
export const TrialTie = z.object({
  among: z.string(),
  place: z.number().int(),
  points: Points,
  count: z.number().int(),
  owners: z.array(Named),
});
export type TrialTie = z.infer<typeof TrialTie>;

/** The result for one period and one kind of owner. */
export const TrialResult = z.object({
  period: Period,
  kind: z.enum(OWNERS),
  headline: Words,
  same: z.boolean(),
  owners: z.number().int(),
  groups: z.array(z.string()),
  rankings: z.object({ before: Words.nullable(), after: Words.nullable() }),
  measure: z.object({ before: Words.nullable(), after: Words.nullable() }),
  points: Both,
  moved: z.number().int(),
  up: z.number().int(),
  down: z.number().int(),
  /** Owners with another verdict of an award or another mark. */
  judged: z.number().int(),
  tied: z.object({ before: z.number().int(), after: z.number().int() }),
  /** Who moves most at each end: by places, and by points. */
  upMost: z.array(TrialOwner),
  downMost: z.array(TrialOwner),
  gainedMost: z.array(TrialOwner),
  lostMost: z.array(TrialOwner),
  tiesGone: z.array(TrialTie),
  tiesNew: z.array(TrialTie),
  clauses: z.array(TrialClause),
  facts: z.number().int(),
  /** Days of the period in which no scheme was in force. */
  uncovered: z.number().int(),
});
export type TrialResult = z.infer<typeof TrialResult>;

export const Trial = TrialRow.extend({
  asOf: Day,
  factsAt: Moment.nullable(),
  facts: z.number().int().nullable(),
  results: z.array(TrialResult),
  can: z.object({ cancel: Can, discard: Can, export: Can }),
});
export type Trial = z.infer<typeof Trial>;

const LineSide = z.object({
  clause: z.string(),
  rule: z.string(),
  text: Words,
  points: Points,
  status: z.enum(LINE_STATUSES),
  /** The arithmetic in one sentence. */
  zh: z.string(),
  en: z.string(),
});
export const TrialLine = z.object({
  kind: z.enum(['new', 'gone', 'changed', 'moved']),
  on: Day,
  label: z.string().nullable(),
  manuscriptId: Id.nullable(),
  change: Points,
  why: Words,
  before: LineSide.nullable(),
  after: LineSide.nullable(),
});
export type TrialLine = z.infer<typeof TrialLine>;

export const TRIAL_FILTERS = ['moved', 'up', 'down', 'judged', 'tied'] as const;
export const TRIAL_SORTS = ['place', 'name', 'before', 'after', 'change', 'shift'] as const;

export const TrialChoices = z.object({
  schemes: z.array(
    z.object({
      id: Id,
      name: z.string(),
      number: z.number().int(),
      state: z.enum(['draft', 'submitted', 'approved', 'in_force', 'ended']),
      fromOn: Day.nullable(),
      toOn: Day.nullable(),
    }),
  ),
  presets: z.array(z.object({ name: z.string(), title: Words })),
  /** Months that have facts, newest first; quarters and years are made of them. */
  months: z.array(z.object({ month: Period, facts: z.number().int() })),
  can: z.object({ start: Can }),
});
export type TrialChoices = z.infer<typeof TrialChoices>;

export const trials = {
  choices: endpoint
    .meta({ right: 'scheme.trial', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/trials/choices',
      tags: ['standings'],
      summary: 'What can be tried: schemes, presets, months with facts',
    })
    .errors(refuses())
    .output(TrialChoices),
  list: endpoint
    .meta({ right: 'scheme.trial', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/trials', tags: ['standings'], summary: 'Trial runs, newest first' })
    .input(PageInput)
    .errors(refuses())
    .output(pageOf(TrialRow)),
  start: endpoint
    .meta({ right: 'scheme.trial', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/trials',
      tags: ['standings'],
      summary: 'Try a scheme on past periods; runs in the background and touches no ledger',
    })
    .input(
      z.object({ current: TrialCurrent, proposed: TrialProposed, periods: z.array(Period).min(1).max(12) }),
    )
    .errors(refuses('not_found', 'invalid', 'wrong_state', 'conflict'))
    .output(Trial),
  get: endpoint
    .meta({ right: 'scheme.trial', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/trials/{id}',
      tags: ['standings'],
      summary: 'A trial run: how far it is, or what came out',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Trial),
  owners: endpoint
    .meta({ right: 'scheme.trial', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/trials/{id}/owners',
      tags: ['standings'],
      summary: 'Everybody before and after',
    })
    .input(
      PageInput.extend({
        id: Id,
        period: Period,
        kind: z.enum(OWNERS).default('unit'),
        group: z.string().max(100).optional(),
        filter: z.enum(TRIAL_FILTERS).optional(),
        search: z.string().trim().max(60).optional(),
        sort: z.enum(TRIAL_SORTS).default('place'),
        descending: Flag.default(false),
      }),
    )
    .errors(refuses('not_found'))
    .output(pageOf(TrialOwner)),
  owner: endpoint
    .meta({ right: 'scheme.trial', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/trials/{id}/owners/{ownerId}',
      tags: ['standings'],
      summary: 'The lines of one owner that differ, side by side',
    })
    .input(z.object({ id: Id, period: Period, kind: z.enum(OWNERS), ownerId: Id }))
    .errors(refuses('not_found'))
    .output(
      z.object({
        owner: TrialOwner,
        lines: z.array(TrialLine),
        /** Differing lines beyond those shown. */
        more: z.number().int(),
        same: z.object({ lines: z.number().int(), points: Points }),
      }),
    ),
  cancel: endpoint
    .meta({ right: 'scheme.trial', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/trials/{id}/cancel',
      tags: ['standings'],
      summary: 'Stop a trial run; nothing of it stays but that it was begun',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(Trial),
  discard: endpoint
    .meta({ right: 'scheme.trial', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/trials/{id}/discard',
      tags: ['standings'],
      summary: 'Delete a kept trial; can be taken back for a week',
    })
    .input(z.object({ id: Id, undo: z.boolean().default(false) }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(z.object({ id: Id, discarded: z.boolean() })),
  export: endpoint
    .meta({ right: 'scheme.trial', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/trials/{id}/export',
      tags: ['standings'],
      summary: 'The result as a workbook',
    })
    .input(z.object({ id: Id, language: z.enum(['zh', 'en']).default('zh') }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(z.object({ fileId: Id, name: z.string() })),
};

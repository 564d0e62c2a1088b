import * as z from 'zod';
import {
  Can,
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

/** What is objected to: one line of the ledger, something that has no line, or the place in the group. */
export const OBJECTION_SUBJECTS = ['line', 'missing', 'place'] as const;
export type ObjectionSubject = (typeof OBJECTION_SUBJECTS)[number];

/** `open` waits for the assessor, `reopened` for the principal leader; the others wait for nobody. */
export const OBJECTION_STATES = ['open', 'answered', 'reopened', 'decided', 'withdrawn'] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

export const OUTCOMES = ['upheld', 'partly', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const Owner = z.object({ kind: z.enum(OWNERS), id: Id, name: z.string() });

/** The words of the matter are the objector's own, so that it can be found again in a list. */
export const ObjectionText = line(1000).min(5);

export const ObjectionRow = z.object({
  id: Id,
  number: z.number().int(),
  period: Period,
  unit: Named,
  about: z.enum(OBJECTION_SUBJECTS),
  owner: Owner,
  text: z.string(),
  state: z.enum(OBJECTION_STATES),
  /** The outcome that stands: the last word that was said. */
  outcome: z.enum(OUTCOMES).nullable(),
  raisedBy: Named,
  raisedAt: Moment,
  /** Since when it has been waiting for whoever has to act. */
  waitingSince: Moment.nullable(),
  version: Version,
});
export type ObjectionRow = z.infer<typeof ObjectionRow>;

/** One thing that happened to an objection, oldest first. */
export const ObjectionStep = z.object({
  kind: z.enum(['raised', 'withdrawn', 'answered', 'reopened', 'decided']),
  at: Moment,
  by: Named,
  outcome: z.enum(OUTCOMES).nullable(),
  text: z.string(),
});
export type ObjectionStep = z.infer<typeof ObjectionStep>;

export const Objection = ObjectionRow.extend({
  /** The line as it stood when it was objected to. */
  line: z
    .object({ id: z.string(), points: Points, zh: z.string(), en: z.string(), label: z.string().nullable() })
    .nullable(),
  files: z.array(Named),
  life: z.array(ObjectionStep),
  /** Entries made because of it. */
  corrections: z.array(
    z.object({ id: Id, points: Points, on: z.string(), reason: z.string(), by: Named, at: Moment }),
  ),
  /** Facts of the owner recorded or taken back since the objection was raised. */
  factsSince: z.array(
    z.object({
      id: Id,
      what: z.enum(['recorded', 'voided']),
      kind: z.string(),
      on: z.string(),
      label: z.string(),
      at: Moment,
    }),
  ),
  can: z.object({ answer: Can, decide: Can, withdraw: Can, reopen: Can }),
});
export type Objection = z.infer<typeof Objection>;

/** How the figures are put right: by an entry of its own, or by facts that were recorded or taken back already. */
export const Remedy = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('entry'),
    // The places the engine counts with; one more and nobody's place could be worked out any longer.
    points: Points.regex(/^-?\d{1,5}(\.\d{1,6})?$/).refine(
      points => Number(points) !== 0 && Math.abs(Number(points)) <= 10_000,
      { message: 'points' },
    ),
  }),
  z.object({ by: z.literal('facts') }),
]);
export type Remedy = z.infer<typeof Remedy>;

const verdict = {
  id: Id,
  version: Version,
  outcome: z.enum(OUTCOMES),
  reason: Reason,
  /** Needed unless the objection is rejected. */
  remedy: Remedy.nullable(),
};

export const objections = {
  list: endpoint
    .meta({ right: 'objection.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/objections', tags: ['objections'], summary: 'Objections' })
    .input(
      PageInput.extend({
        q: line(60).optional(),
        period: Period.optional(),
        unitId: Id.optional(),
        state: z
          .union([z.enum(OBJECTION_STATES).transform(each => [each]), z.array(z.enum(OBJECTION_STATES))])
          .optional(),
        outcome: z.enum(OUTCOMES).optional(),
        sort: z.enum(['newest', 'waiting', 'unit']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(ObjectionRow)),
  get: endpoint
    .meta({ right: 'objection.read', writes: false, place: 'thing' })
    .route({ method: 'GET', path: '/objections/{id}', tags: ['objections'], summary: 'One objection' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Objection),
  raise: endpoint
    .meta({ right: 'objection.raise', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/objections',
      tags: ['objections'],
      summary: 'Object to a line, to a missing line or to a place',
    })
    .input(
      z.object({
        period: Period,
        unitId: Id,
        about: z.enum(OBJECTION_SUBJECTS),
        owner: z.object({ kind: z.enum(OWNERS), id: Id }),
        lineId: z.string().max(200).nullable().default(null),
        text: ObjectionText,
        fileIds: z.array(Id).max(9).default([]),
      }),
    )
    .errors(refuses('not_found', 'wrong_state', 'conflict', 'invalid'))
    .output(Objection),
  withdraw: endpoint
    .meta({ right: 'objection.raise', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/objections/{id}/withdraw',
      tags: ['objections'],
      summary: 'Take an objection back before it is answered',
    })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Objection),
  answer: endpoint
    .meta({ right: 'objection.answer', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/objections/{id}/answer',
      tags: ['objections'],
      summary: 'Uphold an objection, wholly or partly, or reject it',
    })
    .input(z.object(verdict))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Objection),
  reopen: endpoint
    .meta({ right: 'objection.raise', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/objections/{id}/reopen',
      tags: ['objections'],
      summary: 'Ask the principal leader for the final word, once, with a new reason',
    })
    .input(z.object({ id: Id, version: Version, reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Objection),
  decide: endpoint
    .meta({ right: 'objection.decide', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/objections/{id}/decide',
      tags: ['objections'],
      summary: 'The final word on a reopened objection',
    })
    .input(z.object(verdict))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Objection),
};

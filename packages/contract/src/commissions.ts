import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Id,
  line,
  Moment,
  MomentSet,
  Named,
  PageInput,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';
import { MANUSCRIPT_STATES } from './words.ts';

/**
 * What became of one unit's part, read from its answer, its items and its duty: asked, accepted, being written, delivered
 * on time or late, missed after the closing, waived, declined, passed on, or taken back with the whole.
 */
export const ASKING_STATES = [
  'asked',
  'accepted',
  'writing',
  'delivered',
  'delivered_late',
  'missed',
  'waived',
  'declined',
  'passed_on',
  'cancelled',
] as const;
export type AskingState = (typeof ASKING_STATES)[number];

/** 优, 良, 中, 差: how the desk found what was delivered. */
export const GRADES = ['excellent', 'good', 'fair', 'poor'] as const;
export type Grade = (typeof GRADES)[number];

const Extension = z.object({
  id: Id,
  until: Moment,
  reason: z.string(),
  by: Named,
  at: Moment,
  granted: z.boolean().nullable(),
  decidedBy: Named.nullable(),
  decision: z.string().nullable(),
});

const Asking = z.object({
  id: Id,
  unit: Named,
  state: z.enum(ASKING_STATES),
  dueAt: Moment,
  closeAt: Moment.nullable(),
  overdue: z.boolean(),
  /** Neither yes nor no was said in time. */
  answerOverdue: z.boolean(),
  answeredBy: Named.nullable(),
  answeredAt: Moment.nullable(),
  /** Why it was declined or passed on, and to whom. */
  reason: z.string().nullable(),
  passedFrom: z.string().nullable(),
  items: z.array(
    z.object({
      id: Id,
      title: z.string(),
      state: z.enum(MANUSCRIPT_STATES),
      sentAt: Moment.nullable(),
    }),
  ),
  extensions: z.array(Extension),
  grade: z.enum(GRADES).nullable(),
  gradeNote: z.string().nullable(),
  waived: z.object({ by: Named, at: Moment, reason: z.string() }).nullable(),
  can: z.object({
    accept: Can,
    decline: Can,
    passOn: Can,
    write: Can,
    askExtension: Can,
    decideExtension: Can,
    insist: Can,
    grade: Can,
    waive: Can,
  }),
});
export type Asking = z.infer<typeof Asking>;

const Above = z.object({
  office: line(60).min(2),
  number: line(60).default(''),
  dueAt: MomentSet,
});

export const Commission = z.object({
  id: Id,
  topic: z.string(),
  wanted: z.string(),
  desk: Named,
  issuedBy: Named,
  issuedAt: Moment,
  above: Above.nullable(),
  answeredUp: z.object({ at: Moment, by: Named, note: z.string(), item: Named.nullable() }).nullable(),
  cancelled: z.object({ at: Moment, by: Named, reason: z.string() }).nullable(),
  askings: z.array(Asking),
  version: Version,
  can: z.object({ askMore: Can, remind: Can, cancel: Can, answerUp: Can }),
});
export type Commission = z.infer<typeof Commission>;

export const CommissionRow = Commission.pick({
  id: true,
  topic: true,
  desk: true,
  issuedBy: true,
  issuedAt: true,
  above: true,
}).extend({
  /** The earliest due time that still runs. */
  dueAt: Moment.nullable(),
  overdue: z.boolean(),
  cancelled: z.boolean(),
  /** Units asked (without those that passed it on), and those that have delivered. */
  asked: z.number().int(),
  delivered: z.number().int(),
  missed: z.number().int(),
  /** Units whose yes or no is late. */
  answersOverdue: z.number().int(),
  /** The part of the reader's own unit, when it has one. */
  own: z.object({ id: Id, state: z.enum(ASKING_STATES), dueAt: Moment }).nullable(),
});
export type CommissionRow = z.infer<typeof CommissionRow>;

const tags = ['commissions'];
const on = z.object({ id: Id, version: Version });
const onAsking = on.extend({ askingId: Id });
const acted = refuses('not_found', 'stale', 'wrong_state', 'invalid');
const issue = { right: 'commission.issue', writes: true, place: 'thing' } as const;
const answer = { right: 'commission.answer', writes: true, place: 'thing' } as const;
const post = (path: `/${string}`, summary: string) => ({ method: 'POST' as const, path, tags, summary });

export const commissions = {
  list: endpoint
    .meta({ right: 'commission.read', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/commissions',
      tags,
      summary: 'Commissions that I issued or was asked for',
    })
    .input(
      PageInput.extend({
        q: line(60).optional(),
        /** Running: not cancelled and somebody still has to deliver. */
        state: z.enum(['running', 'ended', 'cancelled']).optional(),
        /** Only those where a unit asks for more time and nobody has answered. */
        extension: z.union([z.boolean(), z.stringbool()]).default(false),
        unitId: Id.optional(),
        from: Day.optional(),
        to: Day.optional(),
        sort: z.enum(['newest', 'due']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(CommissionRow)),
  get: endpoint
    .meta({ right: 'commission.read', writes: false, place: 'thing' })
    .route({ method: 'GET', path: '/commissions/{id}', tags, summary: 'One commission with all its units' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Commission),
  ofItem: endpoint
    .meta({ right: 'commission.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/commissions/items/{manuscriptId}',
      tags,
      summary: 'The commission an item answers',
    })
    .input(z.object({ manuscriptId: Id }))
    .errors(refuses())
    .output(
      z
        .object({
          id: Id,
          topic: z.string(),
          desk: Named,
          askingId: Id,
          state: z.enum(ASKING_STATES),
          dueAt: Moment,
          version: Version,
        })
        .nullable(),
    ),
  issue: endpoint
    .meta(issue)
    .route(post('/commissions', 'Ask units for material on a topic'))
    .input(
      z.object({
        topic: line(100).min(2),
        wanted: z.string().trim().max(2000).default(''),
        deskUnitId: Id,
        unitIds: z.array(Id).min(1).max(200),
        /** Without a day: three days from the notice (C1). */
        dueAt: MomentSet.nullable().default(null),
        above: Above.nullable().default(null),
      }),
    )
    .errors(refuses('not_found', 'invalid'))
    .output(Commission),
  askMore: endpoint
    .meta(issue)
    .route(post('/commissions/{id}/ask', 'Ask further units'))
    .input(on.extend({ unitIds: z.array(Id).min(1).max(200), dueAt: MomentSet.nullable().default(null) }))
    .errors(acted)
    .output(Commission),
  remind: endpoint
    .meta(issue)
    .route(post('/commissions/{id}/remind', 'Remind every unit that has not delivered'))
    .input(on)
    .errors(acted)
    .output(Commission),
  cancel: endpoint
    .meta(issue)
    .route(post('/commissions/{id}/cancel', 'Take the whole back'))
    .input(on.extend({ reason: Reason }))
    .errors(acted)
    .output(Commission),
  answerUp: endpoint
    .meta(issue)
    .route(post('/commissions/{id}/answer-up', 'Answer the office above as one'))
    .input(on.extend({ note: z.string().trim().min(2).max(1000), manuscriptId: Id.nullable().default(null) }))
    .errors(acted)
    .output(Commission),
  accept: endpoint
    .meta(answer)
    .route(post('/commissions/{id}/accept', 'My unit will deliver'))
    .input(onAsking)
    .errors(acted)
    .output(Commission),
  decline: endpoint
    .meta(answer)
    .route(post('/commissions/{id}/decline', 'My unit cannot deliver, and why'))
    .input(onAsking.extend({ reason: Reason }))
    .errors(acted)
    .output(Commission),
  passOn: endpoint
    .meta(answer)
    .route(post('/commissions/{id}/pass-on', 'Hand it to the unit that knows'))
    .input(onAsking.extend({ unitId: Id, reason: Reason }))
    .errors(acted)
    .output(Commission),
  write: endpoint
    .meta(answer)
    .route(post('/commissions/{id}/write', 'Begin an item that answers it'))
    .input(onAsking)
    .errors(acted)
    .output(z.object({ manuscriptId: Id })),
  link: endpoint
    .meta(answer)
    .route(post('/commissions/{id}/link', 'An item of my unit answers it'))
    .input(onAsking.extend({ manuscriptId: Id }))
    .errors(acted)
    .output(Commission),
  unlink: endpoint
    .meta(answer)
    .route(post('/commissions/{id}/unlink', 'The item does not answer it after all'))
    .input(onAsking.extend({ manuscriptId: Id }))
    .errors(acted)
    .output(Commission),
  askExtension: endpoint
    .meta(answer)
    .route(post('/commissions/{id}/extension', 'Ask for more time'))
    .input(onAsking.extend({ until: MomentSet, reason: Reason }))
    .errors(acted)
    .output(Commission),
  decideExtension: endpoint
    .meta(issue)
    .route(post('/commissions/{id}/extension/decide', 'Grant or refuse more time'))
    .input(onAsking.extend({ granted: z.boolean(), reason: line(500).default('') }))
    .errors(acted)
    .output(Commission),
  insist: endpoint
    .meta(issue)
    .route(post('/commissions/{id}/insist', 'Ask a unit again that declined'))
    .input(onAsking.extend({ reason: Reason }))
    .errors(acted)
    .output(Commission),
  grade: endpoint
    .meta(issue)
    .route(post('/commissions/{id}/grade', 'Grade what was delivered'))
    .input(onAsking.extend({ grade: z.enum(GRADES), note: line(300).default('') }))
    .errors(acted)
    .output(Commission),
  waive: endpoint
    .meta(issue)
    .route(post('/commissions/{id}/waive', 'Let a unit off, on record'))
    .input(onAsking.extend({ reason: Reason }))
    .errors(acted)
    .output(Commission),
};

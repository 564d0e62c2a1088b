import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Flag,
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
 * What became of a lead, read from the unit's answer, its duty and the items: asked, accepted, being written, completed on
 * time or late by the responsible unit, completed by another, missed after the closing, said to be nothing (to be agreed),
 * agreed to be nothing, or taken back.
 */
export const LEAD_STATES = [
  'asked',
  'accepted',
  'writing',
  'completed',
  'completed_late',
  'completed_elsewhere',
  'missed',
  'said_nothing',
  'nothing',
  'cancelled',
] as const;
export type LeadState = (typeof LEAD_STATES)[number];

/** What happened to a lead, one line each. */
export const LEAD_EVENTS = [
  'recorded',
  'accepted',
  'passed_on',
  'said_nothing',
  'agreed',
  'refused',
  'linked',
  'unlinked',
  'completed',
  'taken_away',
  'missed',
  'cancelled',
  'restored',
] as const;
export type LeadEventKind = (typeof LEAD_EVENTS)[number];

const Lead = z.object({
  id: Id,
  what: z.string(),
  place: z.string(),
  seenAt: Moment,
  /** From whom; only for those who recorded it, the responsible unit and the desk. */
  source: z.string().nullable(),
  files: z.array(z.object({ id: Id, name: z.string(), url: z.string(), picture: z.boolean() })),
  /** The unit that has to supply the material. */
  unit: Named,
  state: z.enum(LEAD_STATES),
  dueAt: Moment,
  closeAt: Moment.nullable(),
  overdue: z.boolean(),
  recordedBy: Named,
  recordedUnit: Named,
  recordedAt: Moment,
  /** Why it is nothing, or was taken back. */
  reason: z.string().nullable(),
  /** The item that completes it, and whose unit therefore has the credit. */
  credit: z.object({ unit: Named, manuscriptId: Id, late: z.boolean(), foreign: z.boolean() }).nullable(),
  items: z.array(
    z.object({
      id: Id,
      title: z.string(),
      unit: Named,
      state: z.enum(MANUSCRIPT_STATES),
      sentAt: Moment.nullable(),
      /** Whether the reader may take it off again. */
      unlink: Can,
    }),
  ),
  events: z.array(
    z.object({ at: Moment, kind: z.enum(LEAD_EVENTS), by: z.string().nullable(), text: z.string() }),
  ),
  version: Version,
  can: z.object({
    accept: Can,
    passOn: Can,
    sayNothing: Can,
    judge: Can,
    write: Can,
    cancel: Can,
    restore: Can,
  }),
});
export type Lead = z.infer<typeof Lead>;

const LeadRow = Lead.pick({
  id: true,
  what: true,
  place: true,
  seenAt: true,
  unit: true,
  state: true,
  dueAt: true,
  overdue: true,
  recordedBy: true,
  recordedAt: true,
}).extend({ creditedTo: z.string().nullable(), items: z.number().int() });
export type LeadRow = z.infer<typeof LeadRow>;

const tags = ['leads'];
const on = z.object({ id: Id, version: Version });
const acted = refuses('not_found', 'stale', 'wrong_state', 'invalid', 'conflict');
const answer = { right: 'lead.answer', writes: true, place: 'thing' } as const;
const judge = { right: 'lead.judge', writes: true, place: 'thing' } as const;
const record = { right: 'lead.record', writes: true, place: 'thing' } as const;
const post = (path: `/${string}`, summary: string) => ({ method: 'POST' as const, path, tags, summary });

export const leads = {
  list: endpoint
    .meta({ right: 'lead.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/leads', tags, summary: 'Leads' })
    .input(
      PageInput.extend({
        q: line(60).optional(),
        state: z.array(z.enum(LEAD_STATES)).max(LEAD_STATES.length).optional(),
        unitId: Id.optional(),
        /** Recorded by me, or my unit is responsible. */
        mine: Flag.default(false),
        overdue: Flag.default(false),
        from: Day.optional(),
        to: Day.optional(),
        sort: z.enum(['newest', 'due']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(LeadRow)),
  get: endpoint
    .meta({ right: 'lead.read', writes: false, place: 'thing' })
    .route({ method: 'GET', path: '/leads/{id}', tags, summary: 'One lead with its items and its life' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Lead),
  ofItem: endpoint
    .meta({ right: 'lead.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/leads/items/{manuscriptId}', tags, summary: 'The lead an item answers' })
    .input(z.object({ manuscriptId: Id }))
    .errors(refuses())
    .output(
      LeadRow.pick({ id: true, what: true, state: true, dueAt: true })
        .extend({ version: Version })
        .nullable(),
    ),
  record: endpoint
    .meta(record)
    .route(post('/leads', 'Record a lead and name the unit that supplies the material'))
    .input(
      z.object({
        what: z.string().trim().min(2).max(1000),
        place: line(100).default(''),
        seenAt: MomentSet,
        source: line(100).default(''),
        fileIds: z.array(Id).max(6).default([]),
        /** The unit that records it, and the one that supplies the material. */
        fromUnitId: Id,
        unitId: Id,
        /** Without a time: two working days. */
        dueAt: MomentSet.nullable().default(null),
      }),
    )
    .errors(refuses('not_found', 'invalid'))
    .output(Lead),
  accept: endpoint
    .meta(answer)
    .route(post('/leads/{id}/accept', 'My unit supplies the material'))
    .input(on)
    .errors(acted)
    .output(Lead),
  passOn: endpoint
    .meta(answer)
    .route(post('/leads/{id}/pass-on', 'Name the unit whose matter it is'))
    .input(on.extend({ unitId: Id, reason: Reason }))
    .errors(acted)
    .output(Lead),
  sayNothing: endpoint
    .meta(answer)
    .route(post('/leads/{id}/nothing', 'There is nothing to report, and why'))
    .input(on.extend({ reason: Reason }))
    .errors(acted)
    .output(Lead),
  judge: endpoint
    .meta(judge)
    .route(post('/leads/{id}/judge', 'Agree that it is nothing, or ask for it all the same'))
    .input(on.extend({ agreed: z.boolean(), reason: line(500).default('') }))
    .errors(acted)
    .output(Lead),
  write: endpoint
    .meta(answer)
    .route(post('/leads/{id}/write', 'Begin an item on it'))
    .input(on.extend({ unitId: Id }))
    .errors(acted)
    .output(z.object({ manuscriptId: Id })),
  link: endpoint
    .meta(answer)
    .route(post('/leads/{id}/link', 'An item that is there answers it'))
    .input(on.extend({ manuscriptId: Id }))
    .errors(acted)
    .output(Lead),
  unlink: endpoint
    .meta(answer)
    .route(post('/leads/{id}/unlink', 'The item does not answer it after all'))
    .input(on.extend({ manuscriptId: Id }))
    .errors(acted)
    .output(Lead),
  cancel: endpoint
    .meta(record)
    .route(post('/leads/{id}/cancel', 'Take the lead back'))
    .input(on.extend({ reason: Reason }))
    .errors(acted)
    .output(Lead),
  restore: endpoint
    .meta(record)
    .route(post('/leads/{id}/restore', 'The lead holds after all'))
    .input(on)
    .errors(acted)
    .output(Lead),
};

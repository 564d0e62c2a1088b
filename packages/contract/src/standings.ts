import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Id,
  Moment,
  Named,
  PageInput,
  Points,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';

/** 2026, 2026-Q3 or 2026-09. */
export const Period = z.string().regex(/^(?:19|20|21)\d{2}(-(Q[1-4]|0[1-9]|1[0-2]))?$/);
/** Figures as they were at the end of this day, with what was known by then; left out, as they are now. */
const AsOf = Day.optional();
export const OWNERS = ['unit', 'person'] as const;
export const LINE_STATUSES = ['counted', 'superseded', 'excluded'] as const;
export const PERIOD_STATES = ['open', 'published', 'closed'] as const;
export const CORRECTION_KINDS = ['objection', 'late'] as const;

export const Standing = z.object({
  owner: Named,
  unit: Named.nullable(),
  place: z.number().int(),
  tied: z.boolean(),
  points: Points,
  /** Figures that open their lists. */
  submitted: z.number().int(),
  counted: z.number().int(),
  adopted: z.number().int(),
  byClause: z.array(z.object({ clause: z.string(), points: Points, lines: z.number().int() })),
  targets: z.array(
    z.object({
      clause: z.string(),
      name: z.string(),
      target: z.string(),
      done: z.string(),
      missing: z.string(),
    }),
  ),
});
export type Standing = z.infer<typeof Standing>;

export const LedgerLine = z.object({
  id: z.string(),
  owner: Named,
  ownerKind: z.enum(OWNERS),
  on: Day,
  clause: z.string(),
  clauseText: z.string(),
  status: z.enum(LINE_STATUSES),
  points: Points,
  /** The arithmetic in one sentence. */
  zh: z.string(),
  en: z.string(),
  item: z.object({ manuscriptId: Id.nullable(), adoptionId: Id.nullable(), label: z.string() }).nullable(),
  evidence: z.array(z.object({ name: z.string(), url: z.string() })),
  /** Why it differs from what was shown before, when it does. */
  changed: z.object({ at: Moment, from: Points, zh: z.string(), en: z.string() }).nullable(),
  /** An entry beside what the scheme gives: after an objection, or of a fact that came after its period was closed. */
  correction: z
    .object({ kind: z.enum(CORRECTION_KINDS), origin: Period, objectionId: Id.nullable() })
    .nullable(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

export const PeriodState = z.object({
  period: Period,
  state: z.enum(PERIOD_STATES),
  publishedAt: Moment.nullable(),
  /** Objections are taken until the end of this day. */
  lastDay: Day.nullable(),
  objections: z.object({ open: z.number().int(), all: z.number().int() }),
  /** What stands against closing unless a reason is given. */
  beforeClosing: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  closedAt: Moment.nullable(),
  closeReason: z.string(),
  hash: z.string().nullable(),
  /** The hash of the closing before this one. */
  previousHash: z.string().nullable(),
  version: Version,
  can: z.object({ close: Can, publish: Can, object: Can }),
});
export type PeriodState = z.infer<typeof PeriodState>;

/** What is not any more as it was published: a line that came, went or changed, or a place. */
export const PeriodChange = z.object({
  what: z.enum(['line', 'place']),
  owner: Named,
  ownerKind: z.enum(OWNERS),
  before: z.string().nullable(),
  now: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
});
export type PeriodChange = z.infer<typeof PeriodChange>;

export const standings = {
  get: endpoint
    .meta({ right: 'standings.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/standings',
      tags: ['standings'],
      summary: 'Standings of a period by group, with places and ties',
    })
    .input(z.object({ period: Period, owners: z.enum(OWNERS).default('unit'), asOf: AsOf }))
    .errors(refuses('not_found', 'invalid'))
    .output(
      z.object({
        period: Period,
        state: PeriodState,
        scheme: z
          .object({
            id: Id,
            name: z.string(),
            switches: z.array(z.object({ id: z.string(), question: z.string(), value: z.string() })),
          })
          .nullable(),
        groups: z.array(z.object({ group: Named.nullable(), rows: z.array(Standing) })),
        computedAt: Moment.nullable(),
        /** The day that was looked back to; null shows the present. */
        asOf: Day.nullable(),
      }),
    ),
  ledger: endpoint
    .meta({ right: 'ledger.read', writes: false, place: 'thing' })
    .route({ method: 'GET', path: '/ledger', tags: ['standings'], summary: "One owner's lines in a period" })
    .input(
      PageInput.extend({
        owner: z.enum(OWNERS),
        ownerId: Id,
        period: Period,
        clause: z.string().max(40).optional(),
        status: z.enum(LINE_STATUSES).optional(),
        sort: z.enum(['day', 'points', 'clause']).default('day'),
        asOf: AsOf,
      }),
    )
    .errors(refuses('not_found', 'invalid'))
    .output(pageOf(LedgerLine).extend({ sum: Points })),
  exportLedger: endpoint
    .meta({ right: 'period.close', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/ledger/export',
      tags: ['standings'],
      summary: 'Standings and all lines of a period as a workbook',
    })
    .input(z.object({ period: Period }))
    .errors(refuses('not_found'))
    .output(z.object({ fileId: Id, name: z.string() })),
  exportYear: endpoint
    .meta({ right: 'period.close', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/ledger/export-year',
      tags: ['standings'],
      summary: 'The whole ledger of a year in an open form that can be checked without the system',
    })
    .input(z.object({ year: z.number().int().min(1900).max(2999) }))
    .errors(refuses('not_found', 'invalid', 'disk_full', 'too_large', 'unreadable_file'))
    .output(z.object({ fileId: Id, name: z.string() })),
  closePeriod: endpoint
    .meta({ right: 'period.close', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/periods/{period}/close',
      tags: ['standings'],
      summary: 'Close a quarter or year; it never moves again',
    })
    .input(z.object({ period: Period, version: Version, reason: Reason.optional() }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(PeriodState),
  publishPeriod: endpoint
    .meta({ right: 'period.close', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/periods/{period}/publish',
      tags: ['standings'],
      summary: 'Publish a period for objection until a day, or move that day',
    })
    .input(z.object({ period: Period, lastDay: Day, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(PeriodState),
  withdrawPublication: endpoint
    .meta({ right: 'period.close', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/periods/{period}/withdraw-publication',
      tags: ['standings'],
      summary: 'Take a publication back as long as nobody has objected',
    })
    .input(z.object({ period: Period, reason: Reason, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(PeriodState),
  changesSincePublication: endpoint
    .meta({ right: 'standings.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/periods/{period}/changes',
      tags: ['standings'],
      summary: 'Lines and places that differ from what was published',
    })
    .input(PageInput.extend({ period: Period }))
    .errors(refuses('not_found'))
    .output(pageOf(PeriodChange)),
};

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
  refuses,
  Version,
} from './base.ts';

/** 2026, 2026-Q3 or 2026-09. */
export const Period = z.string().regex(/^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$/);
export const OWNERS = ['unit', 'person'] as const;
export const LINE_STATUSES = ['counted', 'superseded', 'excluded'] as const;

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
});
export type LedgerLine = z.infer<typeof LedgerLine>;

export const PeriodState = z.object({
  period: Period,
  state: z.enum(['open', 'closed']),
  closedAt: Moment.nullable(),
  hash: z.string().nullable(),
  version: Version,
  can: z.object({ close: Can }),
});

export const standings = {
  get: endpoint
    .meta({ right: 'standings.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/standings',
      tags: ['standings'],
      summary: 'Standings of a period by group, with places and ties',
    })
    .input(z.object({ period: Period, owners: z.enum(OWNERS).default('unit') }))
    .errors(refuses('not_found'))
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
      }),
    )
    .errors(refuses('not_found'))
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
  closePeriod: endpoint
    .meta({ right: 'period.close', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/periods/{period}/close',
      tags: ['standings'],
      summary: 'Close a quarter or year; it never moves again',
    })
    .input(z.object({ period: Period, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(PeriodState),
};

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
  refuses,
  Version,
} from './base.ts';

/** 2026, 2026-Q3 or 2026-09. */
export const Period = z.string().regex(/^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$/);
export const OWNERS = ['unit', 'person'] as const;
export const LINE_STATUSES = ['counted', 'superseded', 'excluded'] as const;

export const SchemeRow = z.object({
  id: Id,
  name: z.string(),
  number: z.number().int(),
  state: z.enum(['draft', 'in_force', 'ended']),
  fromOn: Day.nullable(),
  toOn: Day.nullable(),
  savedAt: Moment,
  savedBy: Named.nullable(),
  version: Version,
});
export const SchemeProblem = z.object({
  path: z.string(),
  line: z.number().nullable(),
  clause: z.string().nullable(),
  code: z.string(),
  zh: z.string(),
  en: z.string(),
});
/** A scheme read back as a document: clauses in order, with tables. */
export const SchemeClause = z.object({
  number: z.string(),
  text: z.string(),
  rule: z.string(),
  table: z.array(z.array(z.string())).nullable(),
});
export const Scheme = SchemeRow.extend({
  yaml: z.string(),
  clauses: z.array(SchemeClause),
  switches: z.array(z.object({ id: z.string(), question: z.string(), value: z.string() })),
  can: z.object({ change: Can, putInForce: Can }),
});

export const schemes = {
  list: endpoint
    .meta({ right: 'scheme.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/schemes',
      tags: ['standings'],
      summary: 'Points schemes and their versions',
    })
    .errors(refuses())
    .output(z.array(SchemeRow)),
  get: endpoint
    .meta({ right: 'scheme.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/schemes/{id}',
      tags: ['standings'],
      summary: 'One scheme as data and as a document',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Scheme),
  check: endpoint
    .meta({ right: 'scheme.read', writes: false, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/check',
      tags: ['standings'],
      summary: 'Check a scheme text without saving it',
    })
    .input(z.object({ yaml: z.string().max(500_000) }))
    .errors(refuses())
    .output(
      z.object({
        problems: z.array(SchemeProblem),
        warnings: z.array(SchemeProblem),
        clauses: z.array(SchemeClause),
      }),
    ),
  save: endpoint
    .meta({ right: 'scheme.manage', writes: true, place: 'body' })
    .route({ method: 'POST', path: '/schemes', tags: ['standings'], summary: 'Save a draft scheme' })
    .input(z.object({ id: Id.optional(), version: Version.optional(), yaml: z.string().max(500_000) }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Scheme),
  putInForce: endpoint
    .meta({ right: 'scheme.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/{id}/put-in-force',
      tags: ['standings'],
      summary: 'Put a draft in force from a day on; points are computed anew',
    })
    .input(z.object({ id: Id, version: Version, fromOn: Day }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid', 'conflict'))
    .output(Scheme),
};

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

/** A circular's text: paragraphs with heading levels and tables, as it goes into the Word file. */
export const CircularBlock = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paragraph'),
    level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    text: z.string().max(20_000),
  }),
  z.object({
    kind: z.literal('table'),
    caption: line(100).default(''),
    rows: z
      .array(z.array(z.string().max(500)).max(20))
      .min(1)
      .max(1000),
  }),
]);
export type CircularBlock = z.infer<typeof CircularBlock>;

const CircularRow = z.object({
  id: Id,
  title: z.string(),
  period: Period,
  state: z.enum(['draft', 'issued']),
  number: z.string(),
  savedAt: Moment,
  savedBy: Named,
  issuedAt: Moment.nullable(),
  version: Version,
});
export const Circular = CircularRow.extend({
  addressee: z.string(),
  body: z.array(CircularBlock),
  signOff: z.string(),
  signedOn: Day,
  can: z.object({ change: Can, issue: Can, discard: Can }),
});
export type Circular = z.infer<typeof Circular>;
const circularFields = {
  title: line(200).min(2),
  number: line(60),
  addressee: line(200),
  body: z.array(CircularBlock).max(500),
  signOff: line(60),
  signedOn: Day,
};

export const circulars = {
  list: endpoint
    .meta({ right: 'circular.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/circulars', tags: ['circulars'], summary: 'Circulars' })
    .input(PageInput.extend({ q: line(60).optional(), state: z.enum(['draft', 'issued']).optional() }))
    .errors(refuses())
    .output(pageOf(CircularRow)),
  get: endpoint
    .meta({ right: 'circular.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/circulars/{id}', tags: ['circulars'], summary: 'One circular' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Circular),
  /** Drafts the circular of a period from its figures (B4). */
  draft: endpoint
    .meta({ right: 'circular.write', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/circulars',
      tags: ['circulars'],
      summary: 'Draft from the figures of a period',
    })
    .input(z.object({ period: Period }))
    .errors(refuses('not_found', 'invalid'))
    .output(Circular),
  save: endpoint
    .meta({ right: 'circular.write', writes: true, place: 'body' })
    .route({ method: 'PUT', path: '/circulars/{id}', tags: ['circulars'], summary: 'Save an edited draft' })
    .input(z.object({ id: Id, version: Version, ...circularFields }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Circular),
  issue: endpoint
    .meta({ right: 'circular.write', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/circulars/{id}/issue',
      tags: ['circulars'],
      summary: 'Issue; it cannot be changed afterwards',
    })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Circular),
  discard: endpoint
    .meta({ right: 'circular.write', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/circulars/{id}/discard',
      tags: ['circulars'],
      summary: 'Throw a draft away; can be taken back',
    })
    .input(z.object({ id: Id, version: Version, undo: z.boolean().default(false) }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(z.object({ discarded: z.boolean(), version: Version })),
  download: endpoint
    .meta({ right: 'circular.read', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/circulars/{id}/download',
      tags: ['circulars'],
      summary: 'As Word in the official layout',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(z.object({ fileId: Id, name: z.string() })),
};

import * as z from 'zod';
import { Can, Day, endpoint, Id, line, Moment, Named, Reason, refuses, Version } from './base.ts';

/** 草案 → 送审 → 已批准 → 施行 → 停用. A text that is changed falls back to a draft. */
export const SCHEME_STATES = ['draft', 'submitted', 'approved', 'in_force', 'ended'] as const;
export type SchemeState = (typeof SCHEME_STATES)[number];

export const SCHEME_ACTS = [
  'saved',
  'submitted',
  'withdrawn',
  'returned',
  'approved',
  'in_force',
  'ended',
  'superseded',
] as const;
export type SchemeActKind = (typeof SCHEME_ACTS)[number];

/** One line of a scheme's history. `hash` is that of the text which the act was about. */
export const SchemeAct = z.object({
  id: Id,
  act: z.enum(SCHEME_ACTS),
  at: Moment,
  by: Named.nullable(),
  note: z.string().nullable(),
  hash: z.string().nullable(),
  fromOn: Day.nullable(),
});
export type SchemeAct = z.infer<typeof SchemeAct>;

const SchemeHash = z.string().regex(/^[0-9a-f]{64}$/);

/** A row that tries a scheme out, as a spreadsheet has it: heading -> cell. Headings are ours or ids of attributes. */
export const ExampleRow = z.record(z.string().max(60), z.string().max(500));
export type ExampleRow = z.infer<typeof ExampleRow>;
/** An example row with this heading is a line of the roster of the examples: a unit or person with its numbers. */
export const ROSTER_HEADING = '名册';
const ExampleRows = z.array(ExampleRow).max(500);

export const SchemeRow = z.object({
  id: Id,
  name: z.string(),
  number: z.number().int(),
  state: z.enum(SCHEME_STATES),
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
  hash: SchemeHash,
  examples: z.array(ExampleRow),
  /** Newest first. */
  history: z.array(SchemeAct),
  can: z.object({
    change: Can,
    discard: Can,
    submit: Can,
    withdraw: Can,
    approve: Can,
    putInForce: Can,
  }),
});

/** An open question with the answer that the text gives now; `place` is the id of a clause or ranking, or empty. */
export const SchemeQuestion = z.object({
  letter: z.string().nullable(),
  id: z.string(),
  place: z.string(),
  question: z.object({ zh: z.string(), en: z.string() }),
  answer: z.object({ zh: z.string(), en: z.string() }),
  isDefault: z.boolean(),
});

/**
 * A scheme's text as the form needs it. `document` is the YAML as data, of the shape in docs/scheme.schema.json; null
 * when the text is not YAML. `shared` are paths of parts that stand in several places (`clauses[1].steps[0]`).
 */
export const CheckedScheme = z.object({
  problems: z.array(SchemeProblem),
  warnings: z.array(SchemeProblem),
  clauses: z.array(SchemeClause),
  document: z.record(z.string(), z.unknown()).nullable(),
  shared: z.array(z.string()),
  questions: z.array(SchemeQuestion),
});
export type CheckedScheme = z.infer<typeof CheckedScheme>;

const EditPath = z.array(z.union([z.string().max(200), z.number().int().nonnegative()])).max(20);
/** One change of the text made in the form; see `editScheme` of the scoring package. */
export const SchemeEdit = z.discriminatedUnion('do', [
  z.object({ do: z.literal('set'), path: EditPath.min(1), value: z.json() }),
  z.object({ do: z.literal('remove'), path: EditPath.min(1) }),
  z.object({
    do: z.literal('insert'),
    path: EditPath,
    at: z.number().int().nonnegative(),
    key: z.string().max(200).optional(),
    value: z.json(),
  }),
  z.object({
    do: z.literal('copy'),
    path: EditPath,
    at: z.number().int().nonnegative(),
    set: z.record(z.string(), z.json()).optional(),
  }),
  z.object({
    do: z.literal('move'),
    path: EditPath,
    from: z.number().int().nonnegative(),
    to: z.number().int().nonnegative(),
  }),
  z.object({ do: z.literal('rename'), path: EditPath.min(1), to: z.string().min(1).max(200) }),
]);
export type SchemeEdit = z.infer<typeof SchemeEdit>;

const RowProblem = z.object({
  row: z.number().int(),
  column: z.string(),
  zh: z.string(),
  en: z.string(),
});

/** What example rows come to under a text: the lines with their sentences, what could not be read, what was not touched. */
export const DryRun = z.object({
  /** The text has mistakes: nothing was computed. */
  unfit: z.number().int(),
  rowProblems: z.array(RowProblem),
  /** Rows are counted among those of the roster. */
  rosterProblems: z.array(RowProblem),
  lines: z.array(
    z.object({
      id: z.string(),
      owner: z.string(),
      ledger: z.string(),
      rule: z.string(),
      clause: z.string(),
      date: Day,
      /** The days of the period that it counts in. */
      period: z.object({ from: Day, to: Day }),
      title: z.string().nullable(),
      /** Rows that the line stands on, counted from 1. */
      rows: z.array(z.number().int()),
      status: z.enum(['counted', 'superseded', 'excluded']),
      points: z.string(),
      measure: z.object({ zh: z.string(), en: z.string() }),
      zh: z.string(),
      en: z.string(),
    }),
  ),
  totals: z.array(
    z.object({
      owner: z.string(),
      ledger: z.string(),
      points: z.string(),
      measure: z.object({ zh: z.string(), en: z.string() }),
    }),
  ),
  /** Clauses that no example speaks about. */
  untouched: z.array(z.object({ rule: z.string(), clause: z.string(), text: z.string() })),
});
export type DryRun = z.infer<typeof DryRun>;

const Yaml = z.string().max(500_000);

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
    .input(z.object({ yaml: Yaml }))
    .errors(refuses())
    .output(CheckedScheme),
  edit: endpoint
    .meta({ right: 'scheme.read', writes: false, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/edit',
      tags: ['standings'],
      summary: 'Change parts of a scheme text; comments and layout stay, nothing is saved',
    })
    .input(z.object({ yaml: Yaml, edits: z.array(SchemeEdit).min(1).max(5000) }))
    .errors(refuses('invalid'))
    .output(CheckedScheme.extend({ yaml: z.string() })),
  dryRun: endpoint
    .meta({ right: 'scheme.read', writes: false, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/dry-run',
      tags: ['standings'],
      summary: 'Score example rows under a scheme text; nothing is saved',
    })
    .input(z.object({ yaml: Yaml, rows: ExampleRows, asOf: Day.optional() }))
    .errors(refuses())
    .output(DryRun),
  realExamples: endpoint
    .meta({ right: 'ledger.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/schemes/real-examples',
      tags: ['standings'],
      summary: 'The latest facts of a unit as example rows, with its line of the roster',
    })
    .input(z.object({ unitId: Id, count: z.coerce.number().int().min(1).max(100).default(20) }))
    .errors(refuses('not_found'))
    .output(z.array(ExampleRow)),
  save: endpoint
    .meta({ right: 'scheme.manage', writes: true, place: 'body' })
    .route({ method: 'POST', path: '/schemes', tags: ['standings'], summary: 'Save a draft scheme' })
    .input(
      z.object({
        id: Id.optional(),
        version: Version.optional(),
        yaml: Yaml,
        /** Left out: the examples stay as they are. */
        examples: ExampleRows.optional(),
      }),
    )
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Scheme),
  submit: endpoint
    .meta({ right: 'scheme.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/{id}/submit',
      tags: ['standings'],
      summary: 'Submit a draft for approval',
    })
    .input(z.object({ id: Id, version: Version, note: line(500).optional() }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid', 'conflict'))
    .output(Scheme),
  withdraw: endpoint
    .meta({ right: 'scheme.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/{id}/withdraw',
      tags: ['standings'],
      summary: 'Take a submitted or approved scheme back as a draft',
    })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Scheme),
  approve: endpoint
    .meta({ right: 'scheme.approve', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/{id}/approve',
      tags: ['standings'],
      summary: 'Approve the submitted text; any change of it voids the approval',
    })
    .input(z.object({ id: Id, version: Version, hash: SchemeHash, note: line(500).optional() }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Scheme),
  return: endpoint
    .meta({ right: 'scheme.approve', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/{id}/return',
      tags: ['standings'],
      summary: 'Return a submitted scheme to its writer with a reason',
    })
    .input(z.object({ id: Id, version: Version, reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Scheme),
  putInForce: endpoint
    .meta({ right: 'scheme.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/{id}/put-in-force',
      tags: ['standings'],
      summary: 'Put an approved scheme in force from a day on; points are computed anew',
    })
    .input(z.object({ id: Id, version: Version, fromOn: Day }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid', 'conflict'))
    .output(Scheme),
};

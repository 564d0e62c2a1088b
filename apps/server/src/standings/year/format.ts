import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson, type Plain } from '../periods/canonical.ts';

/**
 * The exported year, `xinxuan-ledger-year/1` (docs/decisions/0581): JSON Lines, one row a line, each with its part and a
 * check code over itself; the first row is the head, the last one counts the rows of each part. Everything that is needed
 * to work the year out again is in it, and nothing else is.
 */
export const YEAR_FORM = 'xinxuan-ledger-year/1';

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const Id = z.string().min(1).max(400);
const Decimal = z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/);
const Count = z.number().int().nonnegative();
const Kind = z.enum(['unit', 'person']);
const Status = z.enum(['counted', 'superseded', 'excluded']);

export const ROWS = {
  head: z.object({
    form: z.literal(YEAR_FORM),
    body: z.object({ id: Id, name: z.string() }),
    year: z.number().int().min(1900).max(2999),
    /** What was not booked by the end of this day was not yet known. */
    asOf: Day,
    exportedAt: z.string(),
  }),
  /** A scheme in force on some day of the year; `text` is its YAML as approved, `sha256` what the approval was given on. */
  scheme: z.object({
    id: Id,
    name: z.string(),
    from: Day.nullable(),
    to: Day.nullable(),
    sha256: z.string().nullable(),
    text: z.string(),
  }),
  unit: z.object({
    id: Id,
    name: z.string(),
    group: z.string().nullable(),
    classes: z.array(z.string()),
    numbers: z.record(z.string(), z.union([z.number(), z.string()])),
    from: Day.nullable(),
    to: Day.nullable(),
  }),
  person: z.object({
    id: Id,
    name: z.string(),
    unit: Id,
    role: z.string(),
    from: Day.nullable(),
    to: Day.nullable(),
  }),
  fact: z.object({
    id: Id,
    kind: z.string(),
    on: Day,
    booked: Day,
    unit: Id,
    persons: z.array(Id),
    manuscript: z.string().nullable(),
    lead: z.string().nullable(),
    attrs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    label: z.string(),
    evidence: z.array(z.string()),
  }),
  /** A line as the scheme gives it. */
  line: z.object({
    id: Id,
    scheme: Id,
    kind: Kind,
    owner: Id,
    on: Day,
    clause: z.string(),
    rule: z.string(),
    status: Status,
    points: Decimal,
    measure: z.string(),
    facts: z.array(Id),
    sentence: z.string(),
  }),
  /** An entry beside what the scheme gives; `kinds` are the kinds of periods whose figures it is part of. */
  correction: z.object({
    id: Id,
    what: z.enum(['objection', 'late']),
    origin: z.string(),
    on: Day,
    kinds: z.array(z.enum(['month', 'quarter', 'year'])),
    kind: Kind,
    owner: Id,
    points: Decimal,
    frozen: Decimal.nullable(),
    recomputed: Decimal.nullable(),
    earlier: Decimal.nullable(),
    sentence: z.string(),
    at: z.string(),
  }),
  /** The total and place of an owner in a period, as the standings show them. */
  total: z.object({
    period: z.string(),
    kind: Kind,
    owner: Id,
    name: z.string(),
    group: z.string(),
    points: Decimal,
    submitted: Count,
    counted: Count,
    adopted: Count,
    place: Count,
    tied: z.boolean(),
  }),
  /** Every closing of the body, in the order of their numbers; of the year's own ones the sections follow. */
  closing: z.object({
    period: z.string(),
    number: Count.nullable(),
    previous: z.string().nullable(),
    head: z.string().nullable(),
    hash: z.string(),
  }),
  section: z.object({ period: z.string(), section: z.string(), hash: z.string(), content: z.string() }),
  end: z.object({ rows: z.record(z.string(), Count) }),
} as const;

export const PARTS = [
  'scheme',
  'unit',
  'person',
  'fact',
  'line',
  'correction',
  'total',
  'closing',
  'section',
] as const;
export type Part = (typeof PARTS)[number];
export type RowOf<P extends keyof typeof ROWS> = z.output<(typeof ROWS)[P]>;

/** One row as it stands in the file, without the line feed. */
export function rowText<P extends keyof typeof ROWS>(part: P, row: RowOf<P>): string {
  const content = { part, ...row } as { [key: string]: Plain };
  return canonicalJson({ ...content, check: checkOf(content) });
}

/** The check code of a row: 16 characters of the SHA-256 of its canonical JSON without the code itself. */
export function checkOf({ check: _, ...row }: { [key: string]: Plain }): string {
  return createHash('sha256').update(canonicalJson(row)).digest('hex').slice(0, 16);
}

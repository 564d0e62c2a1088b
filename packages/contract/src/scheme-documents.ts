import * as z from 'zod';
import { endpoint, Id, refuses } from './base.ts';
import { SchemeProblem, SchemeRow } from './schemes.ts';

/** A text in both languages. */
const Label = z.object({ zh: z.string(), en: z.string() });

/** A cell takes `across` columns and `down` rows; cells that it covers are left out, as in HTML. */
const PrintedCell = z.object({
  text: Label,
  across: z.number().int().optional(),
  down: z.number().int().optional(),
  figure: z.literal(true).optional(),
});
/** The first `heads` rows are heads. */
export const PrintedTable = z.object({
  kind: z.literal('table'),
  caption: Label,
  heads: z.number().int(),
  rows: z.array(z.array(PrintedCell).readonly()).readonly(),
});
export type PrintedTable = z.infer<typeof PrintedTable>;

export const PrintedArticle = z.object({
  /** What it prints: clause:adoption, ledger:total, switches … */
  place: z.string(),
  /** 第五条, Article 5. */
  name: Label,
  /** Line of the clause in the text. */
  line: z.number().int().optional(),
  /** The rule as published, quoted, with its number there. */
  rule: z.object({ number: z.string(), text: Label }).optional(),
  lead: Label,
  items: z.array(z.object({ name: Label, text: Label, tables: z.array(PrintedTable).readonly() })).readonly(),
  tables: z.array(PrintedTable).readonly(),
});
export type PrintedArticle = z.infer<typeof PrintedArticle>;

/** A scheme as a 计分办法: chapters, articles, tables. */
export const PrintedScheme = z.object({
  id: z.string(),
  version: z.string(),
  title: Label,
  remark: Label,
  chapters: z
    .array(z.object({ name: Label, title: Label, articles: z.array(PrintedArticle).readonly() }))
    .readonly(),
});
export type PrintedScheme = z.infer<typeof PrintedScheme>;

/** One change between two versions; `answer` when it shows only under an answer that is not in force. */
export const SchemeChange = z.object({
  kind: z.enum(['added', 'removed', 'changed', 'moved', 'text']),
  place: z.string(),
  name: Label,
  sentence: Label,
  answer: Label.optional(),
});
export type SchemeChange = z.infer<typeof SchemeChange>;

/** A version that is compared: one that is kept here, or a text; with what it calls itself. */
const ComparedVersion = z.object({
  scheme: SchemeRow.nullable(),
  version: z.string(),
  title: Label,
  remark: Label,
});

export const ComparedArticle = z.object({
  place: z.string(),
  name: Label,
  before: PrintedArticle.nullable(),
  after: PrintedArticle.nullable(),
  changes: z.array(SchemeChange).readonly(),
});
export type ComparedArticle = z.infer<typeof ComparedArticle>;

export const SchemeComparison = z.object({
  before: ComparedVersion,
  after: ComparedVersion,
  changes: z.array(SchemeChange).readonly(),
  articles: z.array(ComparedArticle).readonly(),
});
export type SchemeComparison = z.infer<typeof SchemeComparison>;

const Yaml = z.string().max(500_000);
/** A scheme that is kept here, or the text of one. */
const SchemeOrText = z.union([z.object({ id: Id }).strict(), z.object({ yaml: Yaml }).strict()]);
const Language = z.enum(['zh', 'en']);

/** Endpoints of `schemes` that are about its document. */
export const schemeDocuments = {
  printed: endpoint
    .meta({ right: 'scheme.read', writes: false, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/printed',
      tags: ['standings'],
      summary: 'A scheme, or a text that is not saved, as a printed document',
    })
    .input(SchemeOrText)
    .errors(refuses('not_found'))
    .output(z.object({ printed: PrintedScheme.nullable(), problems: z.array(SchemeProblem) })),
  download: endpoint
    .meta({ right: 'scheme.read', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/{id}/download',
      tags: ['standings'],
      summary: 'The printed document as Word in the official layout',
    })
    .input(z.object({ id: Id, language: Language.default('zh') }))
    .errors(refuses('not_found', 'invalid'))
    .output(z.object({ fileId: Id, name: z.string() })),
  compare: endpoint
    .meta({ right: 'scheme.read', writes: false, place: 'body' })
    .route({
      method: 'POST',
      path: '/schemes/compare',
      tags: ['standings'],
      summary: 'Two versions clause by clause; without an earlier one, the version before it',
    })
    .input(z.object({ after: SchemeOrText, before: SchemeOrText.optional() }))
    .errors(refuses('not_found', 'invalid'))
    .output(SchemeComparison),
};

import * as z from 'zod';
import { Id, line } from './base.ts';
import { Body } from './manuscript.ts';
import { GENRES, MANUSCRIPT_TYPES } from './words.ts';

export const QUALITY_SEVERITIES = ['block', 'error', 'warning', 'note'] as const;
export type QualitySeverity = (typeof QUALITY_SEVERITIES)[number];

/** Where in a manuscript: its title, a block of its body, a cell of a table, the caption of a photo; numbers from 0. */
export const TextPlace = z.discriminatedUnion('in', [
  z.object({ in: z.literal('title') }),
  z.object({ in: z.literal('block'), block: z.number().int() }),
  z.object({
    in: z.literal('cell'),
    block: z.number().int(),
    row: z.number().int(),
    column: z.number().int(),
  }),
  z.object({ in: z.literal('caption'), photo: z.number().int() }),
]);
export type TextPlace = z.infer<typeof TextPlace>;

export const QualityFinding = z.object({
  /** The rule's id, which never changes: see docs/quality.md. */
  rule: z.string(),
  severity: z.enum(QUALITY_SEVERITIES),
  source: z.string(),
  place: TextPlace,
  /** UTF-16 positions in the text of that place. */
  from: z.number().int(),
  to: z.number().int(),
  text: z.string(),
  /** What mends it, where that is certain. */
  repair: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
});
export type QualityFinding = z.infer<typeof QualityFinding>;

export const TextToCheck = z.object({
  title: line(200),
  body: Body,
  captions: z.array(z.string().max(200)).max(100).default([]),
  genre: z.enum(GENRES),
  type: z.enum(MANUSCRIPT_TYPES),
  unitId: Id.nullable().default(null),
});

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
  PrintedAs,
  pageOf,
  refuses,
  Version,
} from './base.ts';
import { Period } from './standings.ts';

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
    /** `existed`: the period had a draft already, and this is that one with its text as it was. */
    .output(Circular.extend({ existed: z.boolean() })),
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
      summary: 'As Word or PDF in the official layout',
    })
    .input(z.object({ id: Id, as: PrintedAs }))
    .errors(refuses('not_found'))
    .output(z.object({ fileId: Id, name: z.string() })),
};

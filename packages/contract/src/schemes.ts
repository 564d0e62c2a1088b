import * as z from 'zod';
import { Can, Day, endpoint, Id, Moment, Named, refuses, Version } from './base.ts';

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

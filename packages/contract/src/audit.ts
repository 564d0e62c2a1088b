import * as z from 'zod';
import { Day, endpoint, Id, line, Moment, Named, PageInput, pageOf, refuses } from './base.ts';
import { ROLES } from './words.ts';

const NamedEntry = z.object({ entryId: z.string(), zh: z.string(), en: z.string() });

export const audit = {
  list: endpoint
    .meta({ right: 'audit.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/audit', tags: ['audit'], summary: 'The audit trail, newest first' })
    .input(
      PageInput.extend({
        personId: Id.optional(),
        subjectId: z.string().max(40).optional(),
        act: line(60).optional(),
        from: Day.optional(),
        to: Day.optional(),
      }),
    )
    .errors(refuses())
    .output(
      pageOf(
        z.object({
          id: z.string(),
          at: Moment,
          person: Named.nullable(),
          role: z.enum(ROLES).nullable(),
          address: z.string(),
          act: z.string(),
          subjectId: z.string().nullable(),
          before: z.unknown(),
          after: z.unknown(),
          sealed: z.boolean(),
        }),
      ),
    ),
  verify: endpoint
    .meta({ right: 'audit.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/audit/verify', tags: ['audit'], summary: 'Check the whole chain' })
    .errors(refuses())
    .output(
      z.object({
        entries: z.number(),
        sealed: z.number(),
        /** Entries of which words are covered by a seal. */
        covered: z.number(),
        head: z.string(),
        broken: z.array(NamedEntry),
        /** Entries that give an earlier time than the one before them: nothing is broken, but a person has to look. */
        doubtful: z.array(NamedEntry),
      }),
    ),
};

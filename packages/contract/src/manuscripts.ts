import * as z from 'zod';
import { Can, Day, endpoint, Flag, Id, line, Named, PageInput, pageOf, refuses, Version } from './base.ts';
import { DraftKey, fieldReports } from './field-reports.ts';
import { findings } from './findings.ts';
import {
  Body,
  DraftFields,
  Intake,
  Manuscript,
  ManuscriptRow,
  PhotoView,
  RevisionRow,
} from './manuscript.ts';
import { QualityFinding, TextToCheck } from './quality.ts';
import { repeats } from './repeats.ts';
import {
  CHANNELS,
  CREDITS,
  GENRES,
  IMPORTANCES,
  MANUSCRIPT_STATES,
  MANUSCRIPT_TYPES,
  ROLES,
  STEP_MODES,
} from './words.ts';

const write = { right: 'manuscript.write', writes: true, place: 'thing' } as const;

export const manuscripts = {
  ...repeats,
  ...findings,
  ...fieldReports,
  list: endpoint
    .meta({ right: 'manuscript.read', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/manuscripts',
      tags: ['manuscripts'],
      summary: 'Manuscripts that I may see',
    })
    .input(
      PageInput.extend({
        q: line(60).optional(),
        state: z.array(z.enum(MANUSCRIPT_STATES)).max(8).optional(),
        unitId: Id.optional(),
        authorId: Id.optional(),
        channel: z.enum(CHANNELS).optional(),
        type: z.enum(MANUSCRIPT_TYPES).optional(),
        genre: z.enum(GENRES).optional(),
        importance: z.enum(IMPORTANCES).optional(),
        from: Day.optional(),
        to: Day.optional(),
        /** Only what stands as sent in the standings; `from` and `to` are then the days that count there. */
        credit: z.enum(CREDITS).optional(),
        late: Flag.optional(),
        mine: Flag.optional(),
        sort: z.enum(['newest', 'oldest', 'event', 'unit', 'title']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(ManuscriptRow)),
  get: endpoint
    .meta({ right: 'manuscript.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/manuscripts/{id}',
      tags: ['manuscripts'],
      summary: 'One manuscript with its life line',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Manuscript),
  /** Reads an uploaded Word file; nothing is stored but the file. */
  intake: endpoint
    .meta({ right: 'manuscript.write', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/manuscripts/intake',
      tags: ['manuscripts'],
      summary: 'Read a Word file into fields',
    })
    .input(z.object({ fileId: Id }))
    .errors(refuses('not_found', 'unreadable_file', 'too_large'))
    .output(Intake),
  create: endpoint
    .meta(write)
    .route({ method: 'POST', path: '/manuscripts', tags: ['manuscripts'], summary: 'Start a draft' })
    .input(
      DraftFields.extend({
        sourceFileId: Id.nullable().default(null),
        /** Under one key a person begins one manuscript; a repeat answers with it as it now stands. */
        draftKey: DraftKey.nullable().default(null),
      }),
    )
    .errors(refuses('not_found', 'invalid', 'too_large'))
    .output(Manuscript),
  save: endpoint
    .meta(write)
    .route({ method: 'PUT', path: '/manuscripts/{id}', tags: ['manuscripts'], summary: 'Save a draft' })
    .input(DraftFields.extend({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid', 'too_large'))
    .output(Manuscript),
  discard: endpoint
    .meta(write)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/discard',
      tags: ['manuscripts'],
      summary: 'Throw a draft away; can be taken back',
    })
    .input(z.object({ id: Id, version: Version, undo: z.boolean().default(false) }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(z.object({ discarded: z.boolean(), version: Version })),
  /** The steps that sending would start, before it is sent (R1, D9). */
  previewRoute: endpoint
    .meta({ right: 'manuscript.write', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/manuscripts/route',
      tags: ['manuscripts'],
      summary: 'Which review steps an importance needs',
    })
    .input(
      z.object({
        unitId: Id,
        importance: z.enum(IMPORTANCES),
        channel: z.enum(CHANNELS),
        type: z.enum(MANUSCRIPT_TYPES).optional(),
      }),
    )
    .errors(refuses('not_found'))
    .output(
      z.object({
        steps: z.array(
          z.object({
            step: z.number().int(),
            mode: z.enum(STEP_MODES),
            role: z.enum(ROLES),
            reviewer: Named.nullable(),
          }),
        ),
        /** Working hours for each step. */
        dueHours: z.number().int(),
        blocked: Can,
      }),
    ),
  /** The quality check while writing: a pure reading of the text, nothing is kept. */
  check: endpoint
    .meta({ right: 'manuscript.write', writes: false, place: 'body' })
    .route({
      method: 'POST',
      path: '/manuscripts/check',
      tags: ['manuscripts'],
      summary: 'What the quality check finds in a text; nothing is saved',
    })
    .input(TextToCheck)
    .errors(refuses('too_large'))
    .output(
      z.object({
        findings: z.array(QualityFinding),
        /** Rules that the desk made blocking: nothing is sent while one of these finds something. */
        blocking: z.array(z.string()),
      }),
    ),
  submit: endpoint
    .meta(write)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/submit',
      tags: ['manuscripts'],
      summary: 'Send to review',
    })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Manuscript),
  withdraw: endpoint
    .meta(write)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/withdraw',
      tags: ['manuscripts'],
      summary: 'Take back until somebody decided',
    })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Manuscript),
  revisions: endpoint
    .meta({ right: 'manuscript.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/manuscripts/{id}/revisions',
      tags: ['manuscripts'],
      summary: 'Kept revisions',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(z.array(RevisionRow)),
  revision: endpoint
    .meta({ right: 'manuscript.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/manuscripts/{id}/revisions/{revisionId}',
      tags: ['manuscripts'],
      summary: 'One revision',
    })
    .input(z.object({ id: Id, revisionId: Id }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(RevisionRow.extend({ body: Body, photosThen: z.array(PhotoView).nullable() })),
  /** How many were sent between two days, by unit and type; each figure opens the list with the same filter. */
  counts: endpoint
    .meta({ right: 'manuscript.read', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/manuscript-counts',
      tags: ['manuscripts'],
      summary: 'Sent manuscripts by unit and type',
    })
    .input(z.object({ from: Day, to: Day }))
    .errors(refuses())
    .output(
      z.array(
        z.object({
          unit: Named,
          type: z.enum(MANUSCRIPT_TYPES),
          sent: z.number().int(),
          late: z.number().int(),
        }),
      ),
    ),
  /** The manuscript as a Word file in the official layout. */
  download: endpoint
    .meta({ right: 'manuscript.read', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/download',
      tags: ['manuscripts'],
      summary: 'As a Word file',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(z.object({ fileId: Id, name: z.string() })),
};

import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Flag,
  Id,
  line,
  Moment,
  Named,
  PageInput,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';
import {
  CHANNELS,
  DECLINE_REASONS,
  GENRES,
  IMPORTANCES,
  MANUSCRIPT_STATES,
  MANUSCRIPT_TYPES,
  REVIEW_STATES,
  ROLES,
  SECRECY_MARKS,
} from './words.ts';

/** The longest body taken in, in characters; research items end at 6,000. */
export const BODY_LIMIT = 50_000;

/** A manuscript's text is a list of blocks, not free HTML: what can be reviewed, compared, typeset and counted. */
export const Block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paragraph'),
    /** 0 text; 1 一、 2 （一） 3 1. 4 （1） */
    level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(0),
    text: z.string().max(BODY_LIMIT),
  }),
  z.object({ kind: z.literal('table'), rows: z.array(z.array(z.string().max(2000)).max(30)).max(500) }),
]);
export type Block = z.infer<typeof Block>;
export const Body = z.array(Block).max(2000);

export const Photo = z.object({ fileId: Id, caption: line(200) });
export const PhotoView = z.object({
  fileId: Id,
  caption: z.string(),
  name: z.string(),
  size: z.number(),
  url: z.string(),
});
export const Attachment = z.object({
  fileId: Id,
  name: z.string(),
  size: z.number(),
  url: z.string(),
  role: z.enum(['source', 'attachment']),
});

export const ManuscriptRow = z.object({
  id: Id,
  title: z.string(),
  unit: Named,
  authors: z.array(Named),
  state: z.enum(MANUSCRIPT_STATES),
  channel: z.enum(CHANNELS),
  type: z.enum(MANUSCRIPT_TYPES),
  genre: z.enum(GENRES),
  importance: z.enum(IMPORTANCES),
  eventOn: Day.nullable(),
  submittedAt: Moment.nullable(),
  updatedAt: Moment,
  late: z.boolean(),
  /** Who holds it now and since when; null once nobody has to act. */
  holder: z
    .object({ name: z.string(), role: z.enum(ROLES), since: Moment, dueAt: Moment.nullable() })
    .nullable(),
  adoptions: z.number().int(),
  words: z.number().int(),
  version: Version,
});
export type ManuscriptRow = z.infer<typeof ManuscriptRow>;

export const ReviewStep = z.object({
  id: Id,
  round: z.number().int(),
  step: z.number().int(),
  role: z.enum(ROLES),
  reviewer: Named.nullable(),
  state: z.enum(REVIEW_STATES),
  arrivedAt: Moment.nullable(),
  dueAt: Moment.nullable(),
  decidedAt: Moment.nullable(),
  reason: z.string().nullable(),
});
export type ReviewStep = z.infer<typeof ReviewStep>;

/** One entry of the life line (M7): every hand the manuscript passed through. */
export const LifeEvent = z.object({
  id: Id,
  at: Moment,
  kind: z.string(),
  person: Named.nullable(),
  role: z.enum(ROLES).nullable(),
  unit: Named.nullable(),
  detail: z.record(z.string(), z.unknown()),
});
export type LifeEvent = z.infer<typeof LifeEvent>;

export const RevisionRow = z.object({
  id: Id,
  number: z.number().int(),
  kind: z.enum(['draft', 'sent', 'review', 'desk']),
  title: z.string(),
  by: Named,
  at: Moment,
  words: z.number().int(),
});

export const Manuscript = ManuscriptRow.extend({
  body: Body,
  photos: z.array(PhotoView),
  attachments: z.array(Attachment),
  themes: z.array(z.string()),
  secrecy: z.enum(SECRECY_MARKS),
  leadNote: z.string().nullable(),
  revisionId: Id,
  revisionNumber: z.number().int(),
  /** The desk's own text, when an editor has worked on it; the sent text stays as it was. */
  deskText: z.object({ revisionId: Id, title: z.string(), body: Body }).nullable(),
  route: z.array(ReviewStep),
  life: z.array(LifeEvent),
  declined: z.object({ reason: z.enum(DECLINE_REASONS), note: z.string() }).nullable(),
  mergedInto: Named.nullable(),
  mergedFrom: z.array(Named),
  possibleRepeats: z.array(
    z.object({ id: Id, title: z.string(), unit: z.string(), sharedPercent: z.number() }),
  ),
  can: z.object({
    edit: Can,
    submit: Can,
    withdraw: Can,
    discard: Can,
    approve: Can,
    return: Can,
    accept: Can,
    deskReturn: Can,
    decline: Can,
    deskEdit: Can,
    adopt: Can,
    claim: Can,
  }),
});
export type Manuscript = z.infer<typeof Manuscript>;

const draftFields = {
  title: line(200),
  body: Body,
  unitId: Id,
  authorIds: z.array(Id).max(10),
  channel: z.enum(CHANNELS),
  type: z.enum(MANUSCRIPT_TYPES),
  genre: z.enum(GENRES),
  importance: z.enum(IMPORTANCES),
  themes: z.array(line(20).min(1)).max(10),
  eventOn: Day.nullable(),
  secrecy: z.enum(SECRECY_MARKS),
  leadNote: line(200).nullable(),
  photos: z.array(Photo).max(20),
  attachmentIds: z.array(Id).max(20),
};
export const DraftFields = z.object(draftFields);
export type DraftFields = z.infer<typeof DraftFields>;

const Certainty = z.enum(['certain', 'likely', 'missing']);
function read<T extends z.ZodType>(value: T) {
  return z.object({ value, certainty: Certainty, from: z.string() });
}

/** What was read from a Word file, field by field, with how sure the reader is and where it found it. */
export const Intake = z.object({
  fileId: Id,
  fileName: z.string(),
  title: read(z.string().nullable()),
  body: read(Body),
  unit: read(z.object({ text: z.string(), id: Id.nullable() }).nullable()),
  correspondents: read(z.array(z.object({ text: z.string(), id: Id.nullable() }))),
  eventOn: read(Day.nullable()),
  type: read(z.enum(MANUSCRIPT_TYPES).nullable()),
  photos: z.array(PhotoView),
  findings: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
});
export type Intake = z.infer<typeof Intake>;

const write = { right: 'manuscript.write', writes: true, place: 'thing' } as const;

export const manuscripts = {
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
    .input(DraftFields.extend({ sourceFileId: Id.nullable().default(null) }))
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
    .input(z.object({ unitId: Id, importance: z.enum(IMPORTANCES), channel: z.enum(CHANNELS) }))
    .errors(refuses('not_found'))
    .output(
      z.object({
        steps: z.array(z.object({ role: z.enum(ROLES), reviewer: Named.nullable() })),
        blocked: Can,
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
    .errors(refuses('not_found'))
    .output(RevisionRow.extend({ body: Body })),
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

const decide = { right: 'review.decide', writes: true, place: 'thing' } as const;
const triage = { right: 'desk.triage', writes: true, place: 'thing' } as const;
const acted = refuses('not_found', 'stale', 'wrong_state');
const onManuscript = z.object({ id: Id, version: Version });

export const RouteRule = z.object({
  importance: z.enum(IMPORTANCES),
  channel: z.enum(CHANNELS),
  steps: z.array(z.enum(ROLES)).min(1).max(5),
  dueHours: z.number().int().min(1).max(240),
});
export type RouteRule = z.infer<typeof RouteRule>;

export const reviews = {
  waiting: endpoint
    .meta({ right: 'review.decide', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/reviews/waiting',
      tags: ['reviews'],
      summary: 'What waits for my signature',
    })
    .input(PageInput)
    .errors(refuses())
    .output(pageOf(ManuscriptRow)),
  approve: endpoint
    .meta(decide)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/approve',
      tags: ['reviews'],
      summary: 'Approve at my step',
    })
    .input(onManuscript.extend({ note: line(500).default('') }))
    .errors(acted)
    .output(Manuscript),
  return: endpoint
    .meta(decide)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/return',
      tags: ['reviews'],
      summary: 'Return to the writer with reasons',
    })
    .input(onManuscript.extend({ reason: Reason }))
    .errors(acted)
    .output(Manuscript),
  routes: {
    get: endpoint
      .meta({ right: 'network.read', writes: false, place: 'body' })
      .route({
        method: 'GET',
        path: '/review-routes',
        tags: ['reviews'],
        summary: 'The review routes in force',
      })
      .errors(refuses())
      .output(z.object({ version: Version, rules: z.array(RouteRule), can: z.object({ change: Can }) })),
    save: endpoint
      .meta({ right: 'route.manage', writes: true, place: 'body' })
      .route({
        method: 'PUT',
        path: '/review-routes',
        tags: ['reviews'],
        summary: 'Change the review routes; runs already started keep theirs',
      })
      .input(z.object({ version: Version, rules: z.array(RouteRule).max(100) }))
      .errors(refuses('stale', 'invalid'))
      .output(z.object({ version: Version, rules: z.array(RouteRule), can: z.object({ change: Can }) })),
  },
  delegations: {
    list: endpoint
      .meta({ right: 'signed_in', writes: false, place: 'body' })
      .route({ method: 'GET', path: '/delegations', tags: ['reviews'], summary: 'My delegations' })
      .errors(refuses())
      .output(z.array(z.object({ id: Id, to: Named, fromOn: Day, toOn: Day, ended: z.boolean() }))),
    create: endpoint
      .meta({ right: 'review.decide', writes: true, place: 'body' })
      .route({
        method: 'POST',
        path: '/delegations',
        tags: ['reviews'],
        summary: 'Let somebody sign for me for a term',
      })
      .input(z.object({ toPersonId: Id, fromOn: Day, toOn: Day }))
      .errors(refuses('not_found', 'invalid', 'conflict'))
      .output(z.object({ id: Id })),
    end: endpoint
      .meta({ right: 'review.decide', writes: true, place: 'body' })
      .route({
        method: 'POST',
        path: '/delegations/{id}/end',
        tags: ['reviews'],
        summary: 'End a delegation now',
      })
      .input(z.object({ id: Id }))
      .errors(refuses('not_found'))
      .output(z.object({ id: Id })),
  },
  desk: {
    queue: endpoint
      .meta({ right: 'desk.triage', writes: false, place: 'reach' })
      .route({ method: 'GET', path: '/desk', tags: ['desk'], summary: "The desk's incoming manuscripts" })
      .input(
        PageInput.extend({
          state: z.enum(['at_desk', 'accepted', 'declined', 'merged']).default('at_desk'),
          unitId: Id.optional(),
          channel: z.enum(CHANNELS).optional(),
          q: line(60).optional(),
          sort: z.enum(['waiting', 'newest', 'unit']).default('waiting'),
        }),
      )
      .errors(refuses())
      .output(pageOf(ManuscriptRow)),
    accept: endpoint
      .meta(triage)
      .route({ method: 'POST', path: '/desk/{id}/accept', tags: ['desk'], summary: 'Accept for editing' })
      .input(onManuscript)
      .errors(acted)
      .output(Manuscript),
    return: endpoint
      .meta(triage)
      .route({
        method: 'POST',
        path: '/desk/{id}/return',
        tags: ['desk'],
        summary: 'Return to the writer with reasons',
      })
      .input(onManuscript.extend({ reason: Reason }))
      .errors(acted)
      .output(Manuscript),
    decline: endpoint
      .meta(triage)
      .route({ method: 'POST', path: '/desk/{id}/decline', tags: ['desk'], summary: 'Decline with a reason' })
      .input(onManuscript.extend({ reason: z.enum(DECLINE_REASONS), note: line(500).default('') }))
      .errors(acted)
      .output(Manuscript),
    /** Takes the desk's last triage decision on this manuscript back, with its trace. */
    undo: endpoint
      .meta(triage)
      .route({
        method: 'POST',
        path: '/desk/{id}/undo',
        tags: ['desk'],
        summary: 'Take the last triage decision back',
      })
      .input(onManuscript)
      .errors(acted)
      .output(Manuscript),
    merge: endpoint
      .meta(triage)
      .route({
        method: 'POST',
        path: '/desk/merge',
        tags: ['desk'],
        summary: 'Merge several manuscripts into one; sources keep their credit',
      })
      .input(
        z.object({
          title: line(200).min(2),
          sources: z
            .array(z.object({ id: Id, version: Version }))
            .min(2)
            .max(20),
          body: Body,
        }),
      )
      .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
      .output(Manuscript),
    edit: endpoint
      .meta(triage)
      .route({
        method: 'PUT',
        path: '/desk/{id}/text',
        tags: ['desk'],
        summary: "Save the desk's text; the sent text stays",
      })
      .input(onManuscript.extend({ title: line(200).min(2), body: Body }))
      .errors(refuses('not_found', 'stale', 'wrong_state', 'too_large'))
      .output(Manuscript),
  },
};

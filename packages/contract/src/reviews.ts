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
import { Body, Manuscript, ManuscriptRow } from './manuscript.ts';
import { decideRepeat } from './repeats.ts';
import { CHANNELS, DECLINE_REASONS, IMPORTANCES, MANUSCRIPT_TYPES, ROLES, STEP_MODES } from './words.ts';

const decide = { right: 'review.decide', writes: true, place: 'thing' } as const;
const triage = { right: 'desk.triage', writes: true, place: 'thing' } as const;
const acted = refuses('not_found', 'stale', 'wrong_state');
const onManuscript = z.object({ id: Id, version: Version });

/** One step: who signs it. With several roles, any one of them is enough (任一人) or each signs (会签). */
export const RouteStep = z.object({
  roles: z.array(z.enum(ROLES)).min(1).max(5),
  mode: z.enum(STEP_MODES),
  /** The step is taken for these importances alone; empty: for all that the rule covers. */
  onlyFor: z.array(z.enum(IMPORTANCES)),
});
export type RouteStep = z.infer<typeof RouteStep>;

/** A row of the table: for which manuscripts, and through whose hands. Null covers every type or importance. */
export const RouteRule = z.object({
  channel: z.enum(CHANNELS),
  type: z.enum(MANUSCRIPT_TYPES).nullable(),
  importance: z.enum(IMPORTANCES).nullable(),
  steps: z.array(RouteStep).min(1).max(5),
  /** Working hours for each step, over the calendar of the manuscript's unit. */
  dueHours: z.number().int().min(1).max(240),
});
export type RouteRule = z.infer<typeof RouteRule>;

/** As many as one act signs: more than a morning brings, and fewer than anybody could have looked at. */
export const BATCH_MOST = 50;

export const SECRECY_STANDS = ['none', 'cleared', 'missing', 'held'] as const;

/** One item of a list that is signed in one act, with what a leader wants to know before letting it pass unread. */
export const BatchRow = ManuscriptRow.extend({
  /** The post in which it is signed. */
  role: z.enum(ROLES),
  post: Named.nullable(),
  /** For whom the asker stands in. */
  for: Named.nullable(),
  dueAt: Moment.nullable(),
  /** The asker has had the text as it stands on the screen. */
  opened: z.boolean(),
  /** Of the last quality check, without remarks of style: what nobody has answered. Null where it has not been checked. */
  findings: z.number().int().nullable(),
  secrecy: z.enum(SECRECY_STANDS),
  /** Why it cannot be signed as it stands. */
  why: Can,
});
export type BatchRow = z.infer<typeof BatchRow>;

/** What became of one item of a list that was signed in one act. */
export const Signed = z.object({
  id: Id,
  title: z.string(),
  done: z.boolean(),
  /** Why this one was not signed. */
  why: Can,
});
export type Signed = z.infer<typeof Signed>;

/** Days without an answer after which an item is asked about, unless the reader says otherwise. */
export const STUCK_AFTER_DAYS = 3;

export const reviews = {
  waiting: endpoint
    .meta({ right: 'review.decide', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/reviews/waiting',
      tags: ['reviews'],
      summary: 'What waits for my signature',
    })
    .input(PageInput.extend({ overdue: Flag.optional() }))
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
      summary: 'Return to the writer or an earlier step, with reasons',
    })
    .input(
      onManuscript.extend({
        reason: Reason,
        /** The step that shall sign again; 0 is the writer. */
        to: z.number().int().min(0).max(5).default(0),
      }),
    )
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Manuscript),
  /** What waits for the asker, as many as one act signs: those that have waited longest, the earliest due first. */
  batch: endpoint
    .meta({ right: 'review.decide', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/reviews/batch',
      tags: ['reviews'],
      summary: 'What waits for my signature, with what has to be known before signing several at once',
    })
    .errors(refuses())
    .output(z.object({ rows: z.array(BatchRow), total: z.number().int() })),
  /** Signs several in one act; each is recorded by itself, and one that cannot be signed holds up none of the others. */
  approveMany: endpoint
    .meta(decide)
    .route({
      method: 'POST',
      path: '/reviews/approve-many',
      tags: ['reviews'],
      summary: 'Approve several at my steps, each recorded by itself',
    })
    .input(
      z.object({
        items: z
          .array(
            onManuscript.extend({
              /** The asker knows that this text was never on his screen, and signs it all the same. */
              unread: z.boolean().default(false),
            }),
          )
          .min(1)
          .max(1000),
        note: line(500).default(''),
      }),
    )
    .errors(refuses('not_found', 'too_large'))
    .output(z.object({ results: z.array(Signed) })),
  /** Takes one's last decision back until whoever has it next has opened it. */
  takeBack: endpoint
    .meta(decide)
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/take-back',
      tags: ['reviews'],
      summary: 'Take my last decision back, until the next person has opened it',
    })
    .input(onManuscript.extend({ reason: line(500).default('') }))
    .errors(acted)
    .output(Manuscript),
  /** Whoever has it now has opened it: from here on it is no longer taken back. */
  opened: endpoint
    .meta({ right: 'manuscript.read', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/opened',
      tags: ['reviews'],
      summary: 'Record that its holder has opened it',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(z.object({ openedAt: Moment.nullable() })),
  /** What nobody has answered for so many days: no writer is left without an answer unseen (L5). */
  stuck: endpoint
    .meta({ right: 'manuscript.read', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/reviews/stuck',
      tags: ['reviews'],
      summary: 'Items without an answer for some days, and where they lie',
    })
    .input(
      PageInput.extend({
        days: z.coerce.number().int().min(1).max(365).default(STUCK_AFTER_DAYS),
        unitId: Id.optional(),
        /** At whose step it lies. */
        role: z.enum(ROLES).optional(),
      }),
    )
    .errors(refuses())
    .output(
      pageOf(ManuscriptRow).extend({
        /** How many lie at whose step, whatever step was asked for. */
        counts: z.array(z.object({ role: z.enum(ROLES), count: z.number().int() })),
      }),
    ),
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
      .output(
        z.array(
          z.object({
            ...{ id: Id, to: Named, fromOn: Day, toOn: Day, ended: z.boolean() },
            /** Manuscripts that wait for me although this runs: the person named may not sign them. */
            stays: z.array(Named),
          }),
        ),
      ),
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
    decideRepeat,
    queue: endpoint
      .meta({ right: 'desk.triage', writes: false, place: 'reach' })
      .route({ method: 'GET', path: '/desk', tags: ['desk'], summary: "The desk's incoming manuscripts" })
      .input(
        PageInput.extend({
          state: z.enum(['at_desk', 'accepted', 'declined', 'merged']).default('at_desk'),
          unitId: Id.optional(),
          channel: z.enum(CHANNELS).optional(),
          overdue: Flag.optional(),
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

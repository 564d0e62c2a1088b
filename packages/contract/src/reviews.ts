import * as z from 'zod';
import { Can, Day, endpoint, Id, line, Named, PageInput, pageOf, Reason, refuses, Version } from './base.ts';
import { Body, Manuscript, ManuscriptRow } from './manuscript.ts';
import { decideRepeat } from './repeats.ts';
import { CHANNELS, DECLINE_REASONS, IMPORTANCES, ROLES } from './words.ts';

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
    decideRepeat,
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

import * as z from 'zod';
import { Can, Day, endpoint, Flag, Id, line, MinuteOfDay, Moment, Named, refuses, Version } from './base.ts';
import { MANUSCRIPT_STATES } from './words.ts';

/**
 * Where a topic of the plan stands, read from its period and from what was put to it: not published, not begun, running,
 * reached, behind (its day or period is over and something is missing), or removed.
 */
export const TOPIC_STATES = ['draft', 'coming', 'running', 'reached', 'behind', 'removed'] as const;
export type TopicState = (typeof TOPIC_STATES)[number];

const Count = z.number().int().min(0).max(9999);
const Year = z.coerce.number().int().min(2000).max(2100);

const Progress = z.object({
  unit: Named,
  /** The target; nought for a unit that answered without one. */
  items: Count,
  adoptions: Count,
  reachedItems: z.number().int(),
  reachedAdoptions: z.number().int(),
  reached: z.boolean(),
});
export type TopicProgress = z.infer<typeof Progress>;

const Topic = z.object({
  id: Id,
  /** Whose plan it is. */
  unit: Named,
  year: z.number().int(),
  title: z.string(),
  wanted: z.string(),
  theme: z.string().nullable(),
  from: Day,
  to: Day,
  dueOn: Day.nullable(),
  /** Null: the end of that day's work. */
  dueMinute: MinuteOfDay.nullable(),
  /** The moment of both. */
  dueAt: Moment.nullable(),
  publishedAt: Moment.nullable(),
  publishedBy: z.string().nullable(),
  state: z.enum(TOPIC_STATES),
  progress: z.array(Progress),
  version: Version,
  can: z.object({ edit: Can, publish: Can, remove: Can, restore: Can, put: Can }),
});
export type PlanTopic = z.infer<typeof Topic>;

const WholeTopic = Topic.extend({
  items: z.array(
    z.object({
      id: Id,
      title: z.string(),
      unit: Named,
      state: z.enum(MANUSCRIPT_STATES),
      sentAt: Moment.nullable(),
      adoptions: z.number().int(),
      take: Can,
    }),
  ),
});
export type WholeTopic = z.infer<typeof WholeTopic>;

const fields = {
  title: line(60).min(2),
  wanted: z.string().trim().max(1000).default(''),
  theme: line(20).nullable().default(null),
  from: Day,
  to: Day,
  dueOn: Day.nullable().default(null),
  /** By which minute of that day; without one, by the end of the day's work. */
  dueMinute: MinuteOfDay.nullable().default(null),
  targets: z
    .array(z.object({ unitId: Id, items: Count, adoptions: Count.default(0) }))
    .max(300)
    .default([]),
};

const tags = ['plans'];
const on = z.object({ id: Id, version: Version });
const onItem = z.object({ id: Id, manuscriptId: Id });
const acted = refuses('not_found', 'stale', 'wrong_state', 'invalid', 'conflict');
const manage = { right: 'plan.manage', writes: true, place: 'thing' } as const;
const answer = { right: 'plan.answer', writes: true, place: 'thing' } as const;
const post = (path: `/${string}`, summary: string) => ({ method: 'POST' as const, path, tags, summary });

export const plans = {
  list: endpoint
    .meta({ right: 'plan.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/plan', tags, summary: 'The topics of a year with their progress' })
    .input(
      z.object({
        year: Year,
        /** Only topics whose period meets this month of the year. */
        month: z.coerce.number().int().min(1).max(12).optional(),
        /** Only topics of this unit: with a target or an item of it. */
        unitId: Id.optional(),
        removed: Flag.default(false),
      }),
    )
    .errors(refuses())
    .output(z.object({ topics: z.array(Topic), lastYear: z.number().int() })),
  get: endpoint
    .meta({ right: 'plan.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/plan/topics/{id}', tags, summary: 'One topic with its items' })
    .input(z.object({ id: Id, unitId: Id.optional() }))
    .errors(refuses('not_found'))
    .output(WholeTopic),
  ofItem: endpoint
    .meta({ right: 'plan.read', writes: false, place: 'body' })
    .route({ method: 'GET', path: '/plan/items/{manuscriptId}', tags, summary: 'The topic an item answers' })
    .input(z.object({ manuscriptId: Id }))
    .errors(refuses())
    .output(z.object({ id: Id, title: z.string(), version: Version }).nullable()),
  add: endpoint
    .meta(manage)
    .route(post('/plan/topics', 'Add a topic to a plan'))
    .input(z.object({ unitId: Id, year: Year, ...fields }))
    .errors(refuses('not_found', 'invalid'))
    .output(Topic),
  save: endpoint
    .meta(manage)
    .route(post('/plan/topics/{id}', 'Change a topic'))
    .input(on.extend(fields))
    .errors(acted)
    .output(Topic),
  publish: endpoint
    .meta(manage)
    .route(post('/plan/publish', 'Publish topics to the network, in one notice'))
    .input(z.object({ ids: z.array(Id).min(1).max(100) }))
    .errors(acted)
    .output(z.object({ published: z.number().int(), told: z.number().int() })),
  remove: endpoint
    .meta(manage)
    .route(post('/plan/topics/{id}/remove', 'Take a topic off the plan'))
    .input(on)
    .errors(acted)
    .output(Topic),
  restore: endpoint
    .meta(manage)
    .route(post('/plan/topics/{id}/restore', 'Put a removed topic back'))
    .input(on)
    .errors(acted)
    .output(Topic),
  copyYear: endpoint
    .meta(manage)
    .route(post('/plan/copy', "Begin a year with the last year's topics"))
    .input(z.object({ unitId: Id, from: Year, to: Year }))
    .errors(refuses('not_found', 'invalid'))
    .output(z.object({ copied: z.number().int() })),
  put: endpoint
    .meta(answer)
    .route(post('/plan/topics/{id}/put', 'An item answers the topic'))
    .input(onItem)
    .errors(acted)
    .output(WholeTopic),
  take: endpoint
    .meta(answer)
    .route(post('/plan/topics/{id}/take', 'The item does not answer it after all'))
    .input(onItem)
    .errors(acted)
    .output(WholeTopic),
};

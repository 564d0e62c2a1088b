import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { Day, endpoint, Flag, Id, Moment, Named, PageInput, pageOf, refuses } from './base.ts';
import { DUTY_RECEIVERS } from './duty-kinds.ts';
import { OWNERS } from './standings.ts';

/** Why something waits for me; each is the length of the list it opens. */
export const WAITING = [
  'commissions_to_answer',
  'extensions_to_decide',
  'instructions_to_answer',
  'leads_to_answer',
  'topics_to_answer',
  'weekly_items',
  'opinion_reports',
  'window_renewals',
  'other_duties',
  'releases_to_sign',
  'texts_to_clear',
  'mail_waiting',
  'nobody_holds',
  'returned_to_me',
  'my_drafts',
  'to_review',
  'at_desk',
  'claims_to_verify',
  'schemes_to_approve',
  'objections_to_answer',
  'objections_to_decide',
] as const;
export type Waiting = (typeof WAITING)[number];

/** The system's own words in both languages; what a person typed is the same in both. */
const Said = z.object({ zh: z.string(), en: z.string() });

/** One thing that waits: what it is called, whose it is, since when and until when. */
export const WaitingItem = z.object({
  id: z.string(),
  title: Said,
  /** The unit, and what else tells it from others of the same title. */
  about: Said,
  since: Moment,
  dueAt: Moment.nullable(),
  /** What happens if nothing is done: who is told next, as things stand today, and when. */
  next: z
    .object({
      at: Moment,
      to: z.array(z.enum(DUTY_RECEIVERS)),
      last: z.boolean(),
      told: z.array(Named),
    })
    .nullable(),
});
export type WaitingItem = z.infer<typeof WaitingItem>;

export const Today = z.object({
  waiting: z.array(
    z.object({
      kind: z.enum(WAITING),
      count: z.number().int(),
      first: z.array(WaitingItem),
      overdue: z.number().int(),
    }),
  ),
  /** Reminders of duties since then: said in one line, because what is owed stands in the lists. */
  reminders: z.object({ count: z.number().int(), at: Moment.nullable() }),
  /** The day since which `changed` is. */
  changedSince: Day,
  changed: z.array(
    z.object({
      id: Id,
      at: Moment,
      kind: z.string(),
      manuscript: z.object({ id: Id, title: z.string() }).nullable(),
      zh: z.string(),
      en: z.string(),
      /** How often the same was said. */
      times: z.number().int().positive(),
    }),
  ),
  progress: z.array(
    z.object({
      owner: Named,
      ownerKind: z.enum(OWNERS),
      name: z.string(),
      /** Names the target together with its owner and its period. */
      schemeId: Id,
      clause: z.string(),
      target: z.string(),
      done: z.string(),
      missing: z.string(),
      period: z.string(),
      from: Day,
      to: Day,
    }),
  ),
});
export type Today = z.infer<typeof Today>;

/** One fact that a target was counted from: what happened on a day, with the item behind it. */
export const CountedItem = z.object({
  id: Id,
  on: Day,
  title: z.string(),
  unit: Named,
  manuscriptId: Id.nullable(),
  adoptionId: Id.nullable(),
});
export type CountedItem = z.infer<typeof CountedItem>;

export const Notice = z.object({
  id: Id,
  at: Moment,
  kind: z.string(),
  zh: z.string(),
  en: z.string(),
  manuscriptId: Id.nullable(),
  adoptionId: Id.nullable(),
  /** Where it leads otherwise, a path of this site. */
  link: z.string().nullable(),
  urgent: z.boolean(),
  /** An urgent message that asks for a confirmed reading: what it says, of whom, until when, and whether I have confirmed. */
  message: z
    .object({
      id: Id,
      text: z.string(),
      sentBy: Named,
      dueAt: Moment,
      manuscript: z.object({ id: Id, title: z.string() }).nullable(),
      confirmedAt: Moment.nullable(),
    })
    .nullable(),
  readAt: Moment.nullable(),
});
export type Notice = z.infer<typeof Notice>;

export const notices = {
  today: endpoint
    .meta({ right: 'signed_in', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/today',
      tags: ['notices'],
      summary: 'What waits for me, what changed, how far my targets are',
    })
    .errors(refuses())
    .output(Today),
  counted: endpoint
    .meta({ right: 'signed_in', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/today/counted',
      tags: ['notices'],
      summary: 'What one of my targets, or one of my unit, has been counted from',
    })
    .input(
      PageInput.extend({
        owner: z.enum(OWNERS),
        schemeId: Id,
        clause: z.string().max(40),
        period: z.string().max(12),
      }),
    )
    .errors(refuses())
    .output(
      /** Null for a target that is not on the asker's page today: nothing is told of it. */
      pageOf(CountedItem).extend({ target: Today.shape.progress.element.nullable() }),
    ),
  list: endpoint
    .meta({ right: 'signed_in', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/notices', tags: ['notices'], summary: 'My notices' })
    .input(
      PageInput.extend({
        unread: Flag.optional(),
        /** Urgent messages whose reading I have not confirmed. */
        unconfirmed: Flag.optional(),
        kind: z.string().max(40).optional(),
        /** Those that say the same as this one, from this day on: the ones that “today” counts as one line. */
        like: Id.optional(),
        from: Day.optional(),
      }),
    )
    .errors(refuses())
    .output(pageOf(Notice).extend({ unread: z.number().int() })),
  read: endpoint
    .meta({ right: 'signed_in', writes: true, place: 'reach' })
    .route({ method: 'POST', path: '/notices/read', tags: ['notices'], summary: 'Mark notices read' })
    .input(z.object({ ids: z.array(Id).max(200).or(z.literal('all')) }))
    .errors(refuses())
    .output(z.object({ unread: z.number().int() })),
  /** Server-sent events: a hint that what waits for me has changed; the page then asks `today` again. */
  live: endpoint
    .meta({ right: 'signed_in', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/live', tags: ['notices'], summary: 'Live hints (server-sent events)' })
    .errors(refuses())
    .output(eventIterator(z.object({ kind: z.enum(['hello', 'waiting', 'notice']), at: Moment }))),
};

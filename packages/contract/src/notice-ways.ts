import * as z from 'zod';
import { Can, endpoint, Id, line, Moment, Named, PageInput, pageOf, refuses, Version } from './base.ts';

/** Kinds of notices as people choose among them. */
export const NOTICE_GROUPS = ['to_do', 'my_work', 'duty', 'points', 'system'] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];

/** Ways to a person besides the application itself, which always tells. */
export const PERSON_WAYS = ['mail', 'sms'] as const;
export type PersonWay = (typeof PERSON_WAYS)[number];

/** Ways of a body: robots of a chat group, a webhook for a program, the gateway that short messages leave by. */
export const CHANNEL_KINDS = ['wecom', 'dingtalk', 'feishu', 'webhook', 'sms'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** A minute of the day, 1320 is 22:00. */
const Minute = z.number().int().min(0).max(1439);
/** From one minute to another, mostly across midnight. The same minute twice is no quiet at all. */
export const QuietHours = z.object({ from: Minute, to: Minute });
export type QuietHours = z.infer<typeof QuietHours>;

/** Urgent messages of one person within an hour; what the system itself calls urgent is never counted. */
const UrgentPerHour = z.number().int().min(1).max(100);

const Groups = z.array(z.enum(NOTICE_GROUPS)).max(NOTICE_GROUPS.length);
export const Ways = z.object({ mail: Groups, sms: Groups });
export type Ways = z.infer<typeof Ways>;

export const NoticeWishes = z.object({
  ways: Ways,
  /** Null: those of the body. */
  quiet: QuietHours.nullable(),
  digest: z.boolean(),
  version: Version,
});
export type NoticeWishes = z.infer<typeof NoticeWishes>;

/** What is known of a way out from what it sent. */
const Health = z.object({
  lastSentAt: Moment.nullable(),
  waiting: z.number().int(),
  failingSince: Moment.nullable(),
  lastError: z.string().nullable(),
});

/** Where a way to a person leads, why nothing arrives by it, and the page where the reader may put that right. */
const Reach = z.object({ to: z.string().nullable(), why: Can, mend: z.string().nullable() });
export type WayReach = z.infer<typeof Reach>;

export const NoticeChannel = z.object({
  id: Id,
  kind: z.enum(CHANNEL_KINDS),
  name: z.string(),
  active: z.boolean(),
  /** The host of the address; the rest of it may be a key and is never shown. */
  host: z.string(),
  hasSecret: z.boolean(),
  template: z.string().nullable(),
  groups: Groups,
  health: Health,
  version: Version,
});
export type NoticeChannel = z.infer<typeof NoticeChannel>;

const Address = z
  .url({ protocol: /^https?$/ })
  .max(1000)
  .refine(value => !/[\s\p{Cc}]/u.test(value), 'spaces');

export const ChannelDraft = z.object({
  id: Id.optional(),
  version: Version,
  kind: z.enum(CHANNEL_KINDS),
  name: line(40).min(1),
  active: z.boolean(),
  /** Null: as it was. */
  address: Address.nullable(),
  /** Null: as it was; a webhook makes its own. */
  secret: line(200).nullable(),
  /** SMS: the JSON that is posted, with {phone}, {title} and {link}. */
  template: z.string().max(2000).nullable(),
  groups: Groups,
});
export type ChannelDraft = z.infer<typeof ChannelDraft>;

export const CalendarFeed = z.object({
  id: Id,
  name: z.string(),
  madeAt: Moment,
  revokedAt: Moment.nullable(),
});
export type CalendarFeed = z.infer<typeof CalendarFeed>;

export const UrgentMessage = z.object({
  id: Id,
  text: z.string(),
  manuscript: z.object({ id: Id, title: z.string() }).nullable(),
  sentBy: Named,
  at: Moment,
  dueAt: Moment,
  receivers: z.array(z.object({ person: Named, unit: Named, confirmedAt: Moment.nullable() })),
});
export type UrgentMessage = z.infer<typeof UrgentMessage>;

const tags = ['notices'];
const own = { right: 'signed_in', place: 'body' } as const;
const manage = { right: 'channel.manage', place: 'body' } as const;

/** How notices leave the system: what a person wants, what the body has, calendars, and urgent messages. */
export const noticeWays = {
  wishes: endpoint
    .meta({ ...own, writes: false })
    .route({ method: 'GET', path: '/notices/wishes', tags, summary: 'How I want to be told' })
    .errors(refuses())
    .output(
      NoticeWishes.extend({
        bodyQuiet: QuietHours,
        reach: z.object({ mail: Reach, sms: Reach }),
        robots: z.object({
          rows: z.array(
            z.object({ id: Id, kind: z.enum(CHANNEL_KINDS), name: z.string(), groups: Groups, why: Can }),
          ),
          /** Why no chat group hears of anything. */
          why: Can,
          mend: z.string().nullable(),
        }),
      }),
    ),
  saveWishes: endpoint
    .meta({ ...own, writes: true })
    .route({ method: 'POST', path: '/notices/wishes', tags, summary: 'Change how I want to be told' })
    .input(NoticeWishes)
    .errors(refuses('stale'))
    .output(z.object({ version: Version })),
  channels: endpoint
    .meta({ ...manage, writes: false })
    .route({ method: 'GET', path: '/notices/channels', tags, summary: 'Ways out of the system' })
    .errors(refuses())
    .output(
      z.object({
        rows: z.array(NoticeChannel),
        mail: Health.extend({ on: z.boolean() }),
        quiet: QuietHours,
        /** How many urgent messages one person may send within an hour. */
        urgentPerHour: UrgentPerHour,
        quietVersion: Version,
      }),
    ),
  saveChannel: endpoint
    .meta({ ...manage, writes: true, secret: true })
    .route({ method: 'POST', path: '/notices/channels', tags, summary: 'Save a way out of the system' })
    .input(ChannelDraft)
    .errors(refuses('not_found', 'stale', 'invalid'))
    .output(z.object({ id: Id, version: Version, secret: z.string().nullable() })),
  exchangeSecret: endpoint
    .meta({ ...manage, writes: true, secret: true })
    .route({
      method: 'POST',
      path: '/notices/channels/{id}/secret',
      tags,
      summary: 'A new secret for a webhook; until the next exchange the former one signs too',
    })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(z.object({ version: Version, secret: z.string() })),
  testChannel: endpoint
    .meta({ ...manage, writes: true })
    .route({ method: 'POST', path: '/notices/channels/{id}/test', tags, summary: 'Send a test message' })
    .input(z.object({ id: Id, phone: line(20).nullable().default(null) }))
    .errors(refuses('not_found', 'invalid'))
    .output(z.object({ sent: z.boolean(), error: z.string().nullable(), revived: z.number().int() })),
  removeChannel: endpoint
    .meta({ ...manage, writes: true })
    .route({ method: 'DELETE', path: '/notices/channels/{id}', tags, summary: 'Remove a way out' })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale'))
    .output(z.object({ withdrawn: z.number().int() })),
  saveQuiet: endpoint
    .meta({ ...manage, writes: true })
    .route({
      method: 'POST',
      path: '/notices/quiet',
      tags,
      summary: 'The quiet hours of the body and its limit of urgent messages',
    })
    .input(z.object({ quiet: QuietHours, urgentPerHour: UrgentPerHour.optional(), version: Version }))
    .errors(refuses('stale'))
    .output(z.object({ version: Version })),
  feeds: endpoint
    .meta({ ...own, writes: false })
    .route({ method: 'GET', path: '/notices/calendars', tags, summary: 'My calendar subscriptions' })
    .errors(refuses())
    .output(z.object({ rows: z.array(CalendarFeed) })),
  makeFeed: endpoint
    .meta({ ...own, writes: true, secret: true })
    .route({ method: 'POST', path: '/notices/calendars', tags, summary: 'Make a calendar subscription' })
    .input(z.object({ name: line(40).min(1) }))
    .errors(refuses('conflict'))
    .output(z.object({ id: Id, path: z.string() })),
  revokeFeed: endpoint
    .meta({ ...own, writes: true })
    .route({
      method: 'DELETE',
      path: '/notices/calendars/{id}',
      tags,
      summary: 'End a calendar subscription',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(z.object({ revokedAt: Moment })),
  sendUrgent: endpoint
    .meta({ right: 'notice.urgent', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/notices/urgent',
      tags,
      summary: 'An urgent message whose reading everybody confirms',
    })
    .input(
      z.object({
        text: line(300).min(2),
        unitIds: z.array(Id).max(200),
        personIds: z.array(Id).max(200),
        manuscriptId: Id.nullable().default(null),
        withinMinutes: z.number().int().min(5).max(1440).default(30),
      }),
    )
    .errors(refuses('not_found', 'invalid'))
    .output(UrgentMessage),
  urgent: endpoint
    .meta({ right: 'notice.urgent', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/notices/urgent', tags, summary: 'Urgent messages that I sent' })
    .input(PageInput)
    .errors(refuses())
    .output(pageOf(UrgentMessage)),
  confirm: endpoint
    .meta({ ...own, writes: true })
    .route({
      method: 'POST',
      path: '/notices/urgent/{messageId}/confirm',
      tags,
      summary: 'I have read an urgent message (已读)',
    })
    .input(z.object({ messageId: Id }))
    .errors(refuses('not_found'))
    .output(z.object({ confirmedAt: Moment })),
};

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
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';
import { CHANNELS } from './words.ts';

/** `stored`: kept, being read; `ignored`: written by a machine, kept and never answered. */
export const MAIL_STATES = ['stored', 'waiting', 'taken', 'refused', 'aside', 'ignored'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why a message waits for a person, or is left alone. */
export const MAIL_WHYS = [
  'unknown_sender',
  'shared_address',
  'no_sender',
  'no_post',
  'other_unit',
  'not_authenticated',
  'failed_authentication',
  'no_manuscript',
  'unreadable',
  'same_id_other_text',
  'refused_by_rule',
  'secrecy',
  'bounce',
  'auto_reply',
  'list',
  'own',
  'rule',
  'taken_by_hand',
] as const;
export type MailWhy = (typeof MAIL_WHYS)[number];

export const MAIL_VERDICTS = ['pass', 'fail', 'none'] as const;
export type MailVerdict = (typeof MAIL_VERDICTS)[number];

const Sentence = z.object({ zh: z.string(), en: z.string() });

/** What SPF, DKIM and DMARC say of the sender, in the words of their standards, and what follows. */
export const MailAuthentication = z.object({
  verdict: z.enum(MAIL_VERDICTS),
  spf: z.string(),
  dkim: z.string(),
  dmarc: z.string(),
  /** Who found it out: this server, the receiving server that is trusted, or the inner network. */
  by: z.enum(['own', 'server', 'inner', 'nobody']),
});
export type MailAuthentication = z.infer<typeof MailAuthentication>;

export const MailRow = z.object({
  id: Id,
  state: z.enum(MAIL_STATES),
  why: z.array(z.enum(MAIL_WHYS)),
  way: z.enum(['imap', 'door']),
  channel: z.enum(CHANNELS),
  subject: z.string(),
  from: z.object({ name: z.string(), address: z.string().nullable() }),
  person: Named.nullable(),
  unit: Named.nullable(),
  arrivedAt: Moment,
  size: z.number().int(),
  attachments: z.number().int(),
  manuscripts: z.array(Named),
  verdict: z.enum(MAIL_VERDICTS),
  version: Version,
});
export type MailRow = z.infer<typeof MailRow>;

export const MAIL_PART_ENDS = ['manuscript', 'photo', 'attachment', 'unreadable', 'left'] as const;

export const MailMessage = MailRow.extend({
  text: z.string(),
  sentAt: Moment.nullable(),
  authentication: MailAuthentication,
  /** What the subject was read as. */
  reading: z.object({
    unit: z.string().nullable(),
    day: Day.nullable(),
    title: z.string().nullable(),
    number: z.number().int().nullable(),
    /** What its documents, or its own words, were read as; `file` is null for the latter. Long texts are cut. */
    found: z.array(
      z.object({
        file: z.string().nullable(),
        title: z.string().nullable(),
        text: z.string(),
        cut: z.boolean(),
      }),
    ),
  }),
  parts: z.array(
    z.object({
      fileId: Id,
      name: z.string(),
      size: z.number(),
      url: z.string(),
      became: z.enum(MAIL_PART_ENDS),
      finding: Sentence.nullable(),
    }),
  ),
  notes: z.array(Sentence),
  /** The answer that was sent or is on its way. */
  answer: z.object({ text: z.string(), at: Moment }).nullable(),
  decided: z.object({ by: Named.nullable(), at: Moment, note: z.string() }).nullable(),
  hasOriginal: z.boolean(),
  can: z.object({ take: Can, refuse: Can, aside: Can, reopen: Can }),
});
export type MailMessage = z.infer<typeof MailMessage>;

export const MAIL_TLS = ['implicit', 'starttls', 'none'] as const;
export type MailTls = (typeof MAIL_TLS)[number];
const Port = z.number().int().min(1).max(65535);
const Host = line(253).refine(value => value === '' || /^[\p{L}\p{N}.:_-]+$/u.test(value), 'host');
export const MAIL_ADDRESS = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,253}$/u;
const Address = line(320).refine(value => value === '' || MAIL_ADDRESS.test(value), 'address');

export const MailIncoming = z.object({
  on: z.boolean(),
  host: Host,
  port: Port,
  tls: z.enum(MAIL_TLS),
  user: line(200),
  folder: line(100).min(1),
  /** Where messages go once they are kept. */
  doneFolder: line(100).min(1),
  /** Older messages stay where they are. */
  fromDay: Day,
});
export const MailDoor = z.object({
  on: z.boolean(),
  host: Host,
  port: Port,
  /** The one address that is taken. */
  recipient: Address,
  limitMb: z.number().int().min(1).max(45),
  /** Who may hand in, as addresses or networks (10.1.0.0/16); empty: anybody who reaches the port. */
  networks: z.array(line(50)).max(50),
});
export const MailOutgoing = z.object({
  on: z.boolean(),
  host: Host,
  port: Port,
  tls: z.enum(MAIL_TLS),
  user: line(200),
  sender: Address,
  name: line(60),
});
/** F25: what a subject or a sender decides before anything else; the first rule that fits holds. */
export const MailRule = z.object({
  subjectHas: line(40),
  senderHas: line(100),
  does: z.enum(['opinion', 'news', 'wait', 'aside']),
});
export type MailRule = z.infer<typeof MailRule>;
export const MailRules = z.object({
  /** A complete and certain manuscript of a known sender: sent on its review route, or left as a draft. */
  onMatch: z.enum(['submit', 'draft']),
  /** Receiving servers whose Authentication-Results are believed, by the name with which they sign. */
  trustedServers: z.array(line(100)).max(10),
  /** Only people of the inner mail system can write to the mailbox, so what says nothing is believed. */
  innerOnly: z.boolean(),
  /** Name servers to ask instead of the machine's own. */
  nameServers: z.array(line(60)).max(5),
  routes: z.array(MailRule).max(50),
});
export type MailRules = z.infer<typeof MailRules>;

/** A secret is never given back; null keeps the one that is there, '' removes it. */
const Secret = z.string().max(500).nullable();
export const MailSettings = z.object({
  incoming: MailIncoming,
  door: MailDoor,
  outgoing: MailOutgoing,
  rules: MailRules,
});
export type MailSettings = z.infer<typeof MailSettings>;

export const MailHealth = z.object({
  succeededAt: Moment.nullable(),
  failingSince: Moment.nullable(),
  failure: Sentence.nullable(),
});

const manage = { right: 'mail.manage', place: 'body' } as const;

export const mail = {
  list: endpoint
    .meta({ right: 'mail.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/mail', tags: ['mail'], summary: 'Messages that came by mail' })
    .input(
      PageInput.extend({
        state: z.array(z.enum(MAIL_STATES)).max(6).optional(),
        why: z.enum(MAIL_WHYS).optional(),
        channel: z.enum(CHANNELS).optional(),
        q: line(60).optional(),
        from: Day.optional(),
        to: Day.optional(),
        sort: z.enum(['newest', 'oldest']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(MailRow).extend({ counts: z.record(z.enum(MAIL_STATES), z.number().int()) })),
  get: endpoint
    .meta({ right: 'mail.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/mail/{id}', tags: ['mail'], summary: 'One message' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(MailMessage),
  /** Makes drafts of what the message brought, for a unit and the person who wrote it. */
  take: endpoint
    .meta({ right: 'mail.handle', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/mail/{id}/take', tags: ['mail'], summary: 'Take a message in by hand' })
    .input(
      z.object({
        id: Id,
        version: Version,
        unitId: Id,
        personId: Id.nullable(),
        channel: z.enum(CHANNELS),
      }),
    )
    .errors(
      refuses(
        'not_found',
        'stale',
        'wrong_state',
        'invalid',
        'unreadable_file',
        'too_large',
        'disk_full',
        'conflict',
      ),
    )
    .output(MailMessage),
  refuse: endpoint
    .meta({ right: 'mail.handle', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/mail/{id}/refuse', tags: ['mail'], summary: 'Refuse a message' })
    .input(z.object({ id: Id, version: Version, reason: Reason, answer: z.boolean() }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(MailMessage),
  aside: endpoint
    .meta({ right: 'mail.handle', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/mail/{id}/aside', tags: ['mail'], summary: 'Put a message aside' })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(MailMessage),
  /** Takes a refusal or a putting aside back: the message waits again. */
  reopen: endpoint
    .meta({ right: 'mail.handle', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/mail/{id}/reopen', tags: ['mail'], summary: 'Let a message wait again' })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(MailMessage),
  /** The message as it came, as a file of the asker. */
  original: endpoint
    .meta({ right: 'mail.handle', writes: true, place: 'thing' })
    .route({ method: 'POST', path: '/mail/{id}/original', tags: ['mail'], summary: 'The message as it came' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found', 'wrong_state', 'disk_full', 'too_large', 'unreadable_file'))
    .output(z.object({ fileId: Id, name: z.string() })),
  settings: endpoint
    .meta({ ...manage, writes: false })
    .route({
      method: 'GET',
      path: '/mail/settings',
      tags: ['mail'],
      summary: 'The mailbox and how it is doing',
    })
    .errors(refuses())
    .output(
      MailSettings.extend({
        hasIncomingSecret: z.boolean(),
        hasOutgoingSecret: z.boolean(),
        health: MailHealth,
        saved: z.object({ by: Named, at: Moment }).nullable(),
        version: Version,
      }),
    ),
  saveSettings: endpoint
    .meta({ ...manage, writes: true, secret: true })
    .route({ method: 'PUT', path: '/mail/settings', tags: ['mail'], summary: 'Change the mailbox' })
    .input(MailSettings.extend({ incomingSecret: Secret, outgoingSecret: Secret, version: Version }))
    .errors(refuses('stale', 'invalid', 'key_reused'))
    .output(z.object({ version: Version })),
  /** Tries what stands in the form, without keeping it, and says in words what is wrong. */
  tryConnection: endpoint
    .meta({ ...manage, writes: true, secret: true })
    .route({ method: 'POST', path: '/mail/settings/try', tags: ['mail'], summary: 'Try a connection' })
    .input(
      z.discriminatedUnion('which', [
        z.object({ which: z.literal('incoming'), incoming: MailIncoming, secret: Secret }),
        z.object({ which: z.literal('outgoing'), outgoing: MailOutgoing, secret: Secret }),
      ]),
    )
    .errors(refuses('invalid'))
    .output(z.object({ ok: z.boolean(), zh: z.string(), en: z.string() })),
};

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
  PHONE,
  pageOf,
  refuses,
  USER_NAME,
  Version,
} from './base.ts';
import { ROLES, UNIT_KINDS } from './words.ts';

export const Unit = z.object({
  id: Id,
  parentId: Id.nullable(),
  name: z.string(),
  shortName: z.string(),
  aliases: z.array(z.string()),
  kind: z.enum(UNIT_KINDS),
  group: Named.nullable(),
  deskName: z.string().nullable(),
  openedOn: Day,
  closedOn: Day.nullable(),
  depth: z.number().int(),
  version: Version,
  correspondents: z.number().int(),
  can: z.object({ change: Can, close: Can, addBelow: Can }),
});
export type Unit = z.infer<typeof Unit>;

const unitFields = {
  name: line(60).min(2),
  shortName: line(30).min(1),
  aliases: z.array(line(30).min(1)).max(20).default([]),
  kind: z.enum(UNIT_KINDS),
  groupId: Id.nullable(),
  deskName: line(30).nullable(),
  openedOn: Day,
};

export const Appointment = z.object({
  id: Id,
  unit: Named,
  role: z.enum(ROLES),
  fullTime: z.boolean(),
  fromOn: Day,
  toOn: Day.nullable(),
  version: Version,
});
export type Appointment = z.infer<typeof Appointment>;

export const Person = z.object({
  id: Id,
  name: z.string(),
  userName: z.string(),
  title: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  active: z.boolean(),
  lockedUntil: Moment.nullable(),
  version: Version,
  appointments: z.array(Appointment),
  can: z.object({ change: Can, appoint: Can, reset: Can }),
});
export type Person = z.infer<typeof Person>;

const personFields = {
  name: line(30).min(1),
  userName: z.string().regex(USER_NAME),
  title: line(40).default(''),
  phone: line(30)
    .refine(text => text === '' || PHONE.test(text), 'phone')
    .nullable()
    .default(null),
  email: z.email().max(120).nullable().default(null),
};
/** What is registered of a person, over the page as through a roster. */
export const PersonInput = z.object(personFields);

export const RosterProblem = z.object({
  cell: z.string(),
  reason: z.string(),
  zh: z.string(),
  en: z.string(),
});
export type RosterProblem = z.infer<typeof RosterProblem>;

const Group = z.object({ id: Id, name: z.string(), sort: z.int(), units: z.int(), version: Version });

const manage = { right: 'network.manage', writes: true, place: 'thing' } as const;
const read = { right: 'network.read', writes: false, place: 'body' } as const;

export const network = {
  units: {
    list: endpoint
      .meta(read)
      .route({ method: 'GET', path: '/units', tags: ['network'], summary: 'The unit tree as of a day' })
      .input(z.object({ asOf: Day.optional(), closed: Flag.default(false) }))
      .errors(refuses())
      .output(z.object({ units: z.array(Unit), asOf: Day })),
    create: endpoint
      .meta(manage)
      .route({ method: 'POST', path: '/units', tags: ['network'], summary: 'Add a unit below another' })
      .input(z.object({ parentId: Id, ...unitFields }))
      .errors(refuses('not_found', 'conflict', 'invalid', 'wrong_state'))
      .output(Unit),
    update: endpoint
      .meta(manage)
      .route({ method: 'PUT', path: '/units/{id}', tags: ['network'], summary: 'Change a unit' })
      .input(z.object({ id: Id, version: Version, ...unitFields }))
      .errors(refuses('not_found', 'stale', 'conflict', 'invalid'))
      .output(Unit),
    move: endpoint
      .meta(manage)
      .route({
        method: 'POST',
        path: '/units/{id}/move',
        tags: ['network'],
        summary: 'Move a unit with all below it',
      })
      .input(z.object({ id: Id, version: Version, parentId: Id }))
      .errors(refuses('not_found', 'stale', 'conflict'))
      .output(Unit),
    close: endpoint
      .meta(manage)
      .route({
        method: 'POST',
        path: '/units/{id}/close',
        tags: ['network'],
        summary: 'Close a unit on a day',
      })
      /** `closedOn` is the unit's last day. */
      .input(z.object({ id: Id, version: Version, closedOn: Day }))
      .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
      .output(Unit),
    reopen: endpoint
      .meta(manage)
      .route({
        method: 'POST',
        path: '/units/{id}/reopen',
        tags: ['network'],
        summary: 'Take a closing back',
      })
      .input(z.object({ id: Id, version: Version }))
      .errors(refuses('not_found', 'stale', 'wrong_state', 'conflict'))
      .output(Unit),
  },
  groups: {
    list: endpoint
      .meta(read)
      .route({ method: 'GET', path: '/groups', tags: ['network'], summary: 'Assessment groups' })
      .errors(refuses())
      .output(z.array(Group)),
    save: endpoint
      .meta({ right: 'network.manage', writes: true, place: 'body' })
      .route({
        method: 'POST',
        path: '/groups',
        tags: ['network'],
        summary: 'Add or rename an assessment group',
      })
      .input(
        z.object({
          id: Id.optional(),
          version: Version.optional(),
          name: line(30).min(1),
          sort: z.number().int().min(-1_000_000).max(1_000_000).default(0),
        }),
      )
      .errors(refuses('not_found', 'stale', 'conflict'))
      .output(Named),
  },
  people: {
    list: endpoint
      .meta(read)
      .route({ method: 'GET', path: '/people', tags: ['network'], summary: 'People and their posts' })
      .input(
        PageInput.extend({
          /** That one alone, to have the name that goes with it. */
          id: Id.optional(),
          q: line(60).optional(),
          unitId: Id.optional(),
          role: z.enum(ROLES).optional(),
          active: z.enum(['yes', 'no', 'all']).default('yes'),
          sort: z.enum(['name', 'unit', 'user_name']).default('name'),
        }),
      )
      .errors(refuses())
      .output(pageOf(Person)),
    create: endpoint
      .meta({ right: 'network.manage', writes: true, place: 'body', secret: true })
      .route({
        method: 'POST',
        path: '/people',
        tags: ['network'],
        summary: 'Register a person; answers the first password once',
      })
      .input(PersonInput)
      .errors(refuses('conflict', 'invalid', 'key_reused'))
      .output(z.object({ person: Person, firstPassword: z.string() })),
    /** Whoever manages part of the tree changes only people whose posts of today all lie in that part. */
    update: endpoint
      .meta({ right: 'network.manage', writes: true, place: 'thing' })
      .route({ method: 'PUT', path: '/people/{id}', tags: ['network'], summary: 'Change a person' })
      .input(z.object({ id: Id, version: Version, active: z.boolean(), ...personFields }))
      .errors(refuses('not_found', 'stale', 'conflict', 'invalid'))
      .output(Person),
    /** As for a change: all posts of today have to lie in the part of the tree that the asker holds. */
    resetPassword: endpoint
      .meta({ right: 'account.reset', writes: true, place: 'thing', secret: true })
      .route({
        method: 'POST',
        path: '/people/{id}/password',
        tags: ['network'],
        summary: 'Give a new first password and unlock',
      })
      .input(z.object({ id: Id }))
      .errors(refuses('not_found', 'wrong_state', 'key_reused'))
      .output(z.object({ firstPassword: z.string() })),
  },
  appointments: {
    create: endpoint
      .meta({ right: 'appointment.grant', writes: true, place: 'thing' })
      .route({
        method: 'POST',
        path: '/appointments',
        tags: ['network'],
        summary: 'Appoint a person to a role at a unit',
      })
      .input(
        z.object({
          personId: Id,
          unitId: Id,
          role: z.enum(ROLES),
          fullTime: z.boolean().default(false),
          fromOn: Day,
          toOn: Day.nullable().default(null),
        }),
      )
      .errors(refuses('not_found', 'conflict', 'invalid'))
      .output(Appointment),
    end: endpoint
      .meta({ right: 'appointment.grant', writes: true, place: 'thing' })
      .route({
        method: 'POST',
        path: '/appointments/{id}/end',
        tags: ['network'],
        summary: 'End an appointment on a day',
      })
      .input(z.object({ id: Id, version: Version, toOn: Day }))
      .errors(refuses('not_found', 'stale', 'invalid'))
      .output(Appointment),
  },
  roster: {
    check: endpoint
      .meta({ right: 'roster.exchange', writes: false, place: 'body' })
      .route({
        method: 'POST',
        path: '/roster/check',
        tags: ['network'],
        summary: 'Read a roster workbook and report every bad cell',
      })
      .input(z.object({ fileId: Id }))
      .errors(refuses('not_found', 'unreadable_file'))
      .output(
        z.object({
          problems: z.array(RosterProblem),
          units: z.object({ added: z.number(), kept: z.number() }),
          people: z.object({ added: z.number(), changed: z.number(), kept: z.number() }),
          appointments: z.object({ added: z.number(), kept: z.number() }),
        }),
      ),
    apply: endpoint
      .meta({ right: 'roster.exchange', writes: true, place: 'body' })
      .route({
        method: 'POST',
        path: '/roster/apply',
        tags: ['network'],
        summary: 'Take a checked roster in, whole or not at all',
      })
      .input(z.object({ fileId: Id }))
      .errors(refuses('not_found', 'unreadable_file', 'invalid', 'conflict'))
      .output(
        z.object({
          unitsAdded: z.number(),
          peopleAdded: z.number(),
          appointmentsAdded: z.number(),
          firstPasswordFileId: Id.nullable(),
        }),
      ),
    export: endpoint
      .meta({ right: 'roster.exchange', writes: true, place: 'body' })
      .route({
        method: 'POST',
        path: '/roster/export',
        tags: ['network'],
        summary: 'The roster as a workbook',
      })
      .input(z.object({ asOf: Day.optional() }))
      .errors(refuses())
      .output(z.object({ fileId: Id, name: z.string() })),
  },
  tokens: {
    list: endpoint
      .meta({ right: 'token.manage', writes: false, place: 'reach' })
      .route({ method: 'GET', path: '/tokens', tags: ['network'], summary: 'Tokens for machines' })
      .errors(refuses())
      .output(
        z.array(
          z.object({
            id: Id,
            name: z.string(),
            person: Named,
            post: z.object({ role: z.enum(ROLES), unit: Named }),
            createdAt: Moment,
            lastUsedAt: Moment.nullable(),
            expiresOn: Day,
            revoked: z.boolean(),
          }),
        ),
      ),
    create: endpoint
      .meta({ right: 'token.manage', writes: true, place: 'thing', secret: true })
      .route({
        method: 'POST',
        path: '/tokens',
        tags: ['network'],
        summary: 'Make a token bound to one post; shown once',
      })
      .input(z.object({ name: line(60).min(2), appointmentId: Id, expiresOn: Day }))
      .errors(refuses('not_found', 'invalid', 'key_reused'))
      .output(z.object({ id: Id, token: z.string() })),
    revoke: endpoint
      .meta({ right: 'token.manage', writes: true, place: 'thing' })
      .route({ method: 'POST', path: '/tokens/{id}/revoke', tags: ['network'], summary: 'Revoke a token' })
      .input(z.object({ id: Id }))
      .errors(refuses('not_found'))
      .output(z.object({ revoked: z.literal(true) })),
  },
};

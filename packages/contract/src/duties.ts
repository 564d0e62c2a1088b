import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Flag,
  Id,
  line,
  Moment,
  MomentSet,
  Named,
  PageInput,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';
import {
  DUTY_KINDS,
  DUTY_RECEIVERS,
  DUTY_STATES,
  DutyPlan,
  MONTH_MINUTES,
  RECURRING_KINDS,
} from './duty-kinds.ts';
import { ROLES, UNIT_KINDS } from './words.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** A due time with its explanation. `provisional`: a year on the way has no notice yet, so it may still move. */
export const DueTime = z.object({
  at: Moment,
  /** The first moment that is late. */
  lateFrom: Moment,
  clock: z.enum(['working', 'natural', 'fixed']),
  provisional: z.boolean(),
  steps: z.array(Words),
});
export type DueTime = z.infer<typeof DueTime>;

export const Duty = z.object({
  id: Id,
  kind: z.enum(DUTY_KINDS),
  title: Words,
  link: z.string(),
  /** What it is about; `name` is its title, topic or first line, and null where the duty's title says all. */
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  unit: Named,
  person: Named.nullable(),
  role: z.enum(ROLES).nullable(),
  /** Who has it in hand today; empty when nobody does. */
  holders: z.array(Named),
  state: z.enum(DUTY_STATES),
  openedAt: Moment,
  /** 截止 */
  due: DueTime,
  /** 关闭: after it the duty can no longer be done. */
  closeAt: Moment.nullable(),
  onDay: Day.nullable(),
  /** How it ended, by whom and how late; for a waiver (豁免) the reason. */
  ended: z
    .object({
      at: Moment,
      by: Named.nullable(),
      act: z.string(),
      reason: z.string().nullable(),
      late: z.boolean(),
      minutesLate: z.number().int().nullable(),
      inWindow: z.boolean().nullable(),
    })
    .nullable(),
  late: z.boolean(),
  /** The next reminder or escalation. */
  next: z.object({ at: Moment, to: z.array(z.enum(DUTY_RECEIVERS)), last: z.boolean() }).nullable(),
  can: z.object({ nil: Can, waive: Can, move: Can, hand: Can }),
  version: Version,
});
export type Duty = z.infer<typeof Duty>;

/** A person, or whoever holds a role at the unit. */
const Holder = z.object({ person: Named.nullable(), role: z.enum(ROLES).nullable() });

export const DUTY_EVENTS = [
  'opened',
  'moved',
  'recomputed',
  'handed',
  'waived',
  'done',
  'nil',
  'closed',
  'void',
  'reopened',
] as const;
export type DutyEventKind = (typeof DUTY_EVENTS)[number];

/** Why a reminder went to nobody: no post is held up to the desk, no substitute, or the desk alone was left and knew. */
export const UNSENT_REASONS = ['nobody', 'no_substitute', 'told_before'] as const;
export type UnsentReason = (typeof UNSENT_REASONS)[number];

export const DutyLife = Duty.extend({
  events: z.array(
    z.object({
      at: Moment,
      kind: z.enum(DUTY_EVENTS),
      by: Named.nullable(),
      from: Moment.nullable(),
      to: Moment.nullable(),
      reason: z.string().nullable(),
      /** Of a duty that was handed on: who had it and who has it; a post without a person is its role. */
      handed: z.object({ from: Holder, to: Holder }).nullable(),
    }),
  ),
  /** The last handing over by hand, which can be taken back. */
  back: z.object({ to: Holder, can: Can }).nullable(),
  /** What was told and, as things stand today, will be told: to which persons, when planned and when done. */
  steps: z.array(
    z.object({
      at: Moment,
      to: z.array(z.enum(DUTY_RECEIVERS)),
      last: z.boolean(),
      doneAt: Moment.nullable(),
      /** With the post each holds today at the unit or above it, first the one that the step names. */
      told: z.array(Named.extend({ role: z.enum(ROLES).nullable() })),
      /** Why nothing went out although its time came; null for what did and for what is still to come. */
      unsent: z.enum(UNSENT_REASONS).nullable(),
    }),
  ),
});
export type DutyLife = z.infer<typeof DutyLife>;

/**
 * When a recurring duty is for whom: the nth working day of its period (negative from the end) at a minute; closing some
 * minutes after the due time, or never.
 */
export const DutyRuleBody = z.object({
  rhythm: z.enum(['working_day', 'week', 'month']),
  workingDay: z
    .number()
    .int()
    .min(-31)
    .max(31)
    .refine(n => n !== 0, 'first is 1, last is -1'),
  minute: z.number().int().min(0).max(1440),
  closeAfter: z.number().int().min(0).max(MONTH_MINUTES).nullable(),
  per: z.enum(['unit', 'person']),
  role: z.enum(ROLES),
  unitKinds: z.array(z.enum(UNIT_KINDS)),
  groupIds: z.array(Id),
  nilAllowed: z.boolean(),
});
export type DutyRuleBody = z.infer<typeof DutyRuleBody>;

export const DutyRule = DutyRuleBody.extend({
  id: Id,
  kind: z.enum(RECURRING_KINDS),
  name: line(60).min(1),
  fromOn: Day,
  toOn: Day.nullable(),
  version: Version,
});
export type DutyRule = z.infer<typeof DutyRule>;

const Count = z.number().int().nonnegative();

/** Of a unit in a stretch of days. Rates are never above 1: all three count the same duty days of an open unit. */
export const DutyRate = z.object({
  unit: Named,
  /** Duty days that fell due while the unit was open and were not waived. */
  owed: Count,
  /** Of these, done or declared nil. */
  complete: Count,
  onTime: Count,
  nil: Count,
  waived: Count,
  minutesLate: Count,
});
export type DutyRate = z.infer<typeof DutyRate>;

const Stretch = { from: Day, to: Day };

export const DUTY_VIEWS = ['mine', 'unit', 'nobody', 'all'] as const;
/** `owed`, `complete`, `on_time`, `not_done` and `waived_days` are the lists behind the rates. */
export const DUTY_FILTERS = [
  'open',
  'late',
  'ended',
  'waived',
  'any',
  'owed',
  'complete',
  'on_time',
  'not_done',
  'waived_days',
] as const;

/** Duties (应办事项): who owes what by when, what is told before and after, and how it ended. */
export const duties = {
  list: endpoint
    .meta({ right: 'duty.read', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/duties',
      tags: ['duties'],
      summary: 'Duties: mine, of my unit, nobody’s',
    })
    .input(
      PageInput.extend({
        view: z.enum(DUTY_VIEWS).default('mine'),
        show: z.enum(DUTY_FILTERS).default('open'),
        kind: z.enum(DUTY_KINDS).optional(),
        unitId: Id.optional(),
        personId: Id.optional(),
        from: Day.optional(),
        to: Day.optional(),
        provisional: Flag.optional(),
        sort: z.enum(['due', 'newest', 'latest']).default('due'),
      }),
    )
    .errors(refuses())
    .output(pageOf(Duty)),
  get: endpoint
    .meta({ right: 'duty.read', writes: false, place: 'thing' })
    .route({ method: 'GET', path: '/duties/{id}', tags: ['duties'], summary: 'One duty with its life' })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(DutyLife),
  nil: endpoint
    .meta({ right: 'duty.answer', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/duties/{id}/nil',
      tags: ['duties'],
      summary: 'Declare that there is nothing to report (无情况)',
    })
    .input(z.object({ id: Id, version: Version }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Duty),
  waive: endpoint
    .meta({ right: 'duty.waive', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/duties/{id}/waive',
      tags: ['duties'],
      summary: 'Waive a duty, on record',
    })
    .input(z.object({ id: Id, version: Version, reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Duty),
  move: endpoint
    .meta({ right: 'duty.waive', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/duties/{id}/move',
      tags: ['duties'],
      summary: 'Give more time, on record',
    })
    .input(z.object({ id: Id, version: Version, dueAt: MomentSet, reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Duty),
  handTo: endpoint
    .meta({ right: 'duty.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/duties/{id}/hand-to',
      tags: ['duties'],
      summary: 'Whom a duty can be handed to: all who may do it',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found', 'wrong_state'))
    .output(
      z.object({
        people: z.array(z.object({ id: Id, name: z.string(), role: z.enum(ROLES), unit: Named })),
      }),
    ),
  /** Whoever has it in hand, the head of the unit or the desk chief; other duties are seen and refused. */
  hand: endpoint
    .meta({ right: 'duty.read', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/duties/{id}/hand',
      tags: ['duties'],
      summary: 'Hand a duty to somebody else, on record; both are told',
    })
    .input(z.object({ id: Id, version: Version, personId: Id, reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state', 'invalid'))
    .output(Duty),
  handBack: endpoint
    .meta({ right: 'duty.read', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/duties/{id}/hand-back',
      tags: ['duties'],
      summary: 'Give a duty back to who had it before it was handed over',
    })
    .input(z.object({ id: Id, version: Version, reason: Reason }))
    .errors(refuses('not_found', 'stale', 'wrong_state'))
    .output(Duty),
  rates: endpoint
    .meta({ right: 'duty.read', writes: false, place: 'reach' })
    .route({
      method: 'GET',
      path: '/duties/rates',
      tags: ['duties'],
      summary: 'Complete and on-time rates of each unit, by duty days',
    })
    .input(z.object({ ...Stretch, kind: z.enum(RECURRING_KINDS).optional() }))
    .errors(refuses('invalid'))
    .output(z.object({ rows: z.array(DutyRate) })),
  rules: endpoint
    .meta({ right: 'duty.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/duties/rules',
      tags: ['duties'],
      summary: 'Duties that make themselves, and the reminders of each kind',
    })
    .errors(refuses())
    .output(
      z.object({
        rules: z.array(DutyRule),
        plans: z.array(
          z.object({ kind: z.enum(DUTY_KINDS), plan: DutyPlan, own: z.boolean(), version: Version }),
        ),
        can: z.object({ manage: Can }),
      }),
    ),
  saveRule: endpoint
    .meta({ right: 'duty.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/duties/rules',
      tags: ['duties'],
      summary: 'Save a rule of recurring duties',
    })
    .input(DutyRule.extend({ id: Id.optional() }))
    .errors(refuses('not_found', 'stale', 'invalid'))
    .output(DutyRule),
  savePlan: endpoint
    .meta({ right: 'duty.manage', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/duties/plans/{kind}',
      tags: ['duties'],
      summary: 'Save the reminders and the escalation of a kind, for duties opened from now on',
    })
    .input(z.object({ kind: z.enum(DUTY_KINDS), version: Version, plan: DutyPlan }))
    .errors(refuses('stale', 'invalid'))
    .output(z.object({ kind: z.enum(DUTY_KINDS), plan: DutyPlan, own: z.boolean(), version: Version })),
};

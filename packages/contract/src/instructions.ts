import * as z from 'zod';
import {
  Can,
  Day,
  endpoint,
  Flag,
  Id,
  line,
  MinuteOfDay,
  Moment,
  Named,
  PageInput,
  pageOf,
  Reason,
  refuses,
  Version,
} from './base.ts';

/** Whose hand the instruction is from: a leader of the level above, or of the body itself. */
export const INSTRUCTION_LEVELS = ['national', 'provincial', 'municipal', 'district', 'own'] as const;
export type InstructionLevel = (typeof INSTRUCTION_LEVELS)[number];

export const INSTRUCTION_STATES = ['open', 'answered', 'closed', 'cancelled'] as const;
export type InstructionState = (typeof INSTRUCTION_STATES)[number];

export const RECEIVER_STATES = ['told', 'taken', 'answered', 'returned', 'accepted'] as const;
export type ReceiverState = (typeof RECEIVER_STATES)[number];

export const INSTRUCTION_EVENTS = [
  'recorded',
  'taken',
  'answered',
  'sent_back',
  'accepted',
  'closed',
  'cancelled',
] as const;

const Passage = z.string().trim().min(2).max(2000);

const Receiver = z.object({
  id: Id,
  unit: Named,
  state: z.enum(RECEIVER_STATES),
  dueAt: Moment.nullable(),
  overdue: z.boolean(),
  /** The answer that stands came after the due time. */
  answeredLate: z.boolean(),
  takenBy: Named.nullable(),
  takenAt: Moment.nullable(),
  answer: z.string().nullable(),
  answeredBy: Named.nullable(),
  answeredAt: Moment.nullable(),
  can: z.object({ take: Can, answer: Can, accept: Can, sendBack: Can }),
});

export const Instruction = z.object({
  id: Id,
  manuscript: z.object({ id: Id, title: z.string(), unit: Named }),
  giver: z.string(),
  level: z.enum(INSTRUCTION_LEVELS),
  givenOn: Day,
  text: z.string(),
  file: z.object({ id: Id, name: z.string() }).nullable(),
  state: z.enum(INSTRUCTION_STATES),
  /** What was reported back to the leader when it was closed. */
  outcome: z.string().nullable(),
  recordedBy: Named,
  recordedAt: Moment,
  receivers: z.array(Receiver),
  events: z.array(
    z.object({
      at: Moment,
      kind: z.enum(INSTRUCTION_EVENTS),
      by: Named,
      unit: z.string().nullable(),
      text: z.string(),
    }),
  ),
  version: Version,
  can: z.object({ close: Can, cancel: Can }),
});
export type Instruction = z.infer<typeof Instruction>;

const InstructionRow = Instruction.pick({
  id: true,
  manuscript: true,
  giver: true,
  level: true,
  givenOn: true,
  text: true,
  state: true,
}).extend({
  receivers: z.array(z.object({ unit: Named, state: z.enum(RECEIVER_STATES), overdue: z.boolean() })),
  /** The earliest due time of a unit that has not answered. */
  dueAt: Moment.nullable(),
  overdue: z.boolean(),
  /** Of the units that answered late, the one that was latest: its due time and its answer. */
  answeredLate: z.object({ unit: z.string(), dueAt: Moment, answeredAt: Moment }).nullable(),
});
export type InstructionRow = z.infer<typeof InstructionRow>;

/** How many there are in each state and how many wait for an answer that is late, whatever the list itself is cut to of these two. */
const Totals = z.object({
  open: z.number().int(),
  answered: z.number().int(),
  overdue: z.number().int(),
  closed: z.number().int(),
  cancelled: z.number().int(),
});
export type InstructionTotals = z.infer<typeof Totals>;

const tags = ['instructions'];
const on = z.object({ id: Id, version: Version });
const onReceiver = on.extend({ receiverId: Id });
const acted = refuses('not_found', 'stale', 'wrong_state');
const record = { right: 'instruction.record', writes: true, place: 'thing' } as const;
const answer = { right: 'instruction.answer', writes: true, place: 'thing' } as const;

export const instructions = {
  list: endpoint
    .meta({ right: 'instruction.read', writes: false, place: 'reach' })
    .route({ method: 'GET', path: '/instructions', tags, summary: "Leaders' instructions that I may see" })
    .input(
      PageInput.extend({
        q: line(60).optional(),
        state: z.array(z.enum(INSTRUCTION_STATES)).max(4).optional(),
        level: z.enum(INSTRUCTION_LEVELS).optional(),
        /** The unit that has to act. */
        unitId: Id.optional(),
        manuscriptId: Id.optional(),
        overdue: Flag.default(false),
        from: Day.optional(),
        to: Day.optional(),
        sort: z.enum(['newest', 'due']).default('newest'),
      }),
    )
    .errors(refuses())
    .output(pageOf(InstructionRow).extend({ totals: Totals })),
  get: endpoint
    .meta({ right: 'instruction.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/instructions/{id}',
      tags,
      summary: 'One instruction with all acts on it',
    })
    .input(z.object({ id: Id }))
    .errors(refuses('not_found'))
    .output(Instruction),
  record: endpoint
    .meta(record)
    .route({
      method: 'POST',
      path: '/instructions',
      tags,
      summary: "Record a leader's instruction on an item",
    })
    .input(
      z.object({
        manuscriptId: Id,
        giver: line(60).min(2),
        level: z.enum(INSTRUCTION_LEVELS),
        givenOn: Day,
        text: Passage,
        fileId: Id.nullable().default(null),
        receivers: z
          .array(
            z.object({
              unitId: Id,
              dueOn: Day.nullable().default(null),
              /** By which minute of that day; without one, by the end of the day's work. */
              dueMinute: MinuteOfDay.nullable().default(null),
            }),
          )
          .max(50)
          .default([]),
      }),
    )
    .errors(refuses('not_found', 'wrong_state', 'invalid'))
    .output(Instruction),
  take: endpoint
    .meta(answer)
    .route({ method: 'POST', path: '/instructions/{id}/take', tags, summary: 'My unit has seen it and acts' })
    .input(onReceiver)
    .errors(acted)
    .output(Instruction),
  answer: endpoint
    .meta(answer)
    .route({ method: 'POST', path: '/instructions/{id}/answer', tags, summary: 'Report what was done' })
    .input(onReceiver.extend({ text: Passage }))
    .errors(acted)
    .output(Instruction),
  accept: endpoint
    .meta(record)
    .route({
      method: 'POST',
      path: '/instructions/{id}/accept',
      tags,
      summary: 'The answer of a unit is enough',
    })
    .input(onReceiver)
    .errors(acted)
    .output(Instruction),
  sendBack: endpoint
    .meta(record)
    .route({
      method: 'POST',
      path: '/instructions/{id}/send-back',
      tags,
      summary: 'Ask a unit to answer again',
    })
    .input(onReceiver.extend({ reason: Reason }))
    .errors(acted)
    .output(Instruction),
  close: endpoint
    .meta(record)
    .route({
      method: 'POST',
      path: '/instructions/{id}/close',
      tags,
      summary: 'Report the outcome to the leader',
    })
    .input(on.extend({ outcome: Passage }))
    .errors(acted)
    .output(Instruction),
  cancel: endpoint
    .meta(record)
    .route({
      method: 'POST',
      path: '/instructions/{id}/cancel',
      tags,
      summary: 'Take back what was recorded wrongly',
    })
    .input(on.extend({ reason: Reason }))
    .errors(acted)
    .output(Instruction),
};

import * as z from 'zod';
import { Can, endpoint, Id, line, Moment, refuses } from './base.ts';
import { Body } from './manuscript.ts';
import { REPEAT_ANSWERS, RepeatVerdict } from './repeat-verdict.ts';

/** From and to (not included), as UTF-16 positions in the text it belongs to. */
export const TextSpan = z.object({ from: z.number().int(), to: z.number().int() });
export type TextSpan = z.infer<typeof TextSpan>;

/** One of two texts side by side: everything that can be read in its sent body, blocks and cells on lines of their own. */
export const RepeatSide = z.object({
  id: Id,
  title: z.string(),
  unit: z.string(),
  /** When it was first sent: which of the two came first is half of the answer. */
  sentAt: Moment.nullable(),
  text: z.string(),
  /** How much of this text stands in the other one, 0 to 100. */
  sharedPercent: z.number().int(),
});

/** Two texts with the passages that say the same, in the order of the first text, none overlapping in either. */
export const Repeat = z.object({
  one: RepeatSide,
  other: RepeatSide,
  passages: z.array(z.object({ one: TextSpan, other: TextSpan })),
  said: RepeatVerdict,
  can: z.object({ declare: Can, decide: Can }),
});
export type Repeat = z.infer<typeof Repeat>;

/** A sent item that says the same as a draft, with the spans of the draft's own text that stand in it. */
export const LookAlike = z.object({
  id: Id,
  title: z.string(),
  unit: z.string(),
  /** How much of the draft stands in it, 0 to 100. */
  sharedPercent: z.number().int(),
  passages: z.array(TextSpan),
  /** What the writer has declared of the stored draft and this item. */
  declared: z.enum(REPEAT_ANSWERS).nullable(),
});

export const LookAlikes = z.object({
  /** Items that I may read, the most alike first. */
  items: z.array(LookAlike),
  /** Another unit has a similar item that I may not read; nothing else is told of it, items marked as internal not at all. */
  elsewhere: z.boolean(),
});
export type LookAlikes = z.infer<typeof LookAlikes>;

const Answering = z.object({
  /** The text that repeats. */
  id: Id,
  /** The one whose work it is. */
  otherId: Id,
  answer: z.enum(REPEAT_ANSWERS).nullable(),
  note: line(200).default(''),
});

/** Seen before (M6): part of the manuscripts' contract. */
export const repeats = {
  repeat: endpoint
    .meta({ right: 'manuscript.read', writes: false, place: 'thing' })
    .route({
      method: 'GET',
      path: '/manuscripts/{id}/repeats/{otherId}',
      tags: ['manuscripts'],
      summary:
        'Two sent texts side by side, with the passages that say the same; for those who may read both',
    })
    .input(z.object({ id: Id, otherId: Id }))
    .errors(refuses('not_found'))
    .output(Repeat),
  /** While writing: a pure reading of the text, nothing is kept. */
  lookAlikes: endpoint
    .meta({ right: 'manuscript.write', writes: false, place: 'reach' })
    .route({
      method: 'POST',
      path: '/manuscripts/look-alikes',
      tags: ['manuscripts'],
      summary: 'Sent items of all units and years that say the same as a text; nothing is saved',
    })
    .input(z.object({ title: line(200).default(''), body: Body, id: Id.nullable().default(null) }))
    .errors(refuses('too_large'))
    .output(LookAlikes),
  declareRepeat: endpoint
    .meta({ right: 'manuscript.write', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/manuscripts/{id}/repeats/{otherId}/declaration',
      tags: ['manuscripts'],
      summary: 'The writer says what a similar item is to this one; null takes it back',
    })
    .input(Answering)
    .errors(refuses('not_found', 'invalid', 'wrong_state'))
    .output(RepeatVerdict),
};

/** The desk's side; part of the reviews' contract. */
export const decideRepeat = endpoint
  .meta({ right: 'desk.triage', writes: true, place: 'thing' })
  .route({
    method: 'POST',
    path: '/manuscripts/{id}/repeats/{otherId}/decision',
    tags: ['manuscripts'],
    summary: 'The desk decides what two similar items are to each other; facts follow. Null takes it back',
  })
  .input(Answering)
  .errors(refuses('not_found', 'invalid', 'wrong_state'))
  .output(RepeatVerdict);

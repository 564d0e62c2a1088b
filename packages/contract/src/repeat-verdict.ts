import * as z from 'zod';
import { Id, Moment } from './base.ts';

/** What a person says of a text that repeats another: the same, what happened next, worked over, nothing to do with it. */
export const REPEAT_ANSWERS = ['same', 'follow_up', 'rewrite', 'unrelated'] as const;
export type RepeatAnswer = (typeof REPEAT_ANSWERS)[number];

/** One answer as both manuscripts show it: `repeat` is the text that repeats, `other` the one whose work it is. */
export const RepeatSaid = z.object({
  answer: z.enum(REPEAT_ANSWERS),
  repeatId: Id,
  note: z.string(),
  by: z.string(),
  at: Moment,
});
export type RepeatSaid = z.infer<typeof RepeatSaid>;

/** What was said of a pair: the writer declares, the desk decides. */
export const RepeatVerdict = z.object({ declared: RepeatSaid.nullable(), decided: RepeatSaid.nullable() });
export type RepeatVerdict = z.infer<typeof RepeatVerdict>;

import type { Block } from '@xinxuan/contract';
import { type Slots, say } from './grammar.ts';
import type { Draw } from './random.ts';
import type { Setting } from './slots.ts';

export type Text = { title: string; body: Block[] };
export type Pen = { setting: Setting; slots: Slots; draw: Draw };

export function paragraph(text: string, level: 0 | 1 | 2 = 0): Block {
  return { kind: 'paragraph', level, text };
}

/** Takes `count` different sentences of a pool and says them. */
export function take(pen: Pen, pool: readonly string[], count: number): string[] {
  return pen.draw.sample(pool, count).map(template => say(template, pen.slots, pen.draw));
}

export function one(pen: Pen, pool: readonly string[]): string {
  return say(pen.draw.pick(pool), pen.slots, pen.draw);
}

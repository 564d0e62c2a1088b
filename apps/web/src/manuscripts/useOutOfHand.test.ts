import type { Manuscript } from '@xinxuan/contract';
import { expect, it } from 'vitest';
import { asksAgain, newerOf } from './useOutOfHand.ts';

const at = (version: number) => ({ version }) as Manuscript;

it('believes what the server said last, whichever way it came', () => {
  expect(newerOf(at(3), at(5))?.version).toBe(5);
  expect(newerOf(at(5), at(3))?.version).toBe(5);
  expect(newerOf(at(2), undefined)?.version).toBe(2);
});

it('asks whether the text was sent when a save was not taken', () => {
  expect(asksAgain({ status: 'refused' })).toBe(true);
  expect(asksAgain({ status: 'conflict' })).toBe(true);
  expect(asksAgain({ status: 'unsaved' })).toBe(false);
});

import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('what one act makes sorts in the order of making, also while other acts make ids at other times', () => {
  const [act, other] = [new Date('2026-05-20T02:00:00Z'), new Date('2026-05-20T02:00:01Z')];
  const ids = Array.from({ length: 50 }, () => {
    newId('notice', other);
    return newId('notice', act);
  });
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every(id => id < newId('notice', other))).toBe(true);
});

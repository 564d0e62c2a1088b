import { describe, expect, it } from 'vitest';
import { moved, neighbour } from './deskState.ts';

const ids = ['a', 'b', 'c'];

describe('the next item of the desk', () => {
  it.each([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
    ['gone', 'a'],
  ])('after %s comes %s', (id, next) => {
    expect(neighbour(ids, id)).toBe(next);
  });

  it('is nothing after the only one', () => {
    expect(neighbour(['a'], 'a')).toBeUndefined();
    expect(neighbour([], 'a')).toBeUndefined();
  });
});

describe('moving with j and k', () => {
  it.each([
    ['a', 1, 'b'],
    ['c', 1, 'c'],
    ['a', -1, 'a'],
    ['c', -1, 'b'],
    [undefined, 1, 'a'],
    ['gone', -1, 'a'],
  ] as const)('from %s by %i to %s', (from, step, to) => {
    expect(moved(ids, from, step)).toBe(to);
  });
});

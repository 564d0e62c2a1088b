import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './sequence.ts';

const items = fc.array(fc.constantFrom('甲', '乙', '丙', '丁'), { maxLength: 30 });

test('removing and adding leads from the one to the other', () => {
  fc.assert(
    fc.property(items, items, (before, after) => {
      const changes = differences(before, after);
      expect(changes.filter(change => change.kind !== 'added').flatMap(change => change.items)).toEqual(
        before,
      );
      expect(changes.filter(change => change.kind !== 'removed').flatMap(change => change.items)).toEqual(
        after,
      );
    }),
    { numRuns: 500 },
  );
});

test('as much as possible stays', () => {
  fc.assert(
    fc.property(items, items, (before, after) => {
      const same = differences(before, after).filter(change => change.kind === 'same');
      expect(same.reduce((sum, change) => sum + change.items.length, 0)).toBe(longestCommon(before, after));
    }),
    { numRuns: 500 },
  );
});

test('runs are whole, and what was removed comes before what was added', () => {
  expect(differences([...'一二三四'], [...'一五六四'])).toEqual([
    { kind: 'same', items: ['一'] },
    { kind: 'removed', items: ['二', '三'] },
    { kind: 'added', items: ['五', '六'] },
    { kind: 'same', items: ['四'] },
  ]);
});

test('two long texts without anything in common are told apart at once', () => {
  const before = Array.from({ length: 3000 }, (_, index) => `前${index}`);
  const after = Array.from({ length: 3000 }, (_, index) => `后${index}`);
  expect(differences(before, after).map(change => [change.kind, change.items.length])).toEqual([
    ['removed', 3000],
    ['added', 3000],
  ]);
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const table = [new Array<number>(b.length + 1).fill(0)];
  for (const [i, item] of a.entries()) {
    const row = [0];
    for (const [j, other] of b.entries()) {
      row.push(item === other ? (table[i]?.[j] ?? 0) + 1 : Math.max(table[i]?.[j + 1] ?? 0, row[j] ?? 0));
    }
    table.push(row);
  }
  return table.at(-1)?.at(-1) ?? 0;
}

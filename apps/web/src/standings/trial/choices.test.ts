import { expect, test } from 'vitest';
import { PASTED, periodsOf, proposedOf } from './choices.ts';

test('months with facts make quarters and years, newest first, years before quarters before months', () => {
  const found = periodsOf([
    { month: '2026-04', facts: 5 },
    { month: '2026-03', facts: 2 },
    { month: '2025-12', facts: 1 },
  ]);
  expect(found.map(({ period, facts }) => `${period} ${facts}`)).toEqual([
    '2026 7',
    '2025 1',
    '2026-Q2 5',
    '2026-Q1 2',
    '2025-Q4 1',
    '2026-04 5',
    '2026-03 2',
    '2025-12 1',
  ]);
});

test('a choice says what is tried; an empty text is none', () => {
  expect(proposedOf('scheme:sch_1', '')).toEqual({ kind: 'scheme', id: 'sch_1' });
  expect(proposedOf('preset:street-office', '')).toEqual({ kind: 'preset', name: 'street-office' });
  expect(proposedOf(PASTED, 'scheme: x')).toEqual({ kind: 'text', yaml: 'scheme: x' });
  expect(proposedOf(PASTED, '  ')).toBeNull();
  expect(proposedOf('', '')).toBeNull();
});

import type { TrialClause } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { differenceOf, silentClauses } from './clauses.ts';

const side = (lines: number, points = '0') => ({
  rule: '一',
  text: { zh: '条', en: 'clause' },
  points,
  lines,
  read: lines,
});
const clause = (id: string, before: TrialClause['before'], after: TrialClause['after']): TrialClause => ({
  clause: id,
  owner: 'unit',
  ranked: true,
  before,
  after,
});

test('a clause that one scheme does not have is not silent there', () => {
  const found = silentClauses([
    clause('never', side(0), side(0)),
    clause('woken', side(0), side(3)),
    clause('put-to-sleep', side(3), side(0)),
    clause('added', null, side(0)),
    clause('busy', side(2), side(2)),
  ]);
  const ids = (list: { clause: string }[]) => list.map(each => each.clause);
  expect(ids(found.both)).toEqual(['never']);
  expect(ids(found.before)).toEqual(['woken']);
  expect(ids(found.after)).toEqual(['put-to-sleep', 'added']);
});

test('differences are exact and signed', () => {
  expect(differenceOf(clause('a', side(1, '0.1'), side(1, '0.3')))).toBe('0.2');
  expect(differenceOf(clause('a', side(1, '12'), side(1, '-0.5')))).toBe('-12.5');
  expect(differenceOf(clause('a', null, side(1, '7')))).toBe('7');
  expect(differenceOf(clause('a', side(1, '7'), side(1, '7.0')))).toBe('0');
});

import { readFileSync } from 'node:fs';
import { compileScheme, type Fact, parseScheme, type Roster, score } from '@xinxuan/scoring';
import { expect, test } from 'vitest';
import { withHonours } from './scheme.ts';

const PRINTED = readFileSync(
  new URL('../../../../../packages/scoring/schemes/street-office.yaml', import.meta.url),
  'utf8',
);

function planOf(yaml: string) {
  const parsed = parseScheme(yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return compileScheme(parsed.scheme);
}

const ROSTER: Roster = {
  units: [{ id: 'u', name: '市容科', group: '科室', numbers: { correspondents: 1 } }],
  persons: ['p', 'q'].map(id => ({ id, name: id, unit: 'u' })),
};
const adopted = (id: string, level: string, genre: string): Fact => ({
  id,
  kind: 'adopted',
  on: '2026-02-01',
  unit: 'u',
  manuscript: 'm',
  persons: [{ id: 'p' }, { id: 'q' }],
  attrs: { channel: 'news', level, genre },
});
const FACTS = [adopted('a', 'municipal', 'long'), adopted('b', 'district', 'brief')];
const Q1 = { period: { from: '2026-01-01', to: '2026-03-31' }, asOf: '2026-03-31' };

test('points are those of the printed scheme; one fee is paid for the highest and shared', () => {
  const printed = score({ scheme: planOf(PRINTED), facts: FACTS, roster: ROSTER, ...Q1 });
  const copy = score({ scheme: planOf(withHonours(PRINTED)), facts: FACTS, roster: ROSTER, ...Q1 });
  expect(copy.lines.filter(line => line.ledger !== 'fees')).toEqual(printed.lines);
  const fees = copy.lines.filter(line => line.ledger === 'fees' && line.points !== '0');
  expect(fees.map(line => [line.owner.id, line.points, line.measure])).toEqual([
    ['p', '50', 'yuan'],
    ['q', '50', 'yuan'],
  ]);
});

test('a scheme without the expected places is refused', () => {
  expect(() => withHonours('scheme: other')).toThrow('no place like');
});

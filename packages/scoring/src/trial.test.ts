/** A trial run worked through by hand, and every preset beside itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FOLDER, preset } from '../test/presets.ts';
import { adopted, ownerOf, ROSTER, schemeOf, submitted, tried, YEAR } from '../test/trial-scheme.ts';
import { parseDecimal } from './decimal.ts';
import { asIfInForce, type Fact, parseScheme, rankedLedger, type Scheme, score } from './index.ts';

const number = (text: string | undefined) => Number(parseDecimal(text ?? '0'));

describe('county items from 2 to 7 points, worked by hand', () => {
  // Q1, one submission each: a has one provincial item (8), b four county items (8), c nothing, d one city item (4)
  const facts = [
    ...['a', 'b', 'c', 'd'].map(submitted),
    adopted('a', 'province', { persons: [{ id: 'p' }] }),
    ...[1, 2, 3, 4].map(() => adopted('b', 'county')),
    adopted('d', 'city'),
  ];
  const result = tried(schemeOf(), schemeOf({ values: { province: 8, city: 4, county: 7 } }), facts);

  test('b leaves the shared first place: 8 to 28, a falls to second', () => {
    expect(ownerOf(result, 'b')).toMatchObject({
      before: { points: '8', place: 1, tied: true, among: '一组' },
      after: { points: '28', place: 1, tied: false },
      change: '20',
      shift: 0,
      clauses: [{ clause: 'adoption', before: '8', after: '28', change: '20' }],
    });
    expect(ownerOf(result, 'a')).toMatchObject({ change: '0', shift: -1, after: { place: 2 }, clauses: [] });
    expect(ownerOf(result, 'd')).toMatchObject({ change: '0', shift: 0 });
    expect(result.totals[0]).toMatchObject({
      kind: 'unit',
      owners: 4,
      points: { before: '20', after: '40' },
      moved: 1,
      up: 0,
      down: 1,
      tied: { before: 2, after: 0 },
    });
  });

  test('the tie of a and b goes, no other comes', () => {
    expect(result.tiesGone).toEqual([
      { kind: 'unit', among: '一组', place: 1, points: '8', count: 2, owners: ['a', 'b'] },
    ]);
    expect(result.tiesNew).toEqual([]);
  });

  test('a loses the seat that it shared, and is told why', () => {
    expect(ownerOf(result, 'a')?.awards).toMatchObject([
      { award: 'good', before: { outcome: 'seated' }, after: { outcome: 'missed' } },
    ]);
    expect(ownerOf(result, 'b')?.awards).toEqual([]);
  });

  test('each line of b says what its value was and is', () => {
    const lines = result.lines.get('unit b');
    expect(lines?.changed.map(({ kind, change, why }) => [kind, change, why.zh])).toEqual(
      [1, 2, 3, 4].map(() => ['changed', '5', '县级 2 → 7']),
    );
    expect(lines?.same).toEqual({ lines: 1, points: '0' });
  });

  test('a clause without a line under either scheme never fires', () => {
    const silent = result.clauses.filter(({ after }) => after?.lines === 0).map(({ clause }) => clause);
    expect(silent).toEqual(['faults']);
  });
});

test('marks, new clauses and dropped ones are told of the owner whom they meet', () => {
  const fault = (id: string): Fact => ({ id, kind: 'fault', on: '2026-02-02', unit: 'd' });
  const extra = `  - id: fault-points
    rule: "5"
    text: 差错扣分
    ledger: main
    steps: [ { select: { kind: fault } }, { value: -3 } ]`;
  const facts = [submitted('d'), fault('x1'), fault('x2')];
  const result = tried(schemeOf({ least: 2 }), schemeOf({ extra }), facts, { period: YEAR });
  const d = ownerOf(result, 'd');
  // four quarters with a target of 2 not met: 4 × −2; with a target of 1 the first is met: 3 × −2, and 2 × −3
  expect(d).toMatchObject({ before: { points: '-8' }, after: { points: '-12' }, change: '-4' });
  expect(d?.clauses).toEqual([
    { clause: 'fault-points', before: '0', after: '-6', change: '-6' },
    { clause: 'least', before: '-8', after: '-6', change: '2' },
  ]);
  expect(d?.marksGained).toEqual([]);
  const added = result.lines.get('unit d')?.changed.filter(({ kind }) => kind === 'new');
  expect(added?.map(({ why }) => why.zh)).toEqual(['现行办法没有这一项', '现行办法没有这一项']);
  expect(result.clauses.find(({ clause }) => clause === 'fault-points')).toMatchObject({
    before: null,
    after: { rule: '5', points: '-6', lines: 2, read: 2 },
  });
});

test('two schemes one after the other add up to the side that is in force', () => {
  const [first, second] = [schemeOf(), schemeOf({ values: { province: 10, city: 4, county: 2 } })];
  const facts = [
    adopted('a', 'province', { on: '2026-03-01' }),
    adopted('a', 'province', { on: '2026-08-01' }),
  ];
  const current = [
    { scheme: first, period: { from: '2026-01-01', to: '2026-06-30' } },
    { scheme: second, period: { from: '2026-07-01', to: '2026-12-31' } },
  ];
  const result = tried(first, first, facts, { current, period: YEAR });
  // 8 + 10 − 2 × 4 quarters; wholly under the first 8 + 8 − 8
  expect(ownerOf(result, 'a')).toMatchObject({
    before: { points: '10' },
    after: { points: '8' },
    change: '-2',
  });
});

test('a scheme that holds from next year is tried as if it held then', () => {
  const proposed = { ...schemeOf(), effective: { from: '2027-01-01' } };
  const result = tried(schemeOf(), proposed, [adopted('a', 'city')]);
  expect(result.same).toBe(true);
});

test('points and money are not subtracted from each other', () => {
  const money = schemeOf();
  const main = money.ledgers['main'];
  if (!main) throw new Error('no ledger');
  const proposed: Scheme = {
    ...money,
    measures: { yuan: { label: { zh: '元', en: 'yuan' } } },
    ledgers: { ...money.ledgers, main: { ...main, measure: 'yuan' } },
  };
  const result = tried(schemeOf(), proposed, [adopted('a', 'city')]);
  expect(ownerOf(result, 'a')).toMatchObject({ change: null, clauses: [], shift: 0 });
  expect(result.same).toBe(false);
});

test.each(readdirSync(FOLDER))('%s beside itself: nothing moves, and clauses add up', file => {
  const scheme = preset(file.replace('.yaml', ''));
  const kinds = Object.keys(scheme.kinds);
  const list = Array.from({ length: 60 }, (_, i): Fact => {
    const attrs = Object.fromEntries(
      Object.values(scheme.attributes).flatMap(({ id, values: words }, at) => {
        const known = Object.keys(words ?? {});
        return known.length > 0 ? [[id, known[(i * 7 + at) % known.length] ?? '']] : [];
      }),
    );
    const month = String((i % 12) + 1).padStart(2, '0');
    return {
      id: `g${i}`,
      kind: kinds[i % kinds.length] ?? '',
      on: `2026-${month}-1${i % 10}`,
      unit: 'abcd'[i % 4] ?? 'a',
      persons: [{ id: 'p' }],
      attrs,
    };
  });
  const result = tried(scheme, scheme, list, { period: YEAR });
  expect(result.same).toBe(true);
  expect(result.owners.length).toBeGreaterThan(0);
  const { totals } = score({
    scheme: asIfInForce(scheme, YEAR),
    facts: list,
    roster: ROSTER,
    period: YEAR,
    asOf: '2026-12-31',
  });
  for (const { owner, after } of result.owners) {
    const mine = totals.filter(total => total.owner.kind === owner.kind && total.owner.id === owner.id);
    expect(mine.find(({ ledger }) => ledger === rankedLedger(scheme, owner.kind))?.points).toBe(
      after?.points,
    );
  }
  const whole = tried({ ...scheme, clauses: [] }, scheme, list, { period: YEAR });
  for (const { change, clauses } of whole.owners) {
    if (change === null) continue;
    expect(clauses.reduce((all, each) => all + number(each.change), 0)).toBeCloseTo(number(change), 0);
  }
});

test('the preset of the street office beside itself with another answer: only clauses with that switch move', () => {
  const text = readFileSync(new URL('street-office.yaml', FOLDER), 'utf8');
  const [asPrinted, usual] = [parseScheme(text, { 'national-long': '101' }), parseScheme(text)];
  if (!asPrinted.ok || !usual.ok) throw new Error('the preset cannot be read');
  const attrs = { level: 'national', genre: 'long', channel: 'news' };
  const result = tried(usual.scheme, asPrinted.scheme, [
    { id: 'n', kind: 'adopted', on: '2026-02-01', unit: 'a', attrs },
    { id: 'm', kind: 'adopted', on: '2026-02-01', unit: 'b', attrs: { ...attrs, level: 'city' } },
  ]);
  const moved = result.owners.filter(({ change }) => change !== '0');
  expect(moved.map(({ owner, change }) => [owner.id, change])).toEqual([['a', '1']]);
  expect(result.lines.get('unit a')?.changed[0]?.why.zh).toContain('100 → 101');
});

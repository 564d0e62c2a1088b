/** The laws of a trial run, and one worked through by hand. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FOLDER, preset } from '../test/presets.ts';
import { parseDecimal } from './decimal.ts';
import {
  asIfInForce,
  type Fact,
  parseScheme,
  type Roster,
  rankedLedger,
  type Scheme,
  score,
  standings,
  type TrialComparison,
  type TrialInput,
  trial,
} from './index.ts';

const QUARTER = { from: '2026-01-01', to: '2026-03-31' };
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

type Given = { values?: Record<string, number>; front?: number; least?: number; extra?: string };

/** Points by level, a front page adds, below `least` items two points off; the two best of a group are commended. */
function schemeOf({
  values = { province: 8, city: 4, county: 2 },
  front = 5,
  least = 1,
  extra = '',
}: Given = {}): Scheme {
  const parsed = parseScheme(`
scheme: tried
version: "1"
kinds: { adopted: 采用, submitted: 报送, fault: 差错 }
attributes:
  level: { label: 级别, values: { province: 省级, city: 市级, county: 县级 } }
  front: { label: 头版, type: yes-no }
ledgers:
  main:
    label: 得分
    per: year
    steps:
      - gate: { when: "total('faults') > 1", then: mark, mark: 取消评先资格 }
  own: { label: 个人, owner: person }
clauses:
  - id: adoption
    rule: "1"
    text: 采用按级别计分
    ledger: main
    steps:
      - &adopted { select: { kind: adopted } }
      - &by-level { value: { by: level, table: { ${Object.entries(values)
        .map(([level, value]) => `${level}: ${value}`)
        .join(', ')} } } }
      - add: { formula: "front ? ${front} : 0" }
  - id: least
    rule: "2"
    text: 少于最低条数扣分
    ledger: main
    steps:
      - select: { kind: submitted }
      - value: 1
      - tally: { of: count, per: quarter }
      - target: { number: ${least}, unmet: -2 }
  - id: faults
    rule: "3"
    text: 差错只计次数
    steps: [ { select: { kind: fault } }, { value: 1 } ]
  - id: person
    rule: "4"
    text: 本人稿件同样计分
    ledger: own
    owner: person
    steps: [ *adopted, *by-level, { credit: { to: persons, share: full } } ]
${extra}
rankings:
  - { id: units, label: 单位排名, ledger: main, by: group }
  - { id: persons, label: 个人排名, ledger: own, by: all }
awards:
  - { id: good, label: 先进单位, ranking: units, seats: { each-group: 1 }, barred: [取消评先资格] }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

const ROSTER: Roster = {
  units: [
    { id: 'a', name: '甲', group: '一组' },
    { id: 'b', name: '乙', group: '一组' },
    { id: 'c', name: '丙', group: '一组' },
    { id: 'd', name: '丁', group: '二组' },
  ],
  persons: [
    { id: 'p', name: '张', unit: 'a' },
    { id: 'q', name: '王', unit: 'b' },
  ],
};

let made = 0;
const adopted = (unit: string, level: string, more: Partial<Fact> = {}): Fact => {
  made++;
  const { attrs, ...rest } = more;
  return { id: `f${made}`, kind: 'adopted', on: '2026-02-01', unit, attrs: { level, ...attrs }, ...rest };
};
const submitted = (unit: string): Fact => ({ id: `s-${unit}`, kind: 'submitted', on: '2026-01-05', unit });

function tried(current: Scheme, proposed: Scheme, facts: readonly Fact[], more: Partial<TrialInput> = {}) {
  const period = more.period ?? QUARTER;
  return trial({
    current: [{ scheme: current, period }],
    proposed,
    period,
    facts,
    roster: ROSTER,
    asOf: '2026-12-31',
    ...more,
  });
}

const ownerOf = (comparison: TrialComparison, id: string) =>
  comparison.owners.find(({ owner }) => owner.id === id);

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

const LEVELS = ['province', 'city', 'county'] as const;
const fact = fc
  .record({
    kind: fc.constantFrom('adopted', 'adopted', 'submitted', 'fault'),
    day: fc.integer({ min: 0, max: 364 }),
    unit: fc.constantFrom('a', 'b', 'c', 'd'),
    person: fc.option(fc.constantFrom('p', 'q'), { nil: undefined }),
    level: fc.constantFrom(...LEVELS),
    front: fc.boolean(),
  })
  .map(({ kind, day, unit, person, level, front }) => ({
    kind,
    on: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    unit,
    ...(person && { persons: [{ id: person }] }),
    attrs: { level, front },
  }));
const facts = fc
  .array(fact, { maxLength: 40 })
  .map(list => list.map((item, i): Fact => ({ id: `f${i}`, ...item })));
const values = fc.record({
  province: fc.integer({ min: 0, max: 9 }),
  city: fc.integer({ min: 0, max: 9 }),
  county: fc.integer({ min: 0, max: 9 }),
});
const given = fc.record({
  values,
  front: fc.integer({ min: 0, max: 6 }),
  least: fc.integer({ min: 0, max: 4 }),
});
const period = fc.constantFrom(YEAR, QUARTER, { from: '2026-05-01', to: '2026-05-31' });

const number = (text: string | undefined) => Number(parseDecimal(text ?? '0'));

describe('for any facts', () => {
  test('the same scheme gives zero shift', () => {
    fc.assert(
      fc.property(facts, given, period, (list, scheme, stretch) => {
        const result = tried(schemeOf(scheme), schemeOf(scheme), list, { period: stretch });
        expect(result.same).toBe(true);
        expect([result.tiesGone, result.tiesNew]).toEqual([[], []]);
        for (const each of result.owners) expect([each.change, each.shift]).toEqual(['0', 0]);
        for (const { before, after } of result.clauses) expect(after).toEqual(before);
        for (const { changed } of result.lines.values()) expect(changed).toEqual([]);
      }),
    );
  });

  test('raising one level moves the points of those with such adoptions, and of nobody else', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...LEVELS), fc.integer({ min: 1, max: 5 }), (list, level, by) => {
        const base = { province: 8, city: 4, county: 2 };
        const raised = { ...base, [level]: base[level] + by };
        const result = tried(schemeOf({ values: base }), schemeOf({ values: raised }), list, {
          period: YEAR,
        });
        for (const { owner, change } of result.owners) {
          const such = list.filter(
            each =>
              each.kind === 'adopted' &&
              each.attrs?.['level'] === level &&
              (owner.kind === 'unit' ? each.unit === owner.id : each.persons?.[0]?.id === owner.id),
          );
          expect(Number(change)).toBe(such.length * by);
        }
      }),
    );
  });

  test('clauses and lines add up to the change, and both sides to what scoring alone says', () => {
    fc.assert(
      fc.property(facts, given, given, period, (list, was, is, stretch) => {
        const [current, proposed] = [schemeOf(was), schemeOf(is)];
        const result = tried(current, proposed, list, { period: stretch });
        for (const [side, scheme] of [
          ['before', current],
          ['after', proposed],
        ] as const) {
          const ledger = score({ scheme, facts: list, roster: ROSTER, period: stretch, asOf: '2026-12-31' });
          const places = standings({ scheme, ledger, roster: ROSTER }).flatMap(table => table.places);
          for (const each of result.owners) {
            const place = places.find(({ id }) => id === each.owner.id);
            expect(each[side]).toEqual({
              points: place?.points,
              place: place?.place,
              tied: place?.tied,
              among: place?.group,
            });
          }
        }
        for (const each of result.owners) {
          const lines = result.lines.get(`${each.owner.kind} ${each.owner.id}`)?.changed ?? [];
          const sumOf = (all: readonly { change: string }[]) =>
            all.reduce((sum, { change }) => sum + number(change), 0);
          expect(sumOf(each.clauses)).toBe(number(each.change ?? '0'));
          expect(sumOf(lines)).toBe(number(each.change ?? '0'));
        }
        for (const { points, kind } of result.totals) {
          const mine = result.owners.filter(({ owner }) => owner.kind === kind);
          expect(number(points.after)).toBe(mine.reduce((sum, each) => sum + number(each.after?.points), 0));
        }
      }),
    );
  });

  test('exchanging the sides turns every shift round', () => {
    fc.assert(
      fc.property(facts, given, given, (list, was, is) => {
        const there = tried(schemeOf(was), schemeOf(is), list, { period: YEAR });
        const back = tried(schemeOf(is), schemeOf(was), list, { period: YEAR });
        for (const each of there.owners) {
          const other = ownerOf(back, each.owner.id);
          expect(number(other?.change ?? '0') + number(each.change ?? '0')).toBe(0);
          expect((other?.shift ?? 0) + (each.shift ?? 0)).toBe(0);
        }
        expect(back.tiesNew).toEqual(there.tiesGone);
      }),
    );
  });
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

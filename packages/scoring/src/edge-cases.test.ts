/** Facts and rosters as they really are: late, doubled, misspelt, of closed units, of persons who moved. */
import { describe, expect, test } from 'vitest';
import {
  editScheme,
  type Fact,
  openQuestions,
  parseScheme,
  type Roster,
  type ScoreInput,
  schemesInForce,
  score,
} from './index.ts';

const TEXT = `
# 第一行的说明
scheme: plain
version: "1"
kinds: { adopted: 采用, submitted: 报送 }
attributes:
  level: { label: 级别, values: { city: 市级, county: 县级 } }   # 由高到低
  words: { label: 字数, type: number }
  late: { label: 迟报, type: yes-no }
numbers: { owed: { label: 任务, default: 3 } }
ledgers:
  units: { label: 单位, closes: quarter }
  booked: { label: 按登记日, dates: bookedOn }
  persons: { label: 个人, owner: person }
clauses:
  - { id: u, rule: "1", text: 单位, ledger: units, steps: [ { select: { kind: adopted } }, { value: { by: level, table: { city: 10, county: 5 } } } ] }
  - { id: b, rule: "2", text: 登记, ledger: booked, steps: [ { select: { kind: adopted } }, { value: 1 } ] }
  - { id: p, rule: "3", text: 个人, ledger: persons, steps: [ { select: { kind: adopted } }, { value: 1 }, { credit: { to: persons } } ] }
  - { id: q, rule: "4", text: 任务, ledger: units, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: quarter } }, { target: { number: unit.owed, missing: -1 } } ] }
`;
const parsed = parseScheme(TEXT);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const scheme = parsed.scheme;

const ROSTER: Roster = {
  units: [{ id: 'u', name: '甲', numbers: { owed: 0 } }],
  persons: [{ id: 'p', name: '张', unit: 'u' }],
};
const fact = (more: Partial<Fact> = {}): Fact => ({
  id: 'f',
  kind: 'adopted',
  on: '2026-02-10',
  unit: 'u',
  attrs: { level: 'city' },
  ...more,
});
const run = (facts: Fact[], more: Partial<ScoreInput> = {}) =>
  score({
    scheme,
    facts,
    roster: ROSTER,
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-12-31',
    ...more,
  });
const totals = (ledger: ReturnType<typeof run>) =>
  Object.fromEntries(ledger.totals.map(total => [total.ledger, total.points]));

describe('facts that cannot score say why', () => {
  test.each([
    ['an unknown unit', fact({ unit: 'x' }), 'unknown-unit'],
    ['a day that does not exist', fact({ on: '2026-02-30' }), 'bad-day'],
    ['a booking day that does not exist', fact({ bookedOn: 'soon' }), 'bad-day'],
    ['a level that the scheme does not know', fact({ attrs: { level: 'moon' } }), 'unknown-word'],
    ['a number that is none', fact({ attrs: { words: 'many' } }), 'bad-value'],
    ['an absurd number', fact({ attrs: { words: 1e300 } }), 'bad-value'],
    ['a yes/no that is neither', fact({ attrs: { late: 'maybe' } }), 'bad-value'],
    ['an unknown joint unit', fact({ coUnits: ['x'] }), 'unknown-unit'],
    ['a share that is none', fact({ persons: [{ id: 'p', share: 'half' }] }), 'bad-decimal'],
  ])('%s', (_, one, code) => {
    const { problems } = run([one]);
    expect(problems).toMatchObject([{ factId: 'f', code }]);
    expect(problems[0]?.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  test('the same id twice counts once', () => {
    const ledger = run([fact(), fact()]);
    expect(ledger.problems).toMatchObject([{ code: 'duplicate-id' }]);
    expect(totals(ledger).units).toBe('10');
  });

  test('kinds that the scheme does not read are no problem', () => {
    expect(run([fact({ kind: 'meeting' })]).problems).toEqual([]);
  });
});

describe('time', () => {
  test('what was booked after the day of knowledge is not yet known', () => {
    const late = fact({ bookedOn: '2026-05-02' });
    expect(totals(run([late], { asOf: '2026-05-01' })).units).toBe('0');
    expect(totals(run([late], { asOf: '2026-05-02' })).units).toBe('10');
  });

  test('a ledger by booking day books a late fact in the later quarter', () => {
    const ledger = run([fact({ bookedOn: '2026-05-02' })], {
      period: { from: '2026-04-01', to: '2026-06-30' },
    });
    expect(totals(ledger)).toMatchObject({ units: '0', booked: '1' });
  });

  test('a unit closed before the fact gets nothing, and nothing is owed afterwards', () => {
    const roster: Roster = { units: [{ id: 'u', name: '甲', to: '2026-06-30' }] };
    const ledger = run([fact({ on: '2026-07-01' })], { roster });
    expect(ledger.problems).toMatchObject([{ code: 'unit-closed' }]);
    expect(ledger.lines.filter(line => line.clause === 'q').map(line => line.period.key)).toEqual([
      '2026-Q1',
      '2026-Q2',
    ]);
  });

  test('a unit that owes nothing has no line of the target; its progress still shows', () => {
    const ledger = run([]);
    expect(ledger.lines).toEqual([]);
    expect(ledger.progress).toHaveLength(4);
  });

  test('a person who moved keeps one account; the fact stays with the unit it was earned for', () => {
    const persons = [
      { id: 'p', name: '张', unit: 'u', to: '2026-02-15' },
      { id: 'p', name: '张', unit: 'w', from: '2026-02-16' },
    ];
    const roster: Roster = {
      units: [
        { id: 'u', name: '甲' },
        { id: 'w', name: '乙' },
      ],
      persons,
    };
    const list = [
      fact({ persons: [{ id: 'p' }] }),
      fact({ id: 'g', on: '2026-03-01', unit: 'w', persons: [{ id: 'p' }] }),
    ];
    const ledger = run(list, { roster });
    expect(ledger.totals.filter(total => total.ledger === 'persons').map(total => total.points)).toEqual([
      '2',
    ]);
    expect(
      ledger.lines.filter(line => line.clause === 'u').map(line => [line.owner.id, line.points]),
    ).toEqual([
      ['u', '10'],
      ['w', '10'],
    ]);
  });
});

test('lines of a clause that reads two others are told apart by where they come from', () => {
  const more = parseScheme(
    `${TEXT}  - { id: both, rule: "5", ledger: units, steps: [ { select: { lines: [u, b] } } ] }\n`,
  );
  if (!more.ok) throw new Error(JSON.stringify(more.problems));
  const { lines } = run([fact()], { scheme: more.scheme });
  const ids = lines.filter(line => line.clause === 'both').map(line => [line.id, line.points]);
  expect(ids.sort()).toEqual([
    ['both/unit:u/f/b', '1'],
    ['both/unit:u/f/u', '10'],
  ]);
});

describe('schemes in force', () => {
  const dated = (version: string, effective: { from?: string; to?: string }) => ({
    ...scheme,
    version,
    effective,
  });

  test('a year that sees two is cut where the second begins', () => {
    const schemes = [dated('2', { from: '2026-07-01' }), dated('1', { to: '2026-06-30' })];
    const { stretches, problems } = schemesInForce(schemes, { from: '2026-01-01', to: '2026-12-31' });
    expect(problems).toEqual([]);
    expect(stretches.map(({ scheme: { version }, period }) => [version, period.from, period.to])).toEqual([
      ['1', '2026-01-01', '2026-06-30'],
      ['2', '2026-07-01', '2026-12-31'],
    ]);
  });

  test('two at once are a problem', () => {
    const { problems } = schemesInForce([dated('1', {}), dated('2', { from: '2026-07-01' })], {
      from: '2026-01-01',
      to: '2026-12-31',
    });
    expect(problems).toMatchObject([{ code: 'two-in-force', zh: expect.stringContaining('2026-06-30') }]);
  });

  test('facts before a scheme holds are not its own', () => {
    expect(totals(run([fact()], { scheme: dated('2', { from: '2026-03-01' }) })).units).toBe('0');
  });
});

test('an edit keeps comments and layout', () => {
  const edited = editScheme(TEXT, [
    { path: ['version'], value: '2' },
    { path: ['numbers', 'owed', 'default'], value: 5 },
  ]);
  expect(edited).toContain('# 第一行的说明');
  expect(edited).toContain('# 由高到低');
  const again = parseScheme(edited ?? '');
  expect(again.ok && [again.scheme.version, again.scheme.numbers.owed?.default]).toEqual(['2', '5']);
  expect(editScheme(TEXT, [])).toBe(TEXT);
  expect(editScheme(TEXT, [{ path: ['version', 'deep', 'er'], value: 1 }])).toBeNull();
  expect(editScheme('a: [', [{ path: ['a'], value: 1 }])).toBeNull();
});

test('every open question stands beside the result, with its letter and place', () => {
  const questions = openQuestions(scheme);
  expect(questions.map(({ letter, id, place, isDefault }) => [letter, id, place, isDefault])).toEqual([
    [undefined, 'rounding', '', true],
    ['d', 'share', 'p', true],
    ['g', 'nothing-owed', 'q', true],
  ]);
});

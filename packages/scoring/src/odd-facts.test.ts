/** Facts as careless hands leave them: no outlet, numbers that cannot be, days outside everything, twice in force. */
import { describe, expect, test } from 'vitest';
import { clause, HEAD, LEDGER, owned, run } from '../test/small-scheme.ts';
import { explain, type Fact, parseScheme, type Roster, schemesInForce, score } from './index.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const ADOPTED = '{ select: { kind: adopted } }';
const outlet = (name: string | undefined, more: Partial<Fact> = {}): Partial<Fact> => ({
  attrs: name === undefined ? {} : { outlet: name },
  manuscript: 'm',
  ...more,
});

describe('a missing outlet', () => {
  test('has no cell in the table, and the line says so; “其余” takes it', () => {
    const table = (more: string) =>
      run({
        text: clause(`${ADOPTED}, { value: { by: outlet, table: { 晚报: 6 }${more} } }`),
        facts: [outlet(undefined)],
      }).lines[0];
    expect([table('')?.points, table('')?.because?.zh]).toEqual(['0', '分值表中没有“媒体未填”']);
    expect(table(', otherwise: 2')?.points).toBe('2');
  });

  test('stands alone where items of one outlet are put together, and is a sum of its own', () => {
    const combined = run({
      text: clause(`${ADOPTED}, { value: 5 }, { combine: { key: [manuscript, outlet] } }`),
      facts: [outlet('晚报'), outlet('晚报'), outlet(undefined), outlet(undefined)],
    });
    expect(owned(combined, 'u')).toEqual(['5', '0', '5', '5']);
    const capped = run({
      text: clause(`${ADOPTED}, { value: 5 }, { limit: { most: 5, per: year, for-each: outlet } }`),
      facts: [outlet('晚报'), outlet(undefined), outlet(undefined)],
    });
    expect(capped.totals[0]?.points).toBe('10');
  });
});

describe('numbers that cannot be', () => {
  const scored = (words: number | string) => {
    const head = HEAD.replace('type: number }', 'type: number, least: 0, most: 50000 }');
    const parsed = parseScheme(
      head +
        LEDGER +
        clause(`${ADOPTED}, { value: 1 }, { add: { number: 1, each: { of: words, step: 1000 } } }`),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const facts: Fact[] = [{ id: 'f', kind: 'adopted', on: '2026-01-10', unit: 'u', attrs: { words } }];
    const ledger = score({
      scheme: parsed.scheme,
      facts,
      roster: { units: [{ id: 'u', name: '甲' }] },
      period: YEAR,
      asOf: YEAR.to,
    });
    return [ledger.totals[0]?.points, ledger.problems.map(problem => problem.code)];
  };

  test.each<[number | string, string, string[]]>([
    [3000, '4', []],
    [50_000, '51', []],
    [50_001, '1', ['bad-value']],
    [-1, '1', ['bad-value']],
    [Number.NaN, '1', ['bad-value']],
    [Number.POSITIVE_INFINITY, '1', ['bad-value']],
    ['1e3', '1', ['bad-value']],
    ['三千', '1', ['bad-value']],
    ['3000.0000001', '1', ['bad-value']],
  ])('%s words come to %s', (words, points, codes) => {
    expect(scored(words)).toEqual([points, codes]);
  });

  test('huge figures stay exact to the last decimal', () => {
    const facts = [1, 2, 3].map(() => ({ attrs: { words: '9007199254.740991' } }));
    const { totals } = run({
      text: `rounding: { places: 6 }\n${clause(`${ADOPTED}, { value: words }`)}`,
      facts,
    });
    expect(totals[0]?.points).toBe('27021597764.222973');
  });
});

describe('days outside', () => {
  const one = (on: string, effective = '') =>
    run({ text: `${effective}${clause(`${ADOPTED}, { value: 5 }`)}`, facts: [{ on }] });

  test.each([
    ['before the year', '2025-12-20', '', '0'],
    ['after the day of knowledge', '2027-01-01', '', '0'],
    ['in the year of the first emperor', '0001-01-01', '', '0'],
    ['in a far year', '9999-12-31', '', '0'],
    ['before the scheme holds', '2026-03-31', 'effective: { from: 2026-04-01 }\n', '0'],
    ['after it was ended', '2026-07-01', 'effective: { to: 2026-06-30 }\n', '0'],
    ['on its first day', '2026-04-01', 'effective: { from: 2026-04-01 }\n', '5'],
  ])('%s', (_, on, effective, points) => {
    const { totals, lines } = one(on, effective);
    expect([totals[0]?.points, lines.length]).toEqual([points, points === '0' ? 0 : 1]);
  });
});

describe('in the middle of things', () => {
  const persons = [
    { id: 'p', name: '张', unit: 'u', to: '2026-02-14' },
    { id: 'p', name: '张', unit: 'w', from: '2026-02-15' },
  ];
  const roster: Roster = { units: ['u', 'w'].map(id => ({ id, name: id })), persons };
  const fact = (id: string, on: string, unit: string): Fact => ({
    id,
    kind: 'adopted',
    on,
    unit,
    persons: [{ id: 'p' }],
  });

  test('a person moved in mid-quarter: own points follow, each unit keeps its own, the sum of persons counts where they are now', () => {
    const parsed = parseScheme(
      `${HEAD}${LEDGER}${clause(`${ADOPTED}, { value: 3 }`, 'ledger: own')}  - { id: d, rule: "2", ledger: main, steps: [ ${ADOPTED}, { value: 5 } ] }
  - { id: e, rule: "3", steps: [ { select: { each: year } }, { value: "personsTotal('own')" } ] }\n`,
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const facts = [fact('a', '2026-02-10', 'u'), fact('b', '2026-03-10', 'w')];
    const ledger = score({ scheme: parsed.scheme, facts, roster, period: YEAR, asOf: YEAR.to });
    expect(ledger.totals.map(({ owner, ledger: id, points }) => [owner.id, id, points])).toEqual([
      ['u', 'main', '5'],
      ['w', 'main', '5'],
      ['p', 'own', '6'],
    ]);
    expect(ledger.counters.map(({ owner, value }) => [owner.id, value])).toEqual([
      ['u', '0'],
      ['w', '6'],
    ]);
  });

  test('a scheme changed in mid-year: each fact is scored once, by the one of its day', () => {
    const version = (days: string, points: number) => {
      const parsed = parseScheme(
        `${HEAD}effective: { ${days} }\n${LEDGER}${clause(`${ADOPTED}, { value: ${points} }`)}`,
      );
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
      return parsed.scheme;
    };
    const facts = ['2026-06-30', '2026-07-01'].map(
      (on, i): Fact => ({ id: `f${i}`, kind: 'adopted', on, unit: 'u' }),
    );
    const of = (second: string) => schemesInForce([version('to: 2026-06-30', 5), version(second, 8)], YEAR);
    const { stretches, problems } = of('from: 2026-07-01');
    expect(problems).toEqual([]);
    const points = stretches.map(
      ({ scheme, period }) =>
        score({ scheme, facts, roster: { units: [{ id: 'u', name: '甲' }] }, period, asOf: YEAR.to })
          .totals[0]?.points,
    );
    expect(points).toEqual(['5', '8']);
    expect(of('from: 2026-06-15').problems).toMatchObject([{ code: 'two-in-force' }]);
    expect(of('from: 2026-06-15').problems[0]?.zh).toContain('2026-06-15');
    // days that nobody rules are simply not scored
    expect(of('from: 2026-07-10').stretches.map(({ period }) => period.from)).toEqual([
      '2026-01-01',
      '2026-07-10',
    ]);
  });

  test('what arrives after closing is booked as the difference in the later period, and says so', () => {
    const text = `ledgers: { main: { label: 得分, closes: quarter, dates: bookedOn }, own: { label: 个人, owner: person } }
${clause(`${ADOPTED}, { value: { by: level, table: { province: 8, city: 4 } } }, { combine: {} }`)}`;
    const item = (level: string, bookedOn: string): Partial<Fact> => ({
      manuscript: 'm',
      attrs: { level },
      on: '2026-03-20',
      bookedOn,
    });
    const { lines } = run({ text, facts: [item('city', '2026-03-25'), item('province', '2026-04-10')] });
    expect(lines.map(line => [line.period.key, line.points])).toEqual([
      ['2026-Q1', '4'],
      ['2026-Q2', '4'],
    ]);
    expect(explain(lines[1] as (typeof lines)[number], 'zh')).toContain('前期已计，只补差额');
  });
});

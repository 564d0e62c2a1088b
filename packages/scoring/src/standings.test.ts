/** Published tables and award rules; expected places come from the published text. */
import { describe, expect, test } from 'vitest';
import { facts, PUBLISHED, QUARTER, ROSTER, SITES, schemeOf } from '../test/published-sites.ts';
import { awards, explain, type Fact, type Roster, score, standings } from './index.ts';

describe('published table of the first quarter of 2023', () => {
  const scheme = schemeOf(SITES);
  const ledger = score({ scheme, facts: facts(), roster: ROSTER, ...QUARTER });

  test('points and places are those published', () => {
    const [table] = standings({ scheme, ledger, roster: ROSTER });
    expect(table?.places.map(place => [place.name, place.points, place.place])).toEqual(
      PUBLISHED.map(([name, , , points, place]) => [name, points, place]),
    );
  });

  test('seats per group, by share and from a mark', () => {
    const { winners } = awards({ scheme, ledger, roster: ROSTER });
    const won = (award: string) =>
      winners.filter(winner => winner.award === award).map(winner => winner.standing.place);
    expect(won('first')).toEqual([1, 2]);
    expect(won('share')).toEqual([1, 2]);
    expect(won('mark')).toEqual([1, 2, 3]);
    expect(winners.find(winner => winner.award === 'none')?.money).toBe('500');
  });

  test('equals at the last seat: all, or none, as the scheme says', () => {
    const more: Fact = {
      id: 'one more',
      kind: 'adopted',
      on: '2023-03-01',
      unit: '民政局',
      attrs: { site: 'city' },
    };
    const tied = score({ scheme, facts: [...facts(), more], roster: ROSTER, ...QUARTER });
    const { winners } = awards({ scheme, ledger: tied, roster: ROSTER });
    expect(winners.filter(winner => winner.award === 'none').map(winner => winner.standing.place)).toEqual([
      1, 2, 3,
    ]);
  });
});

describe('gates', () => {
  // published scheme 63: a veto, then below 60 not passed; published scheme 26: two quarters running below 50
  const scheme = schemeOf(`
scheme: gates
version: "1"
effective: { from: 2026-01-01 }
kinds: { adopted: 采用, veto: 否决 }
attributes: {}
ledgers:
  points:
    label: 得分
    per: quarter
    steps:
      - gate: { when: now < 50, then: mark, mark: 非正式, running: 2 }
        because: 连续两季不足50分
      - gate: { when: total('vetoes') > 0, then: zero, mark: 不合格 }
        because: 一票否决
clauses:
  - { id: item, rule: "1", text: 采用, ledger: points, steps: [ { select: { kind: adopted } }, { value: 30 } ] }
  - { id: vetoes, rule: "2", text: 否决, steps: [ { select: { kind: veto } }, { value: 1 } ] }
rankings:
  - { id: year, label: 年度, ledger: points, by: all, breakers: [ { of: vetoes, order: less } ], apart: "'guest' in unit.classes" }
awards:
  - { id: first, label: 先进, ranking: year, seats: { each-group: 1 }, barred: [不合格] }
classes: { guest: 列席 }
`);
  const roster: Roster = {
    units: [
      { id: 'a', name: '甲' },
      { id: 'b', name: '乙' },
      { id: 'g', name: '列席', classes: ['guest'] },
    ],
  };
  const adopted = (unit: string, on: string, i: number): Fact => ({
    id: `${unit}${on}${i}`,
    kind: 'adopted',
    on,
    unit,
  });
  const list = [
    ...['2026-01-05', '2026-04-05', '2026-07-05', '2026-10-05'].flatMap(on =>
      [0, 1].map(i => adopted('a', on, i)),
    ),
    { id: 'v', kind: 'veto', on: '2026-08-01', unit: 'a' },
    ...[0, 1].map(i => adopted('b', '2026-01-06', i)),
  ];
  const ledger = score({
    scheme,
    facts: list,
    roster,
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-12-31',
  });

  test('a veto sets the quarter to zero with a line of its own', () => {
    expect(ledger.totals.map(total => [total.owner.id, total.points])).toEqual([
      ['a', '180'],
      ['b', '60'],
      ['g', '0'],
    ]);
    const line = ledger.lines.find(item => item.owner.id === 'a' && item.points === '-60');
    expect(line?.period.key).toBe('2026-Q3');
    expect(line && explain(line, 'zh')).toBe('一票否决，定为 0；本条计 -60');
  });

  test('two quarters running below the mark put a label on, one does not', () => {
    const marks = ledger.marks
      .filter(mark => mark.mark === '非正式')
      .map(mark => [mark.owner.id, mark.period.key]);
    expect(marks).toEqual([
      ['b', '2026-Q3'],
      ['b', '2026-Q4'],
      ['g', '2026-Q2'],
      ['g', '2026-Q3'],
      ['g', '2026-Q4'],
    ]);
  });

  test('a marked unit keeps its place, the award goes to the next', () => {
    const outcome = awards({ scheme, ledger, roster });
    expect(outcome.barred.map(item => [item.standing.name, item.mark.mark])).toEqual([['甲', '不合格']]);
    expect(outcome.winners.map(winner => winner.standing.name)).toEqual(['乙']);
  });

  test('units listed apart have no place', () => {
    expect(standings({ scheme, ledger, roster })[0]?.places.map(place => [place.name, place.place])).toEqual([
      ['甲', 1],
      ['乙', 2],
      ['列席', null],
    ]);
  });
});

describe('published table of April 2017: the share of submissions that were adopted', () => {
  const scheme = schemeOf(`
scheme: rate
version: "2017"
rounding: { places: 1 }
measures: { percent: "%" }
kinds: { submitted: 报送, adopted: 采用 }
ledgers: { rates: { label: 采用率, measure: percent } }
clauses:
  - { id: submitted, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: month } } ] }
  - id: rate
    rule: 采用率
    ledger: rates
    steps:
      - select: { kind: adopted }
      - tally: { of: count, per: month, divided-by: total('submitted') }
      - times: 100
`);
  const rows: [unit: string, submitted: number, adopted: number, rate: string][] = [
    ['南川东路办事处', 14, 7, '50'],
    ['仓门街办事处', 28, 16, '57.1'],
    ['总寨镇', 15, 8, '53.3'],
    ['南川西路办事处', 33, 12, '36.4'],
    ['礼让街办事处', 33, 14, '42.4'],
    ['南滩办事处', 47, 20, '42.6'],
    ['人民街办事处', 14, 4, '28.6'],
    ['饮马街办事处', 10, 5, '50'],
    ['区统计局', 0, 0, '0'],
    ['区财政局', 8, 6, '75'],
    ['区政府办公室', 18, 18, '100'],
    ['区卫生和计划生育局', 8, 6, '75'],
    ['区发展改革和经济商务局', 7, 5, '71.4'],
    ['全区', 301, 159, '52.8'],
  ];
  const roster: Roster = { units: rows.map(([name]) => ({ id: name, name })) };
  const list = rows.flatMap(([unit, submitted, adopted]) =>
    [...Array<string>(submitted).fill('submitted'), ...Array<string>(adopted).fill('adopted')].map(
      (kind, i): Fact => ({ id: `${unit}${i}`, kind, on: '2017-04-10', unit }),
    ),
  );
  const ledger = score({
    scheme,
    facts: list,
    roster,
    period: { from: '2017-04-01', to: '2017-04-30' },
    asOf: '2017-04-30',
  });

  test.each(rows)('%s: %i sent, %i adopted', (unit, _, __, rate) => {
    expect(ledger.totals.find(total => total.owner.id === unit)?.points).toBe(rate);
  });
});

describe('published table of January and February 2018: five for each item of the own level', () => {
  const scheme = schemeOf(`
scheme: five
version: "2018"
kinds: { submitted: 报送, adopted: 采用 }
attributes: { carrier: { label: 载体, values: { general: 普发, wechat: 微信公众号, reference: 参阅, commission: 约稿 } } }
ledgers: { points: { label: 得分 } }
clauses:
  - { id: own, rule: "1", text: 本级采用, ledger: points, steps: [ { select: { kind: adopted } }, { value: { by: carrier, table: { "*": 5 } } } ] }
rankings: [ { id: r, ledger: points } ]
`);
  const rows: [unit: string, submitted: number, wechat: number, commission: number, points: string][] = [
    ['达来胡硕苏木', 2, 0, 1, '5'],
    ['沙尔呼热街道', 12, 3, 0, '15'],
    ['莫斯台街道', 1, 1, 0, '5'],
    ['宝日呼吉尔街道', 15, 2, 0, '10'],
    ['珠斯花街道', 15, 5, 0, '25'],
  ];
  const roster: Roster = { units: rows.map(([name]) => ({ id: name, name })) };
  const list = rows.flatMap(([unit, submitted, wechat, commission]) => [
    ...Array.from(
      { length: submitted },
      (_, i): Fact => ({ id: `${unit}s${i}`, kind: 'submitted', on: '2018-01-10', unit }),
    ),
    ...['wechat', 'commission'].flatMap((carrier, n) =>
      Array.from(
        { length: n === 0 ? wechat : commission },
        (_, i): Fact => ({
          id: `${unit}${carrier}${i}`,
          kind: 'adopted',
          on: '2018-02-10',
          unit,
          attrs: { carrier },
        }),
      ),
    ),
  ]);
  const ledger = score({
    scheme,
    facts: list,
    roster,
    period: { from: '2018-01-01', to: '2018-02-28' },
    asOf: '2018-02-28',
  });

  test('points as published; two units with 5 share the fourth place', () => {
    expect(ledger.totals.map(total => [total.owner.id, total.points])).toEqual(
      rows.map(([unit, , , , points]) => [unit, points]),
    );
    expect(standings({ scheme, ledger, roster })[0]?.places.map(place => place.place)).toEqual([
      1, 2, 3, 4, 4,
    ]);
  });
});

/** Published tables and award rules; expected places come from the published text. */
import { describe, expect, test } from 'vitest';
import {
  awardOutcomes,
  awards,
  explain,
  type Fact,
  parseScheme,
  type Roster,
  score,
  standings,
} from './index.ts';

function schemeOf(text: string) {
  const parsed = parseScheme(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

/** Published scheme 84: city site 5, prefecture site 10, departments ranked apart from towns. */
const SITES = `
scheme: sites
version: "2023"
kinds: { adopted: 采用 }
attributes: { site: { label: 网站, values: { city: 市政府网站, prefecture: 呼伦贝尔市政府网站 } } }
ledgers: { points: { label: 得分 } }
clauses:
  - id: adoption
    rule: "1"
    text: 采用计分
    ledger: points
    steps:
      - select: { kind: adopted }
      - value: { by: site, table: { city: 5, prefecture: 10 } }
rankings:
  - { id: quarter, label: 季度排名, ledger: points, by: group }
awards:
  - { id: first, label: 先进单位, ranking: quarter, seats: { each-group: 2 } }
  - { id: share, label: 表扬, ranking: quarter, seats: { share: 0.5, rounding: down } }
  - { id: mark, label: 达标, ranking: quarter, seats: { from: 140 } }
  - { id: none, label: 严格, ranking: quarter, seats: { each-group: 4 }, ties-at-last: none, money: 500 }
`;

const PUBLISHED: [unit: string, city: number, prefecture: number, points: string, place: number][] = [
  ['现代农业产业园服务中心', 35, 3, '205', 1],
  ['水利局', 36, 0, '180', 2],
  ['市场监督管理局', 27, 1, '145', 3],
  ['公安局', 25, 1, '135', 4],
  ['民政局', 26, 0, '130', 5],
];
const ROSTER: Roster = { units: PUBLISHED.map(([name]) => ({ id: name, name, group: '部门' })) };

function facts(): Fact[] {
  return PUBLISHED.flatMap(([unit, city, prefecture]) =>
    [...Array<string>(city).fill('city'), ...Array<string>(prefecture).fill('prefecture')].map((site, i) => ({
      id: `${unit}${i}`,
      kind: 'adopted',
      on: '2023-02-01',
      unit,
      attrs: { site },
    })),
  );
}

const QUARTER = { period: { from: '2023-01-01', to: '2023-03-31' }, asOf: '2023-03-31' };

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

/** Published scheme 84 once more, asked for everybody and not for the winners alone. */
describe('why somebody gets an award and somebody else does not', () => {
  const outcomesOf = (award: string, more: { facts?: Fact[]; vetoed?: string } = {}) => {
    const scheme = schemeOf(`${SITES}  - ${award}\n`);
    const ledger = score({
      scheme,
      facts: [...facts(), ...(more.facts ?? [])],
      roster: ROSTER,
      ...QUARTER,
    });
    const vetoes = more.vetoed
      ? [
          {
            owner: { kind: 'unit' as const, id: more.vetoed },
            because: { zh: '一票否决', en: 'a veto' },
          },
        ]
      : [];
    return awardOutcomes({ scheme, ledger, roster: ROSTER, vetoes }).filter(each => each.award === 'asked');
  };
  const told = (outcomes: ReturnType<typeof outcomesOf>) =>
    outcomes.map(({ standing, outcome, reason }) => [standing.name, outcome, reason.zh]);

  test('seats in a group: two get it, the third is beyond the seats', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 2 }, money: 800 }');
    expect(told(outcomes).slice(0, 3)).toEqual([
      ['现代农业产业园服务中心', 'seated', '第1名，名额2；无一票否决'],
      ['水利局', 'seated', '第2名，名额2；无一票否决'],
      ['市场监督管理局', 'missed', '第3名，名额2，未进入名额'],
    ]);
    expect(outcomes.map(({ money }) => money)).toEqual(['800', '800', undefined, undefined, undefined]);
  });

  test('a veto bars the first; the third moves up and both say so', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 2 } }', {
      vetoed: '现代农业产业园服务中心',
    });
    expect(told(outcomes).slice(0, 3)).toEqual([
      ['现代农业产业园服务中心', 'barred', '第1名，名额2，本可评上，因一票否决取消评先资格'],
      ['水利局', 'seated', '第2名，名额2；无一票否决'],
      ['市场监督管理局', 'seated', '第3名，名额2，前面有取消资格的，依次递补；无一票否决'],
    ]);
  });

  test('all from a mark on: 140 is the least', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { from: 140 } }');
    expect(told(outcomes).slice(2, 4)).toEqual([
      ['市场监督管理局', 'seated', '第3名，得分145，达到140的底线；无一票否决'],
      ['公安局', 'missed', '第4名，得分135，未达到140的底线'],
    ]);
    expect(outcomes[0]?.seats).toBeNull();
  });

  test('the last place loses eligibility, although the seats would reach it', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 5 }, last-lose: 1 }');
    expect(told(outcomes).slice(3)).toEqual([
      ['公安局', 'seated', '第4名，名额5；无一票否决'],
      ['民政局', 'last', '第5名，名额5，本可评上，因居本组末位取消评先资格'],
    ]);
  });

  test('who is below the least gets nothing, although a seat is free', () => {
    const outcomes = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 3 }, at-least: 180 }');
    expect(told(outcomes).slice(1, 4)).toEqual([
      ['水利局', 'seated', '第2名，名额3；无一票否决'],
      ['市场监督管理局', 'missed', '第3名，名额3，得分145，未达到180的底线'],
      ['公安局', 'missed', '第4名，名额3，得分135，未达到180的底线'],
    ]);
  });

  test('equals at the last place lose together; a group of equals has no last', () => {
    const fifth: Fact = {
      id: 'one more',
      kind: 'adopted',
      on: '2023-03-01',
      unit: '民政局',
      attrs: { site: 'city' },
    };
    const tied = outcomesOf('{ id: asked, ranking: quarter, seats: { each-group: 1 }, last-lose: 1 }', {
      facts: [fifth],
    });
    expect(tied.map(({ outcome }) => outcome)).toEqual(['seated', 'missed', 'missed', 'last', 'last']);
    const scheme = schemeOf(
      `${SITES}  - { id: asked, ranking: quarter, seats: { each-group: 1 }, last-lose: 1 }\n`,
    );
    const ledger = score({ scheme, facts: [], roster: ROSTER, ...QUARTER });
    const equals = awardOutcomes({ scheme, ledger, roster: ROSTER }).filter(each => each.award === 'asked');
    expect(new Set(equals.map(({ outcome }) => outcome))).toEqual(new Set(['seated']));
  });

  test('equals at the last seat are told which way the scheme decides', () => {
    const fifth: Fact = {
      id: 'one more',
      kind: 'adopted',
      on: '2023-03-01',
      unit: '民政局',
      attrs: { site: 'city' },
    };
    const reasonOf = (ties: string) =>
      outcomesOf(`{ id: asked, ranking: quarter, seats: { each-group: 4 }, ties-at-last: ${ties} }`, {
        facts: [fifth],
      }).at(-1)?.reason.zh;
    expect(reasonOf('all')).toBe('并列第4名，名额4，末位并列，按办法都评；无一票否决');
    expect(reasonOf('none')).toBe('并列第4名，名额4，末位并列，按办法都不评');
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

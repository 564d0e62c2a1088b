/** Published tables and award rules; expected places come from the published text. */
import { describe, expect, test } from 'vitest';
import { awards, explain, type Fact, parseScheme, type Roster, score, standings } from './index.ts';

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

/** Published scheme 84 with its table of the first quarter of 2023: what awards are tried on. */
import { type Fact, parseScheme, type Roster } from '../src/index.ts';

export function schemeOf(text: string) {
  const parsed = parseScheme(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

/** City site 5, prefecture site 10, departments ranked apart from towns. */
export const SITES = `
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

export const PUBLISHED: [unit: string, city: number, prefecture: number, points: string, place: number][] = [
  ['现代农业产业园服务中心', 35, 3, '205', 1],
  ['水利局', 36, 0, '180', 2],
  ['市场监督管理局', 27, 1, '145', 3],
  ['公安局', 25, 1, '135', 4],
  ['民政局', 26, 0, '130', 5],
];
export const ROSTER: Roster = { units: PUBLISHED.map(([name]) => ({ id: name, name, group: '部门' })) };

export function facts(): Fact[] {
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

export const QUARTER = { period: { from: '2023-01-01', to: '2023-03-31' }, asOf: '2023-03-31' };

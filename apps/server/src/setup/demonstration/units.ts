import type { UnitKind } from '@xinxuan/contract';
import { momentOf } from './days.ts';
import { drawId } from './ids.ts';
import type { Group, Size, Unit } from './model.ts';
import { placesOf } from './places.ts';
import { type Draw, drawOf } from './random.ts';

const DISTRICT = '东河区';
const SECTIONS =
  '办公室 法制宣传科 市容管理科 规划执法科 环卫管理科 督察科 数字城管科 财务装备科 户外广告科 人事教育科'.split(
    ' ',
  );
const SQUADS =
  '城东中队 城西中队 城南中队 城北中队 开发区中队 夜间机动中队 渣土执法中队 景区中队 车站中队'.split(' ');
const STREETS = '南湖街道 鼓楼街道 文昌街道 清河街道 新桥街道 柳林街道 东关街道 望江街道'.split(' ');
const COMMUNITIES =
  '青石社区 槐荫社区 春晖社区 荷塘社区 学府社区 石桥社区 梅园社区 月湖社区 枫桥社区 安澜社区 竹园社区 翠湖社区 丰乐社区 古塔社区 银杏社区 磨盘社区'.split(
    ' ',
  );
const COUNTIES = '东河区 西岭区 南川区 北塘区 清江县 柳阳县 石桥县 望城县 云溪县 安和县 锦屏县 白鹭县'.split(
  ' ',
);

export const GROUPS = ['科室', '中队', '街道', '社区'] as const;
const GROUP_OF: Partial<Record<UnitKind, (typeof GROUPS)[number]>> = {
  section: '科室',
  squad: '中队',
  street: '街道',
  community: '社区',
};

/** How many units of each kind stand under one bureau, and how many bureaus there are. */
const SHAPES: Record<
  Size,
  { counties: number; sections: number; squads: number; streets: number; communities: number }
> = {
  district: { counties: 0, sections: 10, squads: 9, streets: 8, communities: 13 },
  county: { counties: 0, sections: 60, squads: 120, streets: 93, communities: 125 },
  city: { counties: 12, sections: 32, squads: 60, streets: 60, communities: 96 },
};

export const FOUNDED = '2020-01-01';
/** The unit that closes in mid-year, and those that open. */
const CLOSES_ON = '2026-06-30';
const OPENINGS = ['2026-04-01', '2026-07-01'];

type Seedling = {
  name: string;
  shortName: string;
  kind: UnitKind;
  parent: number | null;
  deskName: string | null;
  openedOn?: string;
  closedOn?: string;
};

export function makeGroups(seed: number): Group[] {
  const founded = momentOf(FOUNDED, 0);
  return GROUPS.map((name, sort) => ({
    id: drawId('group', founded, drawOf(seed, `group/${name}`)),
    name,
    sort,
  }));
}

/** The tree of units, parents before children. */
export function makeUnits(seed: number, size: Size, groups: readonly Group[]): Unit[] {
  const units: Unit[] = [];
  for (const seedling of size === 'city' ? cityOf() : bureauOf(DISTRICT, SHAPES[size], null)) {
    units.push(grow(seed, seedling, { units, groups }));
  }
  return units;
}

function cityOf(): Seedling[] {
  const shape = SHAPES.city;
  const all = bureauOf('临江市', { ...shape, streets: 0, communities: 0, squads: 20 }, null);
  for (const county of COUNTIES) {
    const first = all.length;
    for (const seedling of bureauOf(county, shape, 0)) {
      const parent = seedling.parent === null || seedling.kind === 'county' ? 0 : seedling.parent + first;
      all.push({ ...seedling, parent });
    }
  }
  return all;
}

type Shape = (typeof SHAPES)[Size];

/** One bureau with its sections, squads, streets and their communities; parents are places in the list. */
function bureauOf(place: string, shape: Shape, above: number | null): Seedling[] {
  const kind = above === null ? 'bureau' : 'county';
  const list: Seedling[] = [
    {
      name: `${place}综合行政执法局`,
      shortName: above === null ? `${place.slice(-1)}综合执法局` : `${place}执法局`,
      kind,
      parent: above,
      deskName: '宣传科',
    },
  ];
  const below = (
    names: readonly string[],
    count: number,
    of: { kind: UnitKind; parent: () => number },
  ): number[] =>
    Array.from({ length: count }, (_, i) => {
      const name = numbered(names, i);
      return list.push({ name, shortName: name, kind: of.kind, parent: of.parent(), deskName: null }) - 1;
    });
  below(SECTIONS, shape.sections, { kind: 'section', parent: () => 0 });
  const squads = below(SQUADS, shape.squads, { kind: 'squad', parent: () => 0 });
  const streets = below(STREETS, shape.streets, { kind: 'street', parent: () => 0 });
  let turn = 0;
  const communities = below(COMMUNITIES, shape.communities, {
    kind: 'community',
    parent: () => streets[turn++ % streets.length]!,
  });
  if (above === null && squads.length > 0 && communities.length > 0) {
    Object.assign(list[squads.at(-1)!]!, { openedOn: OPENINGS[0] });
    Object.assign(list[communities.at(-1)!]!, { openedOn: OPENINGS[1] });
    Object.assign(list[communities.at(-2)!]!, { closedOn: CLOSES_ON });
  }
  return list;
}

const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The first round of names stands alone, later rounds are numbered: 城东中队, 城东第二中队. */
function numbered(names: readonly string[], i: number): string {
  const name = names[i % names.length]!;
  const round = Math.floor(i / names.length);
  if (round === 0) return name;
  const count = round < 10 ? NUMERALS[round + 1]! : `十${NUMERALS[round - 9] ?? round}`;
  return name.replace(/(科|中队|街道|社区|办公室)$/, `第${count}$1`);
}

function grow(seed: number, of: Seedling, forest: { units: Unit[]; groups: readonly Group[] }): Unit {
  const index = forest.units.length;
  const draw = drawOf(seed, `unit/${index}`);
  const parent = of.parent === null ? null : forest.units[of.parent]!;
  const openedOn = of.openedOn ?? FOUNDED;
  const id = drawId('unit', momentOf(openedOn, 0), draw);
  const group = GROUP_OF[of.kind];
  return {
    id,
    index,
    parent: of.parent,
    name: of.name,
    shortName: of.shortName,
    aliases: aliasesOf(of),
    kind: of.kind,
    groupId: forest.groups.find(each => each.name === group)?.id ?? null,
    deskName: of.deskName,
    path: `${parent?.path ?? ''}${id}/`,
    depth: parent ? parent.depth + 1 : 0,
    sort: index,
    openedOn,
    closedOn: of.closedOn ?? null,
    diligence: diligenceOf(draw),
    places: placesOf(draw),
  };
}

function aliasesOf(of: Seedling): string[] {
  if (of.kind === 'bureau' || of.kind === 'county') return [of.name.replace('综合行政执法局', '城管局')];
  if (of.kind === 'street') return [`${of.name}办事处`];
  if (of.kind === 'community') return [`${of.name}居委会`];
  return of.kind === 'squad' ? [of.name.replace('中队', '执法中队')] : [];
}

/** Most units report about what they owe, some much more, a few hardly anything. */
function diligenceOf(draw: Draw): number {
  const spread = draw.next() + draw.next() + draw.next();
  return Math.round((0.35 + spread * 0.45) * 100) / 100;
}

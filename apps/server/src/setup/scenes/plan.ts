import { instantAt } from '../../deadlines/days.ts';
import { addDays, isWorkday, nextWorkday } from '../demonstration/days.ts';
import type { Item } from './queries.ts';
import type { Act, Stage } from './stage.ts';
import { after } from './themes.ts';

type Topic = {
  title: string;
  wanted: string;
  theme: string;
  from: string;
  to: string;
  dueOn: string | null;
  /** Wanted of each unit. */
  items: number;
  adoptions: number;
};

/** The year's plan as it was published in January: month and day, the year is that of the records. */
const YEAR: readonly Omit<Topic, 'dueOn'>[] = [
  {
    ...{ title: '冰雪天气保畅通', theme: '清雪除冰', from: '01-01', to: '03-15', items: 1, adoptions: 0 },
    wanted: '反映应急响应、除雪组织和便民服务，突出一线人物。',
  },
  {
    ...{ title: '垃圾分类进社区', theme: '垃圾分类', from: '01-01', to: '12-31', items: 2, adoptions: 1 },
    wanted: '全年选题。写居民参与、分类准确率变化和基层办法，用数据说话。',
  },
  {
    ...{ title: '“门前三包”见长效', theme: '市容环境', from: '01-01', to: '12-31', items: 2, adoptions: 1 },
    wanted: '全年选题。写商户自律、责任落实和街面变化，一店一事均可成稿。',
  },
  {
    ...{ title: '春季绿化养护', theme: '园林绿化', from: '03-01', to: '05-31', items: 1, adoptions: 0 },
    wanted: '补植、修剪、防虫、便民四个角度，配前后对比。',
  },
  {
    ...{ title: '违法建设治理攻坚', theme: '违建治理', from: '03-01', to: '12-31', items: 2, adoptions: 1 },
    wanted: '写发现机制、拆后利用和群众工作，不写单纯的拆除数字。',
  },
  {
    ...{ title: '汛期排涝保障', theme: '防汛排涝', from: '06-01', to: '09-15', items: 1, adoptions: 0 },
    wanted: '隐患排查、值守处置和积水点改造，及时报送。',
  },
  {
    ...{ title: '夏夜经济与夜市管理', theme: '夜市管理', from: '06-01', to: '09-30', items: 2, adoptions: 0 },
    wanted: '写疏导设置、油烟垃圾治理和摊主故事，兼顾秩序与烟火气。',
  },
  {
    ...{ title: '开学季校园周边', theme: '校园周边', from: '08-20', to: '09-30', items: 1, adoptions: 0 },
    wanted: '上下学时段秩序、食品摊点和护学行动。',
  },
  {
    ...{ title: '秋冬扬尘渣土夜查', theme: '扬尘与渣土', from: '10-01', to: '12-31', items: 2, adoptions: 0 },
    wanted: '写联合夜查、源头管控和非现场执法，附查处数据。',
  },
];
/** Units with a target in a topic, by their place among those who sent on it: not all of them reach it. */
const AIMED = [0, 0.4, 1] as const;
const WORDS = [
  '要求各单位结合实际报送，一事一稿。',
  '写出新做法、新变化，避免套话。',
  '有数据、有事例、有反响。',
];

/** A year's plan with its progress, and the topics of the last month and of this one. */
export function plan(stage: Stage): Act[] {
  const used = new Set<string>();
  const year = stage.last.slice(0, 4);
  const yearly = YEAR.map(topic => ({
    ...topic,
    from: `${year}-${topic.from}`,
    to: `${year}-${topic.to}`,
    dueOn: null,
  }));
  return [
    ...published(stage, { topics: yearly, on: workdayFrom(`${year}-01-08`), used }),
    ...months(stage).flatMap(month =>
      published(stage, {
        topics: monthly(stage, month),
        on: workdayFrom(month.from),
        used,
        alsoOwn: month.now,
      }),
    ),
  ];
}

const workdayFrom = (day: string): string => (isWorkday(day) ? day : nextWorkday(day));

/** Days compare as texts. */
const earlierOf = (one: string, other: string): string => [one, other].sort()[0]!;

type Month = { name: string; from: string; to: string; dueOn: string; now: boolean };

/** The month before the last day, where it lies in the same year, and the one of that day. */
function months(stage: Stage): Month[] {
  const first = `${stage.last.slice(0, 7)}-01`;
  const before = `${addDays(first, -1).slice(0, 7)}-01`;
  const month = (from: string, now: boolean): Month => {
    const to = addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1);
    const usual = `${from.slice(0, 7)}-25`;
    const dueOn = now && usual <= stage.day(-2) ? stage.day(-3) : usual;
    return { name: `${Number(from.slice(5, 7))}月`, from, to, dueOn: earlierOf(dueOn, to), now };
  };
  return [...(before.slice(0, 4) === first.slice(0, 4) ? [month(before, false)] : []), month(first, true)];
}

/** The three themes on which most was sent in the month. */
function monthly(stage: Stage, { name, from, to, dueOn, now }: Month): Topic[] {
  const counts = new Map<string, number>();
  for (const item of itemsIn(stage, { from, to })) counts.set(item.theme, (counts.get(item.theme) ?? 0) + 1);
  const themes = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, now ? 3 : 2);
  return themes.map(([theme], i) => ({
    ...{ title: `${name}要点：${theme}`, theme, from, to, dueOn, items: 1, adoptions: 0 },
    wanted: WORDS[i]!,
  }));
}

function itemsIn(stage: Stage, { from, to }: { from: string; to: string }): Item[] {
  const [begin, end] = [instantAt(from, 0).getTime(), instantAt(to, 1440).getTime()];
  return stage.items.filter(item => {
    const sent = Date.parse(item.sentAt);
    return item.channel === 'news' && item.theme !== '' && sent >= begin && sent < end;
  });
}

type Publication = { topics: Topic[]; on: string; used: Set<string>; alsoOwn?: boolean };

/** Topics with their targets, published in one notice; what units sent on them is put to them the morning after. */
function published(stage: Stage, { topics, on, used, alsoOwn = false }: Publication): Act[] {
  const chief = stage.post('desk_chief');
  const editor = stage.as(stage.post('desk_editor'));
  const planned = topics.map(topic => ({ topic, id: '', ...aims(stage, topic, used) }));
  const hands = stage.as(chief);
  const publish: Act = {
    at: instantAt(on, 575),
    does: async () => {
      for (const each of planned) {
        const { items: wanted, adoptions, ...topic } = each.topic;
        const units = [...new Set([...each.units, ...(alsoOwn ? [stage.own.unitId] : [])])];
        const targets = units.map(unitId => ({ unitId, items: wanted, adoptions }));
        const added = await hands.plans.add({
          ...{ ...topic, unitId: chief.unitId, year: Number(on.slice(0, 4)), targets },
        });
        each.id = added.id;
      }
      await hands.plans.publish({ ids: planned.map(each => each.id) });
    },
  };
  const puts = planned.flatMap(each =>
    each.items.map(
      (item): Act => ({
        at: new Date(Math.max(after(item.atDeskAt, 45).getTime(), publish.at.getTime() + 60_000)),
        does: async () => editor.plans.put({ id: each.id, manuscriptId: item.id }),
      }),
    ),
  );
  const cut = stage.at(0, '16:25');
  return [publish, ...puts.filter(each => each.at <= cut)];
}

/** Units that sent much and little on a topic, and as many of their items as the target asks for. */
function aims(stage: Stage, topic: Topic, used: Set<string>): { units: string[]; items: Item[] } {
  const byUnit = Map.groupBy(
    itemsIn(stage, topic).filter(item => item.theme === topic.theme && !used.has(item.id)),
    item => item.unitId,
  );
  const sent = [...byUnit].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const places = new Set(AIMED.map(part => Math.round(part * (sent.length - 1))));
  const aimed = sent.filter((_, place) => places.has(place));
  const items = aimed.flatMap(([, own]) =>
    own.sort((a, b) => b.adoptions - a.adoptions).slice(0, topic.items),
  );
  for (const item of items) used.add(item.id);
  return { units: aimed.map(([unit]) => unit), items };
}

import { spokenDay } from './days.ts';
import type { Slots } from './grammar.ts';
import type { Day, Places } from './model.ts';
import { surnameOf } from './names.ts';
import type { Draw } from './random.ts';
import type { Theme } from './texts/theme.ts';

const RESIDENTS = ['女士', '先生', '大爷', '阿姨', '师傅', '奶奶', '老师'] as const;
const SHOPS = [
  '商户',
  '店主',
  '面馆店主',
  '水果店店主',
  '早餐店店主',
  '五金店店主',
  '小超市店主',
  '摊主',
] as const;

export type Setting = { unitName: string; places: Places; eventOn: Day; theme: Theme };

/** The places, persons and times that one text speaks of. */
export function slotsFor({ unitName, places, eventOn, theme }: Setting, draw: Draw): Slots {
  const [road, road2] = draw.sample(places.roads, 2);
  const hour = draw.int(7, 19);
  return {
    unit: unitName,
    label: theme.label,
    road: road!,
    road2: road2!,
    estate: draw.pick(places.estates),
    market: places.market,
    park: places.park,
    school: places.school,
    river: places.river,
    site: places.site,
    day: spokenDay(eventOn),
    month: `${Number(eventOn.slice(5, 7))}月`,
    voice: surnameOf(draw) + draw.pick(RESIDENTS),
    shop: draw.pick(SHOPS) + surnameOf(draw) + draw.pick(['女士', '先生', '师傅']),
    time: `${hour}时${draw.int(10, 50)}分`,
    time2: `${hour + draw.int(1, 4)}时${draw.int(10, 50)}分`,
  };
}

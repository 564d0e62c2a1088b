import type { Item } from './queries.ts';
import type { Stage } from './stage.ts';

/** Items on one theme, the first of each unit. */
export type Themed = { theme: string; items: Item[] };

/** The theme on which most units sent something that fits; an earlier name wins among equals. */
export function commonTheme(stage: Stage, fits: (item: Item) => boolean): Themed {
  const themes = new Map<string, Item[]>();
  for (const item of stage.unused(each => each.channel === 'news' && each.unitId !== stage.own.unitId)) {
    if (item.theme === '' || !fits(item)) continue;
    const known = themes.get(item.theme) ?? [];
    if (!known.some(each => each.unitId === item.unitId)) known.push(item);
    themes.set(item.theme, known);
  }
  const [first] = [...themes].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return first ? { theme: first[0], items: first[1] } : { theme: '', items: [] };
}

/** Sent within a stretch and at the desk before its end. */
export function sentWithin(from: Date, to: Date): (item: Item) => boolean {
  return item => Date.parse(item.sentAt) >= from.getTime() && Date.parse(item.atDeskAt) < to.getTime();
}

/** So many minutes after a moment. */
export const after = (moment: string, minutes: number): Date =>
  new Date(Date.parse(moment) + minutes * 60_000);

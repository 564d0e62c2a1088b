import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Reader, Tx } from '../db/connect.ts';
import { workingCalendar } from '../deadlines/calendar.ts';
import { addDays } from '../deadlines/days.ts';
import { publishedNotices } from '../deadlines/notice.ts';
import { acts } from '../http/endpoint.ts';
import { textOf } from '../manuscripts/paper.ts';
import { periodOf } from '../standings/period.ts';
import { shinglesOf } from '../text/shingles.ts';
import { countedItems, countingUnits, exchanges, quotas, repeaters } from './evidence-queries.ts';
import { keepFindings, keepLook, nameOf } from './queries.ts';
import {
  type CountedItem,
  commonplaces,
  cutEvents,
  floods,
  mutualAdoptions,
  type Pace,
  reposters,
  type Seen,
  unmetQuotas,
  withoutCommonplaces,
} from './watch.ts';

type Stretch = { from: string; to: string };

export const look = acts(contract.fairness.look, async ({ input, actor, tx, now, record }) => {
  const looked = await watchQuarter(tx, input.period, { by: actor.personId, now });
  record(input.period, {}, looked);
  const by = { id: actor.personId, name: await nameOf(tx, actor.personId) };
  return { at: now.toISOString(), by, ...looked };
});

/** Looks at a quarter anew. What is seen again keeps its answer; what is seen no more goes unless it was answered. */
export async function watchQuarter(
  tx: Tx,
  period: string,
  { by, now }: { by: string; now: Date },
): Promise<{ items: number; found: number }> {
  const { from, to } = periodOf(period);
  const until = [dayOf(now), to].sort()[0] ?? to;
  const { seen, items } = await seenIn(tx, { from, to: until }, to);
  await keepFindings(tx, { period, seen, now });
  await keepLook(tx, { period, looked_at: now.toISOString(), looked_by: by, items });
  return { items, found: seen.length };
}

async function seenIn(tx: Tx, stretch: Stretch, last: string): Promise<{ seen: Seen[]; items: number }> {
  const perUnit = await itemsByUnit(tx, stretch);
  const items = [...perUnit.values()].flat();
  const common = commonplaces(items);
  const paces: Pace[] = [...perUnit].map(([unitId, own]) => ({ unitId, items: own }));
  const seen = [
    ...[...perUnit.values()].flatMap(own => cutEvents(own.map(item => withoutCommonplaces(item, common)))),
    // Before the quarter has ended its last days are not known yet.
    ...(stretch.to === last ? floods(paces, workdaysOf(stretch)) : []),
    ...reposters(await repeaters(tx, stretch)),
    ...mutualAdoptions(await exchanges(tx, stretch)),
    ...unmetQuotas(await quotas(tx, stretch)),
  ];
  return { seen, items: items.length };
}

/** Opinion reports have a daily quota and are short: they are neither pieces nor floods. */
async function itemsByUnit(reader: Reader, stretch: Stretch): Promise<Map<string, CountedItem[]>> {
  const perUnit = new Map<string, CountedItem[]>();
  for (const unitId of await countingUnits(reader, stretch)) {
    const rows = await countedItems(reader, unitId, stretch);
    const news = rows.filter(row => row.channel === 'news');
    perUnit.set(
      unitId,
      news.map(({ body, ...row }) => ({ ...row, shingles: shinglesOf(textOf(body)) })),
    );
  }
  return perUnit;
}

function workdaysOf({ from, to }: Stretch): string[] {
  const calendar = workingCalendar({ notices: publishedNotices() });
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (calendar.on(day).work) days.push(day);
  return days;
}

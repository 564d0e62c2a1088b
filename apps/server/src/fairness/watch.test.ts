import { describe, expect, it } from 'vitest';
import { workingCalendar } from '../deadlines/calendar.ts';
import { addDays } from '../deadlines/days.ts';
import { publishedNotices } from '../deadlines/notice.ts';
import { demonstrationYear } from '../setup/demonstration/year.ts';
import { shinglesOf } from '../text/shingles.ts';
import {
  type CountedItem,
  commonplaces,
  cutEvents,
  floods,
  mutualAdoptions,
  reposters,
  unmetQuotas,
  withoutCommonplaces,
} from './watch.ts';

const QUARTERS = [
  ['2026-01-01', '2026-03-31'],
  ['2026-04-01', '2026-06-30'],
  ['2026-07-01', '2026-09-30'],
] as const;
const calendar = workingCalendar({ notices: publishedNotices() });

function workdays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (calendar.on(day).work) days.push(day);
  return days;
}

/** The counted news of a demonstration district, and what was planted in it. */
function district(seed: number) {
  const year = demonstrationYear({ seed, size: 'district' });
  const items: CountedItem[] = [];
  for (const { manuscript, revisions, facts } of year.dossiers()) {
    const { submittedAt, channel } = manuscript;
    const counted = facts.some(fact => fact.kind === 'submitted' && fact.voided === null);
    if (!counted || submittedAt === null || channel !== 'news') continue;
    const body = revisions.at(-1)?.body ?? [];
    items.push({
      id: manuscript.id,
      unitId: manuscript.unitId,
      title: manuscript.title,
      sentOn: new Date(submittedAt + 8 * 3_600_000).toISOString().slice(0, 10),
      eventOn: manuscript.eventOn ?? '',
      shingles: shinglesOf(body.map(block => (block.kind === 'paragraph' ? block.text : '')).join('')),
    });
  }
  const planted = (kind: 'cut_event' | 'flooding') => year.world.truth.filter(each => each.kind === kind);
  return { items, cuts: planted('cut_event'), floods: planted('flooding') };
}

describe('on the planted cases of three demonstration years', () => {
  const districts = [7, 1, 2].map(district);

  it('finds cut events: 14 of 15 planted, with one false alarm in 8,793 items', () => {
    let [hits, planted, alarms, items] = [0, 0, 0, 0];
    for (const each of districts) {
      const common = commonplaces(each.items);
      const seen = cutEvents(each.items.map(item => withoutCommonplaces(item, common)));
      const truth = each.cuts.map(({ manuscriptIds }) => new Set(manuscriptIds));
      const inTruth = (ids: readonly string[], of: ReadonlySet<string>) =>
        ids.filter(id => of.has(id)).length;
      hits += truth.filter(of => seen.some(found => inTruth(found.manuscriptIds, of) >= 3)).length;
      alarms += seen.filter(found => !truth.some(of => inTruth(found.manuscriptIds, of) > 0)).length;
      planted += truth.length;
      items += each.items.length;
    }
    expect({ hits, planted, alarms, items }).toEqual({ hits: 14, planted: 15, alarms: 1, items: 8793 });
  });

  it('finds every flood of a closed quarter and accuses nobody else', () => {
    let [hits, planted, alarms] = [0, 0, 0];
    for (const { items, floods: truth } of districts) {
      for (const [from, to] of QUARTERS) {
        const of = items.filter(item => item.sentOn >= from && item.sentOn <= to);
        const units = [...new Set(of.map(item => item.unitId))];
        const seen = floods(
          units.map(unitId => ({ unitId, items: of.filter(item => item.unitId === unitId) })),
          workdays(from, to),
        );
        const ids = new Set(of.map(item => item.id));
        const here = truth.filter(each => each.manuscriptIds.some(id => ids.has(id)));
        planted += here.length;
        hits += here.filter(each => seen.some(found => found.unitIds[0] === each.unitIds[0])).length;
        alarms += seen.filter(found => !here.some(each => each.unitIds[0] === found.unitIds[0])).length;
      }
    }
    expect({ hits, planted, alarms }).toEqual({ hits: 9, planted: 9, alarms: 0 });
  });
});

describe('floods', () => {
  const days = workdays('2026-04-01', '2026-06-30');
  const sent = (on: readonly string[]) => [
    { unitId: 'a', items: on.map((sentOn, i) => ({ id: String(i), sentOn })) },
  ];

  it('are measured against the unit’s own pace: a busy unit may be busy to the end', () => {
    const twoADay = days.flatMap(day => [day, day]);
    expect(floods(sent(twoADay), days)).toEqual([]);
    const quiet = [
      ...days.slice(0, 20).filter((_, i) => i % 5 === 0),
      ...Array<string>(12).fill('2026-06-30'),
    ];
    expect(floods(sent(quiet), days)).toHaveLength(1);
  });

  it('need eight items: a late start is no flood', () => {
    expect(floods(sent(Array<string>(7).fill('2026-06-29')), days)).toEqual([]);
  });

  it('say nothing of a stretch that is too short to have a pace', () => {
    expect(floods(sent(Array<string>(20).fill('2026-04-03')), days.slice(0, 8))).toEqual([]);
  });
});

describe('reposters', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i));

  it.each([
    ['only reposts', 10, 8, 1],
    ['just three fifths', 10, 6, 1],
    ['mostly writes itself', 10, 5, 0],
    ['has sent too little to judge', 5, 5, 0],
    ['forwards a few among many', 60, 12, 0],
  ])('a unit that %s', (_, items, repeated, expected) => {
    expect(reposters([{ unitId: 'a', items, repeated: ids(repeated) }])).toHaveLength(expected);
  });
});

describe('mutual adoption', () => {
  const some = (by: string, of: string, count: number) => ({
    by,
    of,
    manuscriptIds: Array.from({ length: count }, (_, i) => `${by}${of}${i}`),
  });

  it('is seen once for two units that live on each other', () => {
    const seen = mutualAdoptions([some('a', 'b', 8), some('b', 'a', 6), some('a', 'c', 2)]);
    expect(seen.map(each => each.unitIds)).toEqual([['a', 'b']]);
    expect(seen[0]?.manuscriptIds).toHaveLength(14);
  });

  it('is not seen where one desk adopts everybody, or both adopt widely', () => {
    expect(mutualAdoptions([some('a', 'b', 30), some('a', 'c', 30)])).toEqual([]);
    const wide = ['c', 'd', 'e'].flatMap(other => [some('a', other, 6), some('b', other, 6)]);
    expect(mutualAdoptions([some('a', 'b', 6), some('b', 'a', 6), ...wide])).toEqual([]);
    expect(mutualAdoptions([some('a', 'a', 40), some('a', 'b', 4), some('b', 'a', 9)])).toEqual([]);
  });
});

it('asks about a quota that nine of ten of a group miss, not about one that half miss', () => {
  const quota = (units: number, missed: number) => {
    const unitIds = Array.from({ length: units }, (_, i) => String(i));
    return {
      name: '每季少报扣2分',
      group: '社区组',
      period: '2026-Q2',
      unitIds,
      missed: unitIds.slice(0, missed),
    };
  };
  expect(unmetQuotas([quota(10, 9)])).toHaveLength(1);
  const again = { ...quota(10, 10), period: '2026-Q3' };
  expect(unmetQuotas([quota(10, 9), again])).toMatchObject([
    {
      strength: 2,
      unitIds: { length: 10 },
      zh: expect.stringContaining('2026年第二季度、2026年第三季度'),
    },
  ]);
  expect(unmetQuotas([quota(10, 5), quota(3, 3)])).toEqual([]);
});

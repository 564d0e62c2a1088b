import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, type Office, signIn, startOffice, userNameOf } from '../../../test/office.ts';
import { withScheme } from '../../../test/street-office.ts';
import type { NewFact } from '../../facts/fact.ts';
import { recordFact, voidFacts } from '../../facts/record.ts';
import { newId } from '../../ids.ts';
import { plain, sumOf } from '../plain.ts';
import { settleChanges } from '../rescore.ts';

let office: Office;
let assessor: Client;
const travel = async (moment: string): Promise<void> => {
  office.time.now = new Date(moment);
  assessor = clientOf(office.url, { cookie: await signIn(office.url, userNameOf('assessor')) });
};
beforeAll(async () => {
  office = await startOffice({ now: '2026-03-20T02:00:00Z' });
  await withScheme(office);
  await happened('law', adopted('2026-03-02', 'municipal'));
  await happened('city_look', adopted('2026-02-11', 'district'));
  await travel('2026-04-15T02:00:00Z');
  await assessor.standings.closePeriod({ period: '2026-Q1', version: 0, reason: '首期试行，不作公示' });
  await travel('2026-05-20T02:00:00Z');
});
afterAll(() => office.close());

type Unit = 'law' | 'city_look' | 'squad';
type Given = Pick<NewFact, 'onDay' | 'attrs'> & Partial<NewFact>;

const adopted = (
  onDay: string,
  level: string,
  manuscriptId = newId('manuscript', office.time.now),
): Given => ({
  onDay,
  manuscriptId,
  attrs: { channel: 'news', genre: 'long', position: 'ordinary', level },
});

async function act<T>(work: (tx: Parameters<typeof settleChanges>[0]) => Promise<T>): Promise<T> {
  return office.app.database.write(
    office.body,
    async tx => {
      const result = await work(tx);
      await settleChanges(tx, office.time.now);
      return result;
    },
    () => false,
  );
}

const happened = (unit: Unit, fact: Given): Promise<string> =>
  act(tx =>
    recordFact(tx, {
      kind: 'adopted',
      unitId: office.units[unit],
      personIds: [],
      label: '错时巡查',
      recordedBy: null,
      now: office.time.now,
      ...fact,
    }),
  );

const taken = (id: string): Promise<number> =>
  act(tx => voidFacts(tx, { id }, { reason: '查无此事', by: null, now: office.time.now }));

const row = async (unit: string, period: string) => {
  const { groups } = await assessor.standings.get({ period, owners: 'unit' });
  return groups.flatMap(group => group.rows).find(each => each.owner.name === unit)!;
};

const late = async (unit: Unit, period = '2026-Q2') => {
  const ownerId = office.units[unit];
  const asked = { owner: 'unit' as const, ownerId, period, clause: '补记', pageSize: 200 };
  return (await assessor.standings.ledger(asked)).rows;
};

/** What the closed quarter comes to today, straight from the lines that the engine made. */
async function recomputed(unit: Unit): Promise<string> {
  const lines = await office.app.database.db
    .selectFrom('ledger_lines')
    .select('points')
    .where('owner_id', '=', office.units[unit])
    .where('on_day', '<=', '2026-03-31')
    .where('status', '=', 'counted')
    .execute();
  return plain(sumOf(lines.map(line => line.points)));
}

test('a late adoption leaves the closed quarter alone and is an entry of the next, with how it came about', async () => {
  const before = await row('法制科', '2026-Q1');
  const next = Number((await row('法制科', '2026-Q2')).points);
  const fact = await happened('law', adopted('2026-03-05', 'provincial'));
  expect(await row('法制科', '2026-Q1')).toEqual(before);
  const [entry] = await late('law');
  expect(entry).toMatchObject({
    points: '80',
    on: '2026-05-20',
    status: 'counted',
    correction: { kind: 'late', origin: '2026-Q1', objectionId: null },
  });
  expect(entry!.zh).toContain('2026年第一季度已关账');
  expect(entry!.zh).toContain('3月5日“错时巡查”的采用在关账后登记');
  expect(entry!.zh).toMatch(/= 80$/);
  expect(Number((await row('法制科', '2026-Q2')).points)).toBe(next + 80);
  expect((await row('法制科', '2026-Q2')).byClause).toContainEqual({
    clause: '补记',
    points: '80',
    lines: 1,
  });
  await taken(fact);
});

test('a second one books the difference only, and one taken back books it away', async () => {
  expect((await late('law')).map(each => each.points).sort()).toEqual(['-80', '80']);
  const item = newId('manuscript', office.time.now);
  await happened('squad', adopted('2026-03-05', 'district', item));
  await happened('squad', adopted('2026-03-06', 'municipal', item));
  // The highest of one item counts: 40 for the district, then 60 for the city in its place.
  const points = (await late('squad')).map(each => each.points);
  expect(points.sort()).toEqual(['20', '40']);
  const second = (await late('squad')).find(each => each.points === '20');
  expect(second!.zh).toContain('此前已补记 40');
});

test('a year holds both days and counts the fact once', async () => {
  const { groups } = await assessor.standings.get({ period: '2026', owners: 'unit' });
  const squad = groups.flatMap(group => group.rows).find(each => each.owner.name === '城东中队')!;
  expect(squad.byClause.map(each => each.clause)).not.toContain('补记');
  expect(squad.byClause.find(each => each.clause === 'adoption')?.points).toBe('60');
});

test('a late adoption of an item that counts in the open quarter leaves the difference there', async () => {
  const item = newId('manuscript', office.time.now);
  await happened('city_look', adopted('2026-05-18', 'municipal', item));
  const before = Number((await row('市容科', '2026-Q2')).points);
  await happened('city_look', adopted('2026-03-09', 'district', item));
  expect((await late('city_look')).map(each => each.points)).toEqual(['40']);
  // 60 stood in the second quarter; 40 of it belong to the first now, and are booked here as late.
  expect(Number((await row('市容科', '2026-Q2')).points)).toBe(before);
});

test('the circular of the next quarter lists what was corrected', async () => {
  const { body } = await assessor.circulars.draft({ period: '2026-Q2' });
  const table = body.find(block => block.kind === 'table' && block.caption.includes('补记'));
  expect(table?.kind === 'table' ? table.rows.slice(1).map(cells => cells[0]) : []).toContain('城东中队');
});

const UNITS = ['law', 'city_look', 'squad'] as const;
const deed = fc.oneof(
  fc.record({
    unit: fc.constantFrom(...UNITS),
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 5 }),
    level: fc.constantFrom('national', 'provincial', 'municipal', 'district'),
    item: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({ takeBack: fc.nat({ max: 30 }) }),
);

test('whatever comes late, in whatever order: frozen and corrected is what the quarter comes to', async () => {
  const frozen = new Map(
    await Promise.all(UNITS.map(async unit => [unit, (await frozenOf(unit)) ?? '0'] as const)),
  );
  const facts: string[] = [];
  const items = UNITS.map(() => Array.from({ length: 4 }, () => newId('manuscript', office.time.now)));
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 6 }), async deeds => {
      for (const each of deeds) {
        if ('takeBack' in each) {
          const id = facts[each.takeBack % Math.max(facts.length, 1)];
          if (id) await taken(id);
          continue;
        }
        const onDay = `2026-0${each.month}-${String(each.day).padStart(2, '0')}`;
        facts.push(
          await happened(each.unit, adopted(onDay, each.level, items[UNITS.indexOf(each.unit)]?.[each.item])),
        );
      }
      for (const unit of UNITS) {
        const corrected = (await late(unit)).map(line => line.points);
        expect(plain(sumOf([frozen.get(unit) ?? '0', ...corrected]))).toBe(await recomputed(unit));
      }
    }),
    { numRuns: 15, seed: 20_260_520 },
  );
}, 60_000);

async function frozenOf(unit: Unit): Promise<string | undefined> {
  const found = await office.app.database.db
    .selectFrom('closing_totals')
    .select('points')
    .where('period', '=', '2026-Q1')
    .where('owner_id', '=', office.units[unit])
    .executeTakeFirst();
  return found?.points;
}

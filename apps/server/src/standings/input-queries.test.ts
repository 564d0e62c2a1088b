import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, type Office, signIn, startOffice, userNameOf } from '../../test/office.ts';
import { withScheme } from '../../test/street-office.ts';
import type { NewFact } from '../facts/fact.ts';
import { recordFact } from '../facts/record.ts';
import { rescoreYear, settleChanges } from './rescore.ts';

/** Asks for the year before, for the units below, for working days, and sets tasks for ten days and for a term. */
const LOOKS_AROUND = `
scheme: looks-around
version: "1"
title: 回看
effective: { from: 2026-01-01 }
kinds: { submitted: 报送, adopted: 采用, fault: 差错 }
attributes: { channel: { label: 渠道, values: { news: 信息 }, default: news } }
ledgers: { main: { label: 得分 } }
clauses:
  - { id: sent, text: 报送数, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: month } } ] }
  - id: used
    rule: 第一条
    text: 采用10分，此前有过差错的不计
    ledger: main
    steps:
      - select: { kind: adopted, leave-out: [ { when: earlier('fault') > 0, because: 有过差错 } ] }
      - value: 10
  - { id: more, rule: 第二条, text: 比上年同期多的每条1分, ledger: main, steps: [ { select: { each: quarter } }, { value: "max(0, total('sent') - lastYear('sent'))" } ] }
  - { id: carried, rule: 第三条, text: 上月报送的每条0.1分, ledger: main, steps: [ { select: { each: month } }, { value: "before('sent') / 10" } ] }
  - { id: below, rule: 第四条, text: 下属单位得分的一半, ledger: main, steps: [ { select: { each: year } }, { value: "partsTotal('used') / 2" } ] }
  - { id: rest, rule: 第五条, text: 休息日报送的每条3分, ledger: main, steps: [ { select: { kind: submitted, where: "!workday(on)" } }, { value: 3 } ] }
  - { id: decade, rule: 第六条, text: 每旬1条, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: ten-days } }, { target: { number: 1 } } ] }
  - { id: school, rule: 第七条, text: 每学期5条, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: term } }, { target: { number: 5 } } ] }
rankings: [ { id: r, label: 排名, ledger: main } ]
`;

let office: Office;
let assessor: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  assessor = await office.as('assessor');
  await office.app.database.db
    .updateTable('units')
    .set({ group_id: groupOfSquad() })
    .where('id', '=', office.units.night_market)
    .execute();
  await withScheme(office, LOOKS_AROUND);
});
afterAll(() => office.close());

const groupOfSquad = () =>
  office.app.database.db.selectFrom('units').select('group_id').where('id', '=', office.units.squad);

type Unit = 'law' | 'city_look' | 'squad' | 'night_market';

function happened(unit: Unit, kind: NewFact['kind'], ...days: string[]): Promise<void> {
  return office.app.database.write(
    office.body,
    async tx => {
      for (const onDay of days)
        await recordFact(tx, {
          kind,
          onDay,
          unitId: office.units[unit],
          personIds: [],
          attrs: {},
          label: '稿件',
          recordedBy: null,
          now: office.time.now,
        });
      await settleChanges(tx, office.time.now);
    },
    () => false,
  );
}

const row = async (name: string, period: string) => {
  const { groups } = await assessor.standings.get({ period, owners: 'unit' });
  return groups.flatMap(group => group.rows).find(each => each.owner.name === name);
};
const points = async (name: string, clause: string, period = '2026') =>
  (await row(name, period))?.byClause.find(each => each.clause === clause)?.points;

test('the same quarter of last year and the month before it are known, though the scheme is of this year', async () => {
  // a Monday each, so that the rule on days of rest stays out
  await happened('law', 'submitted', '2026-01-05', '2026-01-12', '2026-02-02');
  expect(await points('法制科', 'more', '2026-Q1')).toBe('3');
  expect(await points('法制科', 'carried', '2026-01')).toBe('0');
  // recorded now, of last year: this year's lines follow in the same act
  await happened('law', 'submitted', '2025-01-06', '2025-12-08', '2025-12-15');
  expect(await points('法制科', 'more', '2026-Q1')).toBe('2');
  expect(await points('法制科', 'carried', '2026-01')).toBe('0.2');
  expect(await points('法制科', 'carried', '2026-02')).toBe('0.2');
  // nothing of last year is shown as this year's
  expect((await row('法制科', '2026'))?.submitted).toBe(3);
});

test('a fault of last year bars this year', async () => {
  await happened('city_look', 'adopted', '2026-03-02');
  expect(await points('市容科', 'used')).toBe('10');
  await happened('city_look', 'fault', '2025-11-11');
  expect(await points('市容科', 'used')).toBeUndefined();
  const { rows } = await assessor.standings.ledger({
    owner: 'unit',
    ownerId: office.units.city_look,
    period: '2026',
    clause: 'used',
  });
  expect(rows[0]).toMatchObject({ points: '0', status: 'excluded' });
  expect(rows[0]?.zh).toContain('有过差错');
});

test('a unit has half of what the units below it have, and the line says so', async () => {
  await happened('night_market', 'adopted', '2026-03-03', '2026-03-04');
  expect(await points('城东中队', 'below')).toBe('10');
  const { rows } = await assessor.standings.ledger({
    owner: 'unit',
    ownerId: office.units.squad,
    period: '2026',
    clause: 'below',
  });
  expect(rows[0]?.zh).toContain('随下属单位的');
});

test('days of rest are those of the notice: the eve of a festival off, the Saturday before it on', async () => {
  // 2026-02-17 is the Spring Festival, a Tuesday; Saturday 2026-02-14 is a working day in its place
  await happened('squad', 'submitted', '2026-02-17', '2026-02-14');
  expect(await points('城东中队', 'rest')).toBe('3');
});

test('tasks of ten days stand in the month, those of a term in the year in which it ends', async () => {
  const { targets } = (await row('法制科', '2026-01'))!;
  expect(targets.find(each => each.clause === 'decade')).toMatchObject({
    target: '3',
    done: '2',
    missing: '1',
  });
  const year = (await row('法制科', '2026'))!.targets;
  // September to February: two of December and three of this year; March to August: none
  expect(year.find(each => each.clause === 'school')).toMatchObject({
    target: '10',
    done: '5',
    missing: '5',
  });
  expect(year.find(each => each.clause === 'decade')).toBeUndefined();
});

test('scoring everybody anew changes nothing', async () => {
  const shown = async () =>
    (await (await office.as('assessor')).standings.get({ period: '2026', owners: 'unit' })).groups;
  const before = await shown();
  await office.app.database.write(
    office.body,
    tx => rescoreYear(tx, 2026, office.time.now),
    () => false,
  );
  expect(await shown()).toEqual(before);
});

test('an earlier day looks back and around in the same way', async () => {
  const now = (await assessor.standings.get({ period: '2026', owners: 'unit' })).groups;
  office.time.now = new Date('2026-05-21T02:00:00Z');
  const tomorrow = clientOf(office.url, { cookie: await signIn(office.url, userNameOf('assessor')) });
  const then = await tomorrow.standings.get({ period: '2026', owners: 'unit', asOf: '2026-05-20' });
  const told = (groups: typeof now) =>
    groups.flatMap(({ rows }) => rows.map(each => [each.owner.name, each.points, each.targets]));
  expect(told(then.groups)).toEqual(told(now));
});

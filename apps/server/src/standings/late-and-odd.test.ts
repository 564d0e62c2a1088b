import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Client,
  clientOf,
  type Office,
  refusalOf,
  signIn,
  startOffice,
  userNameOf,
} from '../../test/office.ts';
import { accepted, approvedScheme, withScheme } from '../../test/street-office.ts';
import type { NewFact } from '../facts/fact.ts';
import { recordFact } from '../facts/record.ts';
import { rescoreYear, settleChanges } from './rescore.ts';

/** Five points for the county, eight for the city, one more for each full thousand of words; one report a quarter. */
const scheme = (city: number) => `
scheme: odd
version: "${city}"
title: 市级${city}分
kinds: { submitted: 报送, adopted: 采用 }
attributes:
  channel: { label: 渠道, values: { news: 信息 }, default: news }
  level: { label: 级别, values: { municipal: 市级, district: 区级 } }
  outlet: { label: 媒体, type: text }
  words: { label: 字数, type: number, least: 0, most: 50000 }
ledgers: { main: { label: 得分, closes: quarter }, own: { label: 个人, owner: person, closes: quarter } }
clauses:
  - id: used
    rule: 第一条
    text: 采用计分，满千字加1分
    ledger: main
    steps:
      - select: { kind: adopted }
      - value: { by: level, table: { municipal: ${city}, district: 5 } }
      - add: { number: 1, each: { of: words, step: 1000 } }
  - { id: mine, rule: 第二条, text: 作者计分, ledger: own, steps: [ { select: { kind: adopted } }, { value: 2 } ] }
  - { id: capped, rule: 第三条, text: 同一媒体每季至多1分, ledger: main, steps: [ { select: { kind: submitted } }, { value: 1 }, { limit: { most: 1, per: quarter, for-each: outlet } } ] }
  - { id: owed, rule: 第四条, text: 每季1条，少1条扣2分, ledger: main, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: quarter } }, { target: { number: 1, missing: -2 } } ] }
rankings: [ { id: r, label: 排名, ledger: main } ]
`;

let office: Office;
let assessor: Client;
/** Approved, and not yet in force. */
let next: { id: string; version: number };
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  assessor = await office.as('assessor');
  await withScheme(office, scheme(8));
  next = await approvedScheme(office, await assessor.schemes.save({ yaml: scheme(9) }));
});
afterAll(() => office.close());

type Unit = 'law' | 'city_look' | 'squad';
type Given = Partial<NewFact> & Pick<NewFact, 'onDay'>;

const write = <T>(work: (tx: Parameters<typeof settleChanges>[0]) => Promise<T>): Promise<T> =>
  office.app.database.write(office.body, work, () => false);

const happened = (unit: Unit, ...facts: Given[]): Promise<void> =>
  write(async tx => {
    for (const fact of facts)
      await recordFact(tx, {
        kind: 'adopted',
        unitId: office.units[unit],
        personIds: [],
        attrs: { level: 'municipal' },
        label: '错时巡查',
        recordedBy: null,
        now: office.time.now,
        ...fact,
      });
    await settleChanges(tx, office.time.now);
  });

const rowOf = async (name: string, period: string, owners: 'unit' | 'person' = 'unit') => {
  const { groups } = await assessor.standings.get({ period, owners });
  return groups.flatMap(group => group.rows).find(each => each.owner.name === name);
};
const clauseOf = async (name: string, period: string, clause: string) =>
  (await rowOf(name, period))?.byClause.find(each => each.clause === clause)?.points ?? '0';
const linesOf = async (unit: Unit, period: string, clause: string) => {
  const asked = { owner: 'unit' as const, ownerId: office.units[unit], period, clause, pageSize: 200 };
  return (await assessor.standings.ledger(asked)).rows;
};

describe('a fact without what it should have', () => {
  test('an adoption without a level stands in the ledger with 0 and says what is missing', async () => {
    await happened('law', { onDay: '2026-01-05', attrs: {} });
    const [line] = await linesOf('law', '2026-01', 'used');
    expect(line).toMatchObject({ points: '0', status: 'excluded' });
    expect(line?.zh).toContain('分值表中没有“级别未填”');
  });

  test('submissions without an outlet are a sum of their own; nobody is charged for another’s', async () => {
    const sent = (outlet?: string): Given => ({
      kind: 'submitted',
      onDay: '2026-01-06',
      attrs: outlet === undefined ? {} : { outlet },
    });
    await happened('law', sent('晚报'), sent('晚报'), sent(), sent());
    expect(await clauseOf('法制科', '2026-Q1', 'capped')).toBe('2');
  });

  test('an adoption without an outlet cannot be recorded: the form says which field', async () => {
    const editor = await office.as('editor');
    const manuscriptId = await accepted(office);
    const given = {
      manuscriptId,
      outletId: 'out_nowhere',
      publishedOn: '2026-05-20',
      genre: 'long' as const,
    };
    expect(await refusalOf(editor.adoptions.adopt(given))).toMatchObject({ code: 'invalid' });
    const refused = await refusalOf(editor.adoptions.adopt({ ...given, outletId: '' }));
    expect(refused).toMatchObject({ code: 'invalid', fields: { outletId: expect.anything() } });
  });
});

describe('numbers that cannot be', () => {
  test.each([
    ['3000', 3000, '11'],
    ['below 0', -5, '8'],
    ['a zero too many', 300_000, '8'],
    ['no number', '三千', '8'],
  ])('%s words: what is beyond belief counts as not given', async (_, words, points) => {
    const onDay = `2026-02-${String(2 + (Math.abs(Number(words) || 1) % 20)).padStart(2, '0')}`;
    const before = Number(await clauseOf('法制科', '2026-02', 'used'));
    await happened('law', { onDay, attrs: { level: 'municipal', words } });
    expect(Number(await clauseOf('法制科', '2026-02', 'used')) - before).toBe(Number(points));
  });

  test.each([
    ['a length below 0', { length: -5 }, 'length'],
    ['an absurd length', { length: 10_000_000 }, 'length'],
    ['30 February', { publishedOn: '2026-02-30' }, 'publishedOn'],
  ])('%s is refused at the entry, with its field', async (_, wrong, field) => {
    const editor = await office.as('editor');
    const given = {
      manuscriptId: 'man_x',
      outletId: 'out_x',
      publishedOn: '2026-05-20',
      genre: 'long' as const,
    };
    const refused = await refusalOf(editor.adoptions.adopt({ ...given, ...wrong }));
    expect(refused).toMatchObject({ code: 'invalid', fields: { [field]: expect.anything() } });
  });
});

describe('days outside', () => {
  test('before the first scheme nothing is scored, and the page names no scheme', async () => {
    await happened('squad', { onDay: '2025-11-03' });
    const { scheme: of, groups } = await assessor.standings.get({ period: '2025-Q4', owners: 'unit' });
    expect(of).toBeNull();
    expect(groups.flatMap(group => group.rows).map(row => row.points)).toEqual(['0', '0', '0']);
    expect(await clauseOf('城东中队', '2026', 'used')).toBe('0');
  });

  test('what lies ahead counts from its day on', async () => {
    await happened('squad', { onDay: '2026-06-01' });
    expect(await clauseOf('城东中队', '2026-06', 'used')).toBe('0');
    office.time.now = new Date('2026-06-01T02:00:00Z');
    await write(tx => rescoreYear(tx, 2026, office.time.now));
    assessor = clientOf(office.url, { cookie: await signIn(office.url, userNameOf('assessor')) });
    expect(await clauseOf('城东中队', '2026-06', 'used')).toBe('8');
  });
});

describe('people and units that change', () => {
  test('a person moved in mid-quarter: own points go along, each unit keeps what it earned', async () => {
    const writer = office.people.writer2;
    await office.app.database.db
      .updateTable('appointments')
      .set({ from_on: '2025-01-01', to_on: '2026-02-14' })
      .where('person_id', '=', writer)
      .execute();
    const security = clientOf(office.url, { cookie: await signIn(office.url, userNameOf('security')) });
    await security.network.appointments.create({
      personId: writer,
      unitId: office.units.law,
      role: 'correspondent',
      fromOn: '2026-02-15',
    });
    const [city, law] = [
      await clauseOf('市容科', '2026-Q1', 'used'),
      await clauseOf('法制科', '2026-Q1', 'used'),
    ];
    await happened('city_look', { onDay: '2026-02-10', personIds: [writer] });
    await happened('law', { onDay: '2026-03-10', personIds: [writer] });
    expect(Number(await clauseOf('市容科', '2026-Q1', 'used')) - Number(city)).toBe(8);
    expect(Number(await clauseOf('法制科', '2026-Q1', 'used')) - Number(law)).toBe(8);
    expect(await rowOf('祁远', '2026-Q1', 'person')).toMatchObject({ points: '4' });
    const { groups } = await assessor.standings.get({ period: '2026-Q1', owners: 'person' });
    expect(groups.flatMap(group => group.rows).filter(row => row.owner.name === '祁远')).toHaveLength(1);
  });

  test('after a unit was closed nothing counts and nothing is owed; what it had stays', async () => {
    await happened('squad', { onDay: '2026-04-20' }, { onDay: '2026-05-10' });
    expect(await clauseOf('城东中队', '2026-Q2', 'used')).toBe('24');
    await office.app.database.db
      .updateTable('units')
      .set({ closed_on: '2026-04-30' })
      .where('id', '=', office.units.squad)
      .execute();
    await write(tx => rescoreYear(tx, 2026, office.time.now));
    expect(await clauseOf('城东中队', '2026-Q2', 'used')).toBe('8');
    expect(await rowOf('城东中队', '2026-Q3')).toBeUndefined();
    await happened('squad', { onDay: '2026-05-11' });
    expect(await clauseOf('城东中队', '2026-Q2', 'used')).toBe('8');
  });
});

describe('what comes when the books are closed, and what changes the rules', () => {
  test('a fact of a closed quarter leaves it as it was closed and is an entry of the next, with its reason', async () => {
    await assessor.standings.closePeriod({ period: '2026-Q1', version: 0, reason: '首期试行，不作公示' });
    const before = await rowOf('法制科', '2026-Q1');
    await happened('law', { onDay: '2026-03-20' });
    expect(await rowOf('法制科', '2026-Q1')).toEqual(before);
    const [entry] = await linesOf('law', '2026-Q2', '补记');
    expect(entry).toMatchObject({ points: '8', correction: { kind: 'late', origin: '2026-Q1' } });
    expect(entry?.zh).toContain('已关账');
  });

  test('a new scheme cannot reach into a closed quarter', async () => {
    const early = assessor.schemes.putInForce({ ...next, fromOn: '2026-03-01' });
    expect(await refusalOf(early)).toMatchObject({ code: 'conflict', reason: 'period_closed' });
  });

  test('changed in mid-year: each day has one scheme, each fact is scored once by that of its day', async () => {
    await happened('city_look', { onDay: '2026-05-31' });
    const before = Number(await clauseOf('市容科', '2026-Q2', 'used'));
    await assessor.schemes.putInForce({ ...next, fromOn: '2026-06-01' });
    await happened('city_look', { onDay: '2026-06-01' });
    expect(Number(await clauseOf('市容科', '2026-Q2', 'used'))).toBe(before + 9);
    const inForce = (await assessor.schemes.list()).filter(row => row.fromOn !== null);
    expect(inForce.map(row => [row.name, row.fromOn, row.toOn]).sort()).toEqual([
      ['市级8分', '2026-01-01', '2026-05-31'],
      ['市级9分', '2026-06-01', null],
    ]);
  });

  test('a quarter that saw two schemes owes its task once, by the one in force on its last day', async () => {
    office.time.now = new Date('2026-07-02T02:00:00Z');
    await write(tx => rescoreYear(tx, 2026, office.time.now));
    assessor = clientOf(office.url, { cookie: await signIn(office.url, userNameOf('assessor')) });
    const owed = await linesOf('law', '2026-Q2', 'owed');
    expect(owed.map(line => [line.points, line.on])).toEqual([['-2', '2026-06-30']]);
  });
});

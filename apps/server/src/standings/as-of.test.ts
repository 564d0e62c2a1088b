import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';
import { approvedScheme, STREET_OFFICE, withScheme } from '../../test/street-office.ts';
import { recordFact, voidFacts } from '../facts/record.ts';
import { newId } from '../ids.ts';
import { rescoreYear, settleChanges } from './rescore.ts';

/** Every story runs through the same spring; each day is asked for again after all of it has happened. */
let office: Office;
let mistaken: string;
const asked = new Map<string, unknown>();

beforeAll(async () => {
  office = await startOffice({ now: '2026-04-02T02:00:00Z' });
  await withScheme(office);
  await on('2026-04-10', () => adopted('city_look', '2026-04-08', 'municipal'));
  await on('2026-04-20', async () => {
    mistaken = await adopted('law', '2026-04-15', 'provincial');
  });
  await remember('2026-04-20');
  await on('2026-04-25', () => adopted('city_look', '2026-04-09', 'district'));
  await remember('2026-04-25');
  await on('2026-04-28', () => takeBack(mistaken));
  await remember('2026-04-28');
  await on('2026-05-06', moveLawToSquads);
  await remember('2026-05-06');
  await on('2026-05-12', anotherScheme);
  await on('2026-05-20', () => adopted('squad', '2026-05-19', 'municipal'));
  await remember('2026-05-20');
  await on('2026-07-03', closeQuarter);
  await remember('2026-07-03');
  await on('2026-07-10', () => adopted('squad', '2026-05-02', 'national'));
  await on('2026-07-20', async () => undefined);
});
afterAll(() => office.close());

async function on(day: string, act: () => Promise<unknown>): Promise<void> {
  office.time.now = new Date(`${day}T02:00:00Z`);
  // Nobody has to sign in again on the way.
  await sql`update auth_sessions set last_seen_at = ${`${day}T02:00:00Z`},
    "expiresAt" = ${`${day}T12:00:00Z`}`.execute(office.app.database.db);
  await act();
}

function write<T>(work: Parameters<typeof office.app.database.write<T>>[1]): Promise<T> {
  return office.app.database.write(office.body, work, () => false);
}

function adopted(unit: 'city_look' | 'law' | 'squad', onDay: string, level: string): Promise<string> {
  const { now } = office.time;
  const who = { city_look: 'writer', law: 'other_writer', squad: 'squad_writer' } as const;
  return write(async tx => {
    const id = await recordFact(tx, {
      kind: 'adopted',
      onDay,
      unitId: office.units[unit],
      personIds: [office.people[who[unit]]],
      manuscriptId: newId('manuscript', now),
      attrs: { channel: 'news', genre: 'long', position: 'ordinary', level },
      label: `${level} ${onDay}`,
      recordedBy: null,
      now,
    });
    await settleChanges(tx, now);
    return id;
  });
}

function takeBack(id: string): Promise<void> {
  const { now } = office.time;
  return write(async tx => {
    await voidFacts(tx, { id }, { reason: '查无此报', by: null, now });
    await settleChanges(tx, now);
  });
}

async function moveLawToSquads(): Promise<void> {
  const system = await office.as('system');
  const { units } = await system.network.units.list({});
  const law = units.find(unit => unit.id === office.units.law)!;
  const squad = units.find(unit => unit.id === office.units.squad)!;
  await system.network.units.update({
    id: law.id,
    version: law.version,
    name: '法制审核科',
    shortName: law.shortName,
    aliases: law.aliases,
    kind: law.kind,
    groupId: squad.group!.id,
    deskName: law.deskName ?? '',
    openedOn: law.openedOn,
  });
}

async function anotherScheme(): Promise<void> {
  const assessor = await office.as('assessor');
  const yaml = STREET_OFFICE.replace('municipal: { long: 60', 'municipal: { long: 65');
  const draft = await assessor.schemes.save({ yaml });
  const { version } = await approvedScheme(office, draft);
  await assessor.schemes.putInForce({ id: draft.id, version, fromOn: '2026-05-01' });
}

async function closeQuarter(): Promise<void> {
  const assessor = await office.as('assessor');
  await assessor.standings.closePeriod({ period: '2026-Q2', version: 0, reason: '各单位已书面确认' });
}

const OWNERS = ['unit', 'person'] as const;
const PERIODS = ['2026-Q2', '2026-04', '2026'];

/** What the pages said at the end of the day, by what was stored then. */
async function remember(day: string): Promise<void> {
  const { database } = office.app;
  await database.write(
    office.body,
    async tx => {
      await rescoreYear(tx, 2026, office.time.now);
    },
    () => false,
  );
  for (const period of PERIODS)
    for (const owners of OWNERS) asked.set(`${day} ${period} ${owners}`, await figures({ period, owners }));
  asked.set(`${day} circular`, await circular());
}

type Wish = { period: string; owners: 'unit' | 'person'; asOf?: string };

/** Places, points, parts, targets and counts of everybody, and every line of theirs. */
async function figures(wish: Wish) {
  const assessor = await office.as('assessor');
  const { groups, scheme } = await assessor.standings.get(wish);
  const lines = [];
  for (const row of groups.flatMap(group => group.rows)) {
    const { period, owners: owner, asOf } = wish;
    const page = await assessor.standings.ledger({
      owner,
      ownerId: row.owner.id,
      period,
      asOf,
      pageSize: 100,
    });
    lines.push([
      row.owner.id,
      page.total,
      page.sum,
      page.rows.map(line => [line.id, line.points, line.zh, line.on]),
    ]);
  }
  const inOrder = groups.map(group => ({
    ...group,
    rows: group.rows.map(row => ({
      ...row,
      byClause: row.byClause.toSorted((a, b) => (a.clause < b.clause ? -1 : 1)),
    })),
  }));
  return { groups: inOrder, scheme: scheme?.id, lines };
}

/** The text of the circular's figures. */
async function circular(): Promise<string> {
  const assessor = await office.as('assessor');
  const draft = await assessor.circulars.draft({ period: '2026-Q2' });
  // the next day's is drafted anew
  await assessor.circulars.discard({ id: draft.id, version: draft.version });
  return JSON.stringify(draft.body);
}

const DAYS = ['2026-04-20', '2026-04-25', '2026-04-28', '2026-05-06', '2026-05-20', '2026-07-03'];

describe.each(DAYS)('as of %s', day => {
  test.each(PERIODS.flatMap(period => OWNERS.map(owners => [period, owners] as const)))(
    '%s by %s is what stood there, whatever happened later',
    async (period, owners) => {
      expect(await figures({ period, owners, asOf: day })).toEqual(asked.get(`${day} ${period} ${owners}`));
    },
  );
});

async function unitOf(id: string, wish: { period: string; asOf?: string }) {
  const { groups } = await (await office.as('assessor')).standings.get({ ...wish, owners: 'unit' });
  for (const { group, rows } of groups) {
    const row = rows.find(each => each.owner.id === id);
    if (row) return { group: group?.name, name: row.owner.name, points: row.points, place: row.place };
  }
  return null;
}

test('a fact recorded late counts from the day on which it was recorded', async () => {
  const april = (asOf: string) => unitOf(office.units.city_look, { period: '2026-04', asOf });
  expect((await april('2026-04-09'))?.points).toBe('0');
  expect((await april('2026-04-24'))?.points).toBe('60');
  expect((await april('2026-04-25'))?.points).toBe('100');
});

test('a fact that was taken back stands until that day', async () => {
  const april = (asOf: string) => unitOf(office.units.law, { period: '2026-04', asOf });
  expect((await april('2026-04-27'))?.points).toBe('80');
  expect((await april('2026-04-28'))?.points).toBe('0');
});

test('a unit stands in its old group and under its old name until it was moved', async () => {
  const then = (asOf?: string) => unitOf(office.units.law, { period: '2026-Q2', ...(asOf && { asOf }) });
  expect(await then('2026-05-05')).toMatchObject({ group: '科室', name: '法制科' });
  expect(await then('2026-05-06')).toMatchObject({ group: '中队', name: '法制审核科' });
  expect(await then()).toMatchObject({ group: '中队', name: '法制审核科' });
});

test('a scheme that was put in force backdated is not known before', async () => {
  const may = (asOf: string) => unitOf(office.units.squad, { period: '2026-05', asOf });
  expect((await may('2026-05-20'))?.points).toBe('65');
  const assessor = await office.as('assessor');
  const names = async (asOf: string) =>
    (await assessor.standings.get({ period: '2026-05', asOf })).scheme?.id;
  expect(await names('2026-05-11')).not.toBe(await names('2026-05-12'));
});

test('a closed quarter is open on the days before, and closed with its hash from that day on', async () => {
  const assessor = await office.as('assessor');
  const state = async (asOf: string) => (await assessor.standings.get({ period: '2026-Q2', asOf })).state;
  expect(await state('2026-07-02')).toMatchObject({ state: 'open', hash: null });
  const closed = await state('2026-07-03');
  expect(closed).toMatchObject({ state: 'closed', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(closed.can.close?.zh).toContain('截至 2026-07-03');
});

test('the late correction of a closed quarter is known from the day on which it was booked', async () => {
  const third = (asOf: string) => unitOf(office.units.squad, { period: '2026-Q3', asOf });
  const before = Number((await third('2026-07-09'))?.points);
  expect(Number((await third('2026-07-10'))?.points)).toBeGreaterThan(before);
});

test('the figures of a circular are those of its day', async () => {
  const text = asked.get('2026-04-28 circular') as string;
  const { groups } = await (await office.as('assessor')).standings.get({
    period: '2026-Q2',
    asOf: '2026-04-28',
  });
  for (const row of groups.flatMap(group => group.rows)) {
    expect(text).toContain(JSON.stringify(row.owner.name));
    expect(text).toContain(JSON.stringify(row.points));
  }
  expect(await circular()).not.toBe(text);
});

test('today and days to come are refused with words', async () => {
  const call = (await office.as('assessor')).standings.get({ period: '2026-Q2', asOf: '2026-07-20' });
  expect(await refusalOf(call)).toMatchObject({ reason: 'as_of_not_past' });
});

test("a foreign unit's ledger stays closed on any day", async () => {
  const call = (await office.as('writer')).standings.ledger({
    owner: 'unit',
    ownerId: office.units.squad,
    period: '2026-Q2',
    asOf: '2026-05-20',
  });
  expect(await refusalOf(call)).toMatchObject({ reason: 'out_of_reach' });
});

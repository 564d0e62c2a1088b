import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftOf, travel } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
let chief: Client;
let version = 0;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  chief = await office.as('chief');
});
afterAll(() => office.close());

const dayOf = async (day: string, unitId?: string) => {
  const shown = await chief.calendar.year({ year: Number(day.slice(0, 4)), unitId });
  version = shown.version;
  return shown.days.find(each => each.day === day);
};

it('shows a year with its source, and one without a notice as provisional', async () => {
  const year = await chief.calendar.year({ year: 2026 });
  expect(year).toMatchObject({ workingDays: 248, version: 0, notice: { by: null } });
  expect(year.days).toHaveLength(365);
  const next = await chief.calendar.year({ year: 2027 });
  expect(next.notice).toBeNull();
  expect(next.days.every(day => day.provisional)).toBe(true);
});

it('lets an officer decide a day for a unit and all below it; the nearest decision wins, and is taken back', async () => {
  const { squad, night_market: night, law, bureau } = office.units;
  const day = '2026-06-01';
  await chief.calendar.decide({ day, unitId: squad, work: false, reason: '停电检修', version });
  expect(await dayOf(day, night)).toMatchObject({
    work: false,
    name: '停电检修',
    source: 'officer',
    decided: { by: { name: '柏青' }, unit: { name: '城东中队' }, otherwise: true },
  });
  expect(await dayOf(day, law)).toMatchObject({ work: true, source: 'week' });
  await chief.calendar.decide({ day, unitId: night, work: true, reason: '夜市值守', version });
  expect(await dayOf(day, night)).toMatchObject({ work: true, name: '夜市值守' });
  expect(await dayOf(day, squad)).toMatchObject({ work: false });
  await dayOf(day, bureau);
  await chief.calendar.undecide({ day, unitId: squad, version });
  expect(await dayOf(day, squad)).toMatchObject({ work: true, source: 'week', decided: null });
});

it('refuses what says nothing new, what somebody else changed meanwhile, and what is not there', async () => {
  const { law } = office.units;
  const decision = { day: '2026-06-02', unitId: law, work: true, reason: '照常上班', version };
  expect(await refusalOf(chief.calendar.decide(decision))).toMatchObject({
    code: 'invalid',
    reason: 'as_before',
  });
  const stale = { ...decision, work: false, version: version + 5 };
  expect(await refusalOf(chief.calendar.decide(stale))).toMatchObject({ code: 'stale' });
  const none = { day: '2026-06-02', unitId: law, version };
  expect(await refusalOf(chief.calendar.undecide(none))).toMatchObject({ code: 'not_found' });
});

it('takes the yearly notice whole or not at all, with every mistake at its place', async () => {
  const days = [
    { name: '元旦', date: '2027-01-01', isOffDay: true },
    { name: '元旦', date: '2027-01-02', isOffDay: false },
  ];
  const wrong = JSON.stringify({
    year: 2027,
    days: [...days, { name: '', date: '2027-02-30', isOffDay: true }, days[0]],
  });
  const refused = await refusalOf(chief.calendar.bring({ text: wrong, version }));
  expect(refused).toMatchObject({ code: 'invalid', reason: 'notice_unreadable' });
  expect(Object.keys(refused.fields ?? {})).toEqual(['days[2].date', 'days[3].date']);
  expect((await chief.calendar.year({ year: 2027 })).notice).toBeNull();

  const text = JSON.stringify({ year: 2027, papers: ['https://example.cn/2027'], days });
  const brought = await chief.calendar.bring({ text, version, source: '国办发明电〔2026〕7号' });
  expect(brought.notice).toMatchObject({
    papers: ['国办发明电〔2026〕7号', 'https://example.cn/2027'],
    by: { name: '柏青' },
  });
  expect(brought.days.some(day => day.provisional)).toBe(false);
  expect(brought.days[1]).toMatchObject({ work: true, source: 'notice' });
});

it('keeps the working hours in order', async () => {
  const { version: now } = await chief.calendar.year({ year: 2026 });
  const hours = { lateCountsTomorrow: true, window: [540, 1020] as [number, number], version: now };
  const crossed = {
    ...hours,
    shifts: [
      [540, 720],
      [700, 1050],
    ] as [number, number][],
  };
  expect(await refusalOf(chief.calendar.hours(crossed))).toMatchObject({ code: 'invalid', reason: 'shifts' });
  const summer = {
    ...hours,
    shifts: [
      [510, 720],
      [870, 1080],
    ] as [number, number][],
  };
  expect(await chief.calendar.hours(summer)).toMatchObject({
    hours: { shifts: summer.shifts },
    version: now + 1,
  });
  expect((await chief.calendar.year({ year: 2026 })).hours.lateCountsTomorrow).toBe(true);
});

it('keeps by when items are due after their event; hours that are saved without it leave it as it was', async () => {
  const writer = await office.as('writer');
  const { hours, version: now } = await chief.calendar.year({ year: 2026 });
  const reporting = { ...hours.reporting, newsDays: 1 };
  const saved = await chief.calendar.hours({ ...hours, reporting, version: now });
  const { reporting: _, ...rest } = hours;
  const again = await chief.calendar.hours({ ...rest, version: saved.version });
  expect(again.hours.reporting).toEqual(reporting);
  const sent = async (eventOn: string) => {
    const draft = await writer.manuscripts.create({ ...draftOf(office, { eventOn }), sourceFileId: null });
    return writer.manuscripts.submit({ id: draft.id, version: draft.version });
  };
  expect([(await sent('2026-05-19')).late, (await sent('2026-05-18')).late]).toEqual([false, true]);
});

it('notes of every item whether it came within the reporting window', async () => {
  const writer = await office.as('writer');
  const sent = async () => {
    const draft = await writer.manuscripts.create({ ...draftOf(office), sourceFileId: null });
    const { id, version } = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
    await (await office.as('head')).reviews.approve({ id, version });
    const found = await sql<{ inWindow: boolean }>`select attrs -> 'in_window' as "inWindow" from facts
      where manuscript_id = ${id} and kind = 'submitted'`.execute(office.app.database.db);
    return found.rows[0]?.inWindow;
  };
  const seen = [await sent()];
  await travel(office, 8 * 60);
  seen.push(await sent());
  expect(seen).toEqual([true, false]);
});

import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sentBy, travel } from '../../test/draft.ts';
import { type Client, type Office, startOffice } from '../../test/office.ts';
import { loadCalendars } from '../calendar/body-calendar.ts';
import { addDays } from '../deadlines/days.ts';
import { dueOf } from '../deadlines/term.ts';
import { recomputeDue } from './recompute.ts';
import type { DutyRow } from './tables.ts';
import { moment } from './words.ts';

/** A Tuesday: what falls due lies before and behind the turn of the year, of which no notice has come. */
const NOW = '2026-12-29T02:00:00Z';

let office: Office;
let chief: Client;
beforeAll(async () => {
  office = await startOffice();
  const [first, writer] = await Promise.all([office.as('chief'), office.as('writer')]);
  chief = first;
  await travel(office, (Date.parse(NOW) - office.time.now.getTime()) / 60_000);
  for (const title of ['年终小结', '节前检查']) await sentBy(office, { title, eventOn: '2026-12-28' });
  await sentBy(office, { importance: 'brand', title: '品牌工作', eventOn: '2026-12-28' });
  const { bureau, city_look, law } = office.units;
  const commission = { topic: '节日保障', wanted: '八百字以内。', deskUnitId: bureau };
  await chief.commissions.issue({ ...commission, unitIds: [city_look, law] });
  await writer.leads.record({ what: '早市占道', seenAt: NOW, fromUnitId: city_look, unitId: city_look });
});
afterAll(() => office.close());

const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await query.execute(office.app.database.db)).rows;

type Owed = DutyRow & { path: string };
const openDuties = (): Promise<Owed[]> =>
  rows(sql<Owed>`select d.*, u.path from duties d join units u on u.body_id = d.body_id and u.id = d.unit_id
    where d.state = 'open' order by d.id`);

/** Until nothing open was computed with another calendar: the server's own round may hold some. */
async function recomputed(): Promise<void> {
  const { database, server } = office.app;
  const { computedWith } = await loadCalendars(database.reader(office.body));
  const given = { clock: () => office.time.now, dueMoved: server.dueMoved };
  for (;;) {
    await recomputeDue(database, given);
    if ((await openDuties()).every(duty => duty.computed_with === computedWith)) return;
  }
}

type Notice = { person: string; zh: string; link: string };
async function told(): Promise<Notice[]> {
  const found = await rows(sql<Notice>`select p.name as person, n.zh, n.link from notices n
    join people p on p.body_id = n.body_id and p.id = n.person_id where n.kind = 'duty_moved' order by n.id`);
  await sql`delete from notices where kind = 'duty_moved'`.execute(office.app.database.db);
  return found;
}

type Change = { day: string; work: boolean; unit: 'bureau' | 'city_look' } | 'notice' | 'summer' | 'winter';

/** One act of an officer; what says nothing new is refused, and nothing happens. */
async function change(act: Change): Promise<void> {
  const { version } = await chief.calendar.year({ year: 2027 });
  if (act === 'notice') {
    const days = [
      { name: '元旦', date: '2027-01-01', isOffDay: true },
      { name: '元旦', date: '2027-01-04', isOffDay: true },
      { name: '元旦', date: '2027-01-02', isOffDay: false },
    ];
    await chief.calendar.bring({ text: JSON.stringify({ year: 2027, papers: [], days }), version });
  } else if (act === 'summer' || act === 'winter') {
    const begin = act === 'summer' ? 510 : 540;
    const shifts: [number, number][] = [
      [begin, 720],
      [810, 1050],
    ];
    await chief.calendar.hours({ shifts, lateCountsTomorrow: false, window: [540, 1020], version });
  } else {
    const { unit, ...day } = act;
    const refused = chief.calendar.decide({ ...day, unitId: office.units[unit], reason: '调整', version });
    await refused.catch((error: { data?: { reason?: string } }) =>
      expect(error.data?.reason).toBe('as_before'),
    );
  }
}

/** What is stored is what the opening time gives across the calendar of now, and every copy says the same. */
async function expectPure(): Promise<void> {
  const calendars = await loadCalendars(office.app.database.reader(office.body));
  for (const duty of await openDuties()) {
    if (duty.term === null) continue;
    const due = dueOf(duty.term, { ...calendars.of(duty.path), from: new Date(duty.from_at) });
    expect([duty.due_at, duty.provisional]).toEqual([due.at.toISOString(), due.provisional]);
    expect(Date.parse(duty.late_from)).toBeGreaterThanOrEqual(due.lateFrom.getTime());
  }
  const copies = await rows(sql<{ due: string; review: string; item: string; first: string }>`
    select d.due_at as due, r.due_at as review, m.due_at as item, (select min(o.due_at) from duties o
      where o.subject_id = m.id and o.state = 'open' and o.kind = 'review') as first
    from duties d join reviews r on r.id = split_part(d.key, '/', 2) join manuscripts m on m.id = r.manuscript_id
    where d.kind = 'review' and d.state = 'open'`);
  expect(copies.length).toBeGreaterThanOrEqual(3);
  for (const { due, review, item, first } of copies) expect([review, item]).toEqual([due, first]);
}

const days = Array.from({ length: 16 }, (_, index) => addDays('2026-12-26', index));
const acts = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      day: fc.constantFrom(...days),
      work: fc.boolean(),
      unit: fc.constantFrom('bureau' as const, 'city_look' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Change>('notice', 'summer', 'winter') },
);

it('a change of the calendar alone makes nobody late: there is half a working day, and the head hears of it', async () => {
  const day = '2026-12-30';
  const unit = 'bureau' as const;
  for (const each of [day, '2026-12-31']) await change({ day: each, work: false, unit });
  await recomputed();
  await told();
  const before = (await openDuties()).filter(
    duty => duty.kind === 'commission' && duty.term?.kind === 'working_hours',
  );
  await travel(office, 52 * 60);
  for (const each of [day, '2026-12-31']) await change({ day: each, work: true, unit });
  await recomputed();
  const after = new Map((await openDuties()).map(duty => [duty.id, duty]));
  expect(before.length).toBe(2);
  for (const { id } of before) {
    const duty = after.get(id)!;
    expect(Date.parse(duty.due_at)).toBeLessThan(office.time.now.getTime());
    // From 14:00: three and a half hours to the close, half an hour the next working day.
    expect(Date.parse(duty.late_from)).toBeGreaterThan(office.time.now.getTime() + 3.5 * 3_600_000);
  }
  const names = (await told())
    .filter(notice => notice.zh.includes('约稿待答复'))
    .map(notice => notice.person);
  expect(new Set(names)).toEqual(new Set(['陆晓棠', '祁远', '郭北辰', '温如意', '邵立行']));
});

it('after any changes of the calendar every open due time and its copies are those of their opening; who is moved is told', async () => {
  await told();
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 4 }), async sequence => {
      const before = new Map((await openDuties()).map(duty => [duty.id, duty.due_at]));
      for (const act of sequence) await change(act);
      await recomputed();
      await expectPure();
      const notices = await told();
      for (const duty of await openDuties()) {
        if (before.get(duty.id) === duty.due_at) continue;
        const to = moment(new Date(duty.due_at)).zh;
        const own = notices.filter(({ zh, link }) => link === duty.link && zh.includes(`改为 ${to}`));
        expect(own.length).toBeGreaterThan(0);
        const past = Date.parse(duty.due_at) <= office.time.now.getTime();
        for (const notice of own) expect(notice.zh.includes('已经过去')).toBe(past);
      }
    }),
    { numRuns: 12, seed: 743 },
  );
}, 60_000);

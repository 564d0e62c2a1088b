import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arrivedFrom, sentBy, travel } from '../../test/draft.ts';
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
let topicId: string;
let instructionId: string;
beforeAll(async () => {
  office = await startOffice();
  // Whoever acts later is signed in before the clock moves on.
  const [first, writer] = await Promise.all([office.as('chief'), office.as('writer'), office.as('head')]);
  chief = first;
  await travel(office, (Date.parse(NOW) - office.time.now.getTime()) / 60_000);
  for (const title of ['年终小结', '节前检查']) await sentBy(office, { title, eventOn: '2026-12-28' });
  await sentBy(office, { importance: 'brand', title: '品牌工作', eventOn: '2026-12-28' });
  const { bureau, city_look, law } = office.units;
  const commission = { topic: '节日保障', wanted: '八百字以内。', deskUnitId: bureau };
  await chief.commissions.issue({ ...commission, unitIds: [city_look, law] });
  await writer.leads.record({ what: '早市占道', seenAt: NOW, fromUnitId: city_look, unitId: city_look });
  const plan = { unitId: bureau, year: 2026, title: '岁末安全', from: '2026-12-01', to: '2026-12-31' };
  const targets = [{ unitId: law, items: 1, adoptions: 0 }];
  const [byClose, byMinute] = [null, 9 * 60].map(dueMinute =>
    chief.plans.add({ ...plan, dueOn: '2026-12-31', dueMinute, targets }),
  );
  topicId = (await byClose!).id;
  await chief.plans.publish({ ids: [topicId, (await byMinute!).id] });
  const { id: manuscriptId } = await arrivedFrom(office, { title: '除雪值守', eventOn: '2026-12-28' });
  const given = { manuscriptId, giver: '区政府分管领导', level: 'district' as const, givenOn: '2026-12-28' };
  const receivers = [
    { unitId: city_look, dueOn: '2027-01-04' },
    { unitId: law, dueOn: '2027-01-04', dueMinute: 9 * 60 },
  ];
  instructionId = (await chief.instructions.record({ ...given, text: '请拿出办法。', receivers })).id;
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
    const [begin, end] = act === 'summer' ? [510, 1080] : [540, 1020];
    const shifts: [number, number][] = [
      [begin, 720],
      [810, end],
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
  const { receivers } = await chief.instructions.get({ id: instructionId });
  const answers = (await openDuties()).filter(duty => duty.kind === 'instruction');
  expect(receivers.map(each => Date.parse(each.dueAt!)).sort()).toEqual(
    answers.map(duty => Date.parse(duty.due_at)).sort(),
  );
}

/** When what ends with a named day is due, beside what is due by a named minute: of topics and of answers. */
async function ofNamedDays(): Promise<string[]> {
  const open = await openDuties();
  const due = (kind: string) => open.filter(duty => duty.kind === kind).map(duty => duty.due_at);
  return [...due('plan_topic'), ...due('instruction')].sort();
}

it('what ends with a day that somebody named follows the office hours; a named minute and a day off leave it', async () => {
  const nine = (day: string) => `${day}T01:00:00.000Z`;
  const all = (close: string) => [
    ...[nine('2026-12-31'), `2026-12-31T${close}:00.000Z`],
    ...[nine('2027-01-04'), `2027-01-04T${close}:00.000Z`],
  ];
  expect(await ofNamedDays()).toEqual(all('09:30'));
  await told();
  await change('summer');
  await recomputed();
  expect(await ofNamedDays()).toEqual(all('10:00'));
  expect((await chief.plans.get({ id: topicId })).dueAt).toBe('2026-12-31T10:00:00.000Z');
  const notices = (await told()).filter(({ link }) => /^.(plan|instructions)/u.test(link));
  expect(notices.every(({ zh }) => zh.includes('18:00'))).toBe(true);
  expect(notices.map(({ person, link }) => [person, link]).sort()).toEqual(
    [
      ['郭北辰', `/instructions/${instructionId}`],
      ['温如意', `/plan/${topicId}`],
    ].sort(),
  );
  await change('winter');
  await change({ day: '2026-12-31', work: false, unit: 'bureau' });
  await recomputed();
  expect(await ofNamedDays()).toEqual(all('09:00'));
  const { version } = await chief.calendar.year({ year: 2026 });
  await chief.calendar.undecide({ day: '2026-12-31', unitId: office.units.bureau, version });
  await chief.calendar.hours({
    ...{
      shifts: [
        [540, 720],
        [810, 1050],
      ],
      lateCountsTomorrow: false,
    },
    ...{ window: [540, 1020], version: version + 1 },
  });
  await recomputed();
  expect(await ofNamedDays()).toEqual(all('09:30'));
});

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

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type Client,
  clientOf,
  type Office,
  type PersonName,
  refusalOf,
  signIn,
  startOffice,
  userNameOf,
} from '../../../test/office.ts';
import { withScheme } from '../../../test/street-office.ts';
import type { NewFact } from '../../facts/fact.ts';
import { recordFact } from '../../facts/record.ts';
import { newId } from '../../ids.ts';
import { settleChanges } from '../rescore.ts';

const PERIOD = '2026-Q1';

let office: Office;
beforeEach(async () => {
  office.time.now = new Date('2026-04-10T02:00:00Z');
});
beforeAll(async () => {
  office = await startOffice({ now: '2026-04-10T02:00:00Z' });
  await withScheme(office);
});
afterAll(() => office.close());

const cookies = new Map<string, Promise<string>>();

/** Signed in at the present moment: a session of an earlier month has ended. The assessor acts in that post. */
async function as(person: PersonName): Promise<Client> {
  const key = `${person} ${office.time.now.toISOString()}`;
  const cookie = cookies.get(key) ?? signIn(office.url, userNameOf(person));
  cookies.set(key, cookie);
  const post = office.posts['assessor.assessor.bureau'];
  return clientOf(office.url, {
    cookie: await cookie,
    ...(person === 'assessor' && post && { 'x-post': post }),
  });
}

const unitOf = { writer: 'city_look', head: 'city_look', other_writer: 'law', squad_head: 'squad' } as const;

function happened(unit: 'city_look' | 'law' | 'squad', fact: Partial<NewFact> & Pick<NewFact, 'onDay'>) {
  return office.app.database.write(
    office.body,
    async tx => {
      const id = await recordFact(tx, {
        kind: 'adopted',
        unitId: office.units[unit],
        personIds: [],
        manuscriptId: newId('manuscript', office.time.now),
        attrs: { channel: 'news', genre: 'long', position: 'ordinary', level: 'municipal' },
        label: '夜市错时巡查',
        recordedBy: null,
        now: office.time.now,
        ...fact,
      });
      await settleChanges(tx, office.time.now);
      return id;
    },
    () => false,
  );
}

async function publish(lastDay = '2026-04-16') {
  const assessor = await as('assessor');
  const { state } = await assessor.standings.get({ period: PERIOD });
  return assessor.standings.publishPeriod({ period: PERIOD, lastDay, version: state.version });
}

async function object(person: keyof typeof unitOf, text = '3月5日市级采用一篇没有计分，请核对。') {
  const unit = office.units[unitOf[person]];
  return (await as(person)).objections.raise({
    period: PERIOD,
    unitId: unit,
    about: 'missing',
    owner: { kind: 'unit', id: unit },
    text,
  });
}

const points = async (unit: string, period = PERIOD) => {
  const { groups } = await (await as('writer')).standings.get({ period, owners: 'unit' });
  return groups.flatMap(group => group.rows).find(row => row.owner.name === unit)!.points;
};

const told = async (person: PersonName) =>
  (await (await as(person)).notices.list({})).rows.map(notice => notice.kind);

const waiting = async (person: PersonName) =>
  (await (await as(person)).notices.today()).waiting.filter(each => each.kind.startsWith('objections'));

test('nobody can object before the publication, nor publish a day that is over', async () => {
  expect(await refusalOf(object('writer'))).toMatchObject({ code: 'wrong_state', reason: 'not_published' });
  expect(await refusalOf(publish('2026-04-09'))).toMatchObject({ reason: 'last_day_over' });
  expect(await refusalOf(publish('2062-04-09'))).toMatchObject({ reason: 'last_day_too_far' });
  const assessor = await as('assessor');
  expect(
    await refusalOf(
      assessor.standings.publishPeriod({ period: '2026-Q2', lastDay: '2026-07-10', version: 0 }),
    ),
  ).toMatchObject({ reason: 'period_running' });
});

test('a publication is told to every unit, can be moved, and taken back as long as nobody has objected', async () => {
  const published = await publish();
  expect(published).toMatchObject({ state: 'published', lastDay: '2026-04-16', can: { publish: null } });
  expect(await told('squad_writer')).toContain('period_published');
  expect(await told('other_head')).toContain('period_published');
  expect(await publish('2026-04-20')).toMatchObject({ lastDay: '2026-04-20' });
  const assessor = await as('assessor');
  const { version } = (await assessor.standings.get({ period: PERIOD })).state;
  const taken = await assessor.standings.withdrawPublication({ period: PERIOD, reason: '漏算一项', version });
  expect(taken).toMatchObject({ state: 'open', lastDay: null });
  expect(await publish()).toMatchObject({ state: 'published' });
});

test('what moved since the publication is listed', async () => {
  const reader = await as('writer');
  expect((await reader.standings.changesSincePublication({ period: PERIOD })).total).toBe(0);
  await happened('law', { onDay: '2026-03-05' });
  const { rows } = await reader.standings.changesSincePublication({ period: PERIOD });
  expect(rows.filter(row => row.owner.name === '法制科').map(row => row.what)).toEqual(['place', 'line']);
  expect(rows.find(row => row.what === 'line')).toMatchObject({ before: null, now: '60' });
});

test('a unit objects to its own points only, to one thing once, and with its own files', async () => {
  const writer = await as('writer');
  const own = office.units.city_look;
  const { rows } = await writer.standings.ledger({ owner: 'unit', ownerId: own, period: PERIOD });
  const about = {
    period: PERIOD,
    unitId: own,
    about: 'line' as const,
    owner: { kind: 'unit' as const, id: own },
  };
  const foreign = { ...about, owner: { kind: 'unit' as const, id: office.units.law }, lineId: rows[0]!.id };
  expect(await refusalOf(writer.objections.raise({ ...foreign, text: '别人的分' }))).toMatchObject({
    code: 'invalid',
  });
  const given = { ...about, lineId: rows[0]!.id, text: '这一笔扣分所依据的人数不对。' };
  const theirs = await office.upload('head', '佐证.txt', '佐证');
  expect(await refusalOf(writer.objections.raise({ ...given, fileIds: [theirs.id] }))).toMatchObject({
    code: 'not_found',
  });
  const mine = await office.upload('writer', '佐证.txt', '佐证');
  const raised = await writer.objections.raise({ ...given, fileIds: [mine.id] });
  expect(raised).toMatchObject({ state: 'open', line: { id: rows[0]!.id, zh: rows[0]!.zh } });
  expect(await refusalOf((await as('head')).objections.raise(given))).toMatchObject({
    reason: 'objected_already',
    details: { objectionId: raised.id },
  });
  const file = `${office.url}/api/files/${mine.id}/x`;
  expect((await fetch(file, { headers: await office.headers('assessor') })).status).toBe(200);
  expect((await fetch(file, { headers: await office.headers('other_head') })).status).toBe(404);
  expect(await waiting('assessor')).toMatchObject([{ kind: 'objections_to_answer', count: 1 }]);
  const { version } = raised;
  expect(await writer.objections.withdraw({ id: raised.id, version })).toMatchObject({ state: 'withdrawn' });
  expect(await waiting('assessor')).toEqual([]);
  expect(await refusalOf(writer.objections.withdraw({ id: raised.id, version: version + 1 }))).toMatchObject({
    reason: 'objection_withdrawn',
  });
});

test('an upheld objection makes an entry of its own, with name and reason, that no recomputing takes away', async () => {
  const raised = await object('writer');
  const before = Number(await points('市容科'));
  const assessor = await as('assessor');
  const verdict = { id: raised.id, version: raised.version, outcome: 'upheld' as const, reason: '样报已核' };
  expect(await refusalOf(assessor.objections.answer({ ...verdict, remedy: null }))).toMatchObject({
    reason: 'remedy_missing',
  });
  expect(await refusalOf(assessor.objections.answer({ ...verdict, remedy: { by: 'facts' } }))).toMatchObject({
    reason: 'no_fact_changed',
  });
  for (const points of ['1.1234567', '-0', '10001'])
    expect(
      await refusalOf(assessor.objections.answer({ ...verdict, remedy: { by: 'entry', points } })),
    ).toMatchObject({ code: 'invalid' });
  const answered = await assessor.objections.answer({ ...verdict, remedy: { by: 'entry', points: '12.5' } });
  expect(answered).toMatchObject({ state: 'answered', outcome: 'upheld', corrections: [{ points: '12.5' }] });
  await happened('city_look', { onDay: '2026-05-04' });
  expect(Number(await points('市容科'))).toBe(before + 12.5);
  const ledger = await (await as('head')).standings.ledger({
    owner: 'unit',
    ownerId: office.units.city_look,
    period: PERIOD,
    clause: '更正',
  });
  expect(ledger.rows).toMatchObject([
    { points: '12.5', correction: { kind: 'objection', origin: PERIOD, objectionId: raised.id } },
  ]);
  expect(ledger.rows[0]!.zh).toContain('严守一核定更正：样报已核');
  expect(await told('writer')).toContain('objection_answered');
  expect(await told('other_writer')).not.toContain('objection_answered');
});

test('a fact that was put right answers as well, and a rejected objection corrects nothing', async () => {
  const raised = await object('other_writer', '3月12日区级采用一篇漏登。');
  office.time.now = new Date('2026-04-10T03:00:00Z');
  await happened('law', { onDay: '2026-03-12' });
  const assessor = await as('assessor');
  const verdict = { id: raised.id, version: raised.version, reason: '已补登采用' };
  const seen = await assessor.objections.get({ id: raised.id });
  expect(seen.factsSince).toMatchObject([{ what: 'recorded', on: '2026-03-12' }]);
  expect(
    await refusalOf(assessor.objections.answer({ ...verdict, outcome: 'rejected', remedy: { by: 'facts' } })),
  ).toMatchObject({ reason: 'rejected_with_remedy' });
  const answered = await assessor.objections.answer({
    ...verdict,
    outcome: 'partly',
    remedy: { by: 'facts' },
  });
  expect(answered).toMatchObject({ outcome: 'partly', corrections: [] });
});

test('the answer can be contested once; the principal leader has the last word', async () => {
  const raised = await object('squad_head', '一季度任务人数应为一人。');
  const head = await as('squad_head');
  const assessor = await as('assessor');
  const principal = await as('principal');
  const { id } = raised;
  expect(await refusalOf(head.objections.reopen({ id, version: 0, reason: '不等答复' }))).toMatchObject({
    reason: 'not_answered',
  });
  const verdict = { id, outcome: 'rejected' as const, reason: '按任职名册为两人', remedy: null };
  expect(await refusalOf(principal.objections.decide({ ...verdict, version: 0 }))).toMatchObject({
    reason: 'not_reopened',
  });
  await assessor.objections.answer({ ...verdict, version: 0 });
  await head.objections.reopen({ id, version: 1, reason: '附任免通知，二月起为一人' });
  expect(await waiting('principal')).toMatchObject([{ kind: 'objections_to_decide', count: 1 }]);
  expect(await refusalOf(assessor.objections.answer({ ...verdict, version: 2 }))).toMatchObject({
    reason: 'objection_reopened',
  });
  const decided = await principal.objections.decide({
    ...verdict,
    version: 2,
    outcome: 'partly',
    remedy: { by: 'entry', points: '4' },
  });
  expect(decided).toMatchObject({ state: 'decided', outcome: 'partly' });
  expect(decided.life.map(step => step.kind)).toEqual(['raised', 'answered', 'reopened', 'decided']);
  expect(await refusalOf(head.objections.reopen({ id, version: 3, reason: '还是不服' }))).toMatchObject({
    reason: 'objection_decided',
  });
});

test('nobody judges a matter of the unit that he or she belongs to', async () => {
  const raised = await object('writer', '我单位三月份名次计算有误。');
  await office.app.database.db
    .insertInto('appointments')
    .values({
      body_id: office.body,
      id: newId('appointment', office.time.now),
      person_id: office.people.assessor,
      unit_id: office.units.city_look,
      role: 'correspondent',
      full_time: false,
      from_on: '2026-04-01',
      to_on: '2026-04-30',
      version: 0,
    } as never)
    .execute();
  const assessor = await as('assessor');
  const verdict = { id: raised.id, version: 0, outcome: 'rejected' as const, reason: '无误', remedy: null };
  expect(await refusalOf(assessor.objections.answer(verdict))).toMatchObject({
    code: 'forbidden',
    reason: 'own_interest',
  });
  expect((await assessor.objections.get({ id: raised.id })).can.answer).toMatchObject({
    reason: 'own_interest',
  });
  office.time.now = new Date('2026-05-02T02:00:00Z');
  const later = await as('assessor');
  expect((await later.objections.get({ id: raised.id })).can.answer).toBeNull();
});

test('a foreign unit sees nothing of it, and the list is filtered, sorted and counted', async () => {
  const other = await as('other_writer');
  const writer = await as('writer');
  const assessor = await as('assessor');
  const mine = await writer.objections.list({ period: PERIOD });
  expect(new Set(mine.rows.map(row => row.unit.name))).toEqual(new Set(['市容科']));
  expect(await refusalOf(other.objections.get({ id: mine.rows[0]!.id }))).toMatchObject({
    reason: 'out_of_reach',
  });
  const all = await assessor.objections.list({ sort: 'waiting' });
  expect(all.rows[0]).toMatchObject({ state: 'open', text: '我单位三月份名次计算有误。' });
  expect((await assessor.objections.list({ state: ['decided'] })).total).toBe(1);
  expect((await assessor.objections.list({ outcome: 'partly' })).total).toBe(2);
  expect((await assessor.objections.list({ q: '名次' })).total).toBe(1);
  expect((await assessor.objections.list({ pageSize: 2, page: 2 })).rows).toHaveLength(2);
});

test('the last day ends objections, and closing asks for a reason while any is open or the time is not over', async () => {
  const assessor = await as('assessor');
  const { state } = await assessor.standings.get({ period: PERIOD });
  expect(state.beforeClosing.map(each => each.code)).toEqual(['publication_running', 'objections_open']);
  const refused = await refusalOf(assessor.standings.closePeriod({ period: PERIOD, version: state.version }));
  expect(refused).toMatchObject({ code: 'wrong_state', reason: 'closing_needs_reason' });
  expect(refused.zh).toContain('（市容科）');
  office.time.now = new Date('2026-04-17T02:00:00Z');
  expect(await refusalOf(object('other_writer', '过了时间才想起来。'))).toMatchObject({
    reason: 'objection_time_over',
  });
  const then = await as('assessor');
  const later = (await then.standings.get({ period: PERIOD })).state;
  expect(later.beforeClosing.map(each => each.code)).toEqual(['objections_open']);
  const closed = await then.standings.closePeriod({
    period: PERIOD,
    version: later.version,
    reason: '该件所附材料须月底才能取得',
  });
  expect(closed).toMatchObject({ state: 'closed', closeReason: '该件所附材料须月底才能取得' });
});

test('what is upheld after the closing is booked in the next open period, and the closed one stays', async () => {
  office.time.now = new Date('2026-05-06T02:00:00Z');
  const assessor = await as('assessor');
  const [left] = (await assessor.objections.list({ state: ['open'] })).rows;
  const before = await points('市容科');
  const next = Number(await points('市容科', '2026-Q2'));
  const year = Number(await points('市容科', '2026'));
  await assessor.objections.answer({
    id: left!.id,
    version: left!.version,
    outcome: 'upheld',
    reason: '名次按更正后分值应为第二',
    remedy: { by: 'entry', points: '5' },
  });
  expect(await points('市容科')).toBe(before);
  expect(Number(await points('市容科', '2026-Q2'))).toBe(next + 5);
  expect(Number(await points('市容科', '2026'))).toBe(year + 5);
  const writer = await as('writer');
  expect(
    await refusalOf(writer.objections.reopen({ id: left!.id, version: 1, reason: '还要再议' })),
  ).toMatchObject({ reason: 'period_closed' });
});

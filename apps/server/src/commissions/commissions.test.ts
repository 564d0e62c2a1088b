import type { Commission } from '@xinxuan/contract';
import { type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, travel } from '../../test/draft.ts';
import { type Client, type Office, type PersonName, refusalOf, startOffice } from '../../test/office.ts';
import { actOnDue } from '../duties/round.ts';
import { findUnits } from '../network/place-queries.ts';
import { tellEach } from '../notices/tell.ts';
import { settleChanges } from '../standings/rescore.ts';
import { askUnits } from './ask.ts';
import { bookMissed } from './book-missed.ts';

let office: Office;
let chief: Client;
let writer: Client;
let head: Client;
let lawWriter: Client;
beforeAll(async () => {
  office = await startOffice();
  const as = (person: PersonName) => office.as(person);
  [chief, writer, head, lawWriter] = await Promise.all([
    as('chief'),
    as('writer'),
    as('head'),
    as('other_writer'),
  ]);
});
afterAll(() => office.close());

type Wanted = Partial<Parameters<Client['commissions']['issue']>[0]>;
const issued = (change: Wanted = {}): Promise<Commission> =>
  chief.commissions.issue({
    topic: '夜间经济规范管理的做法',
    wanted: '写清楚做法、成效和一两个数字，八百字以内。',
    deskUnitId: office.units.bureau,
    unitIds: [office.units.city_look, office.units.law],
    ...change,
  });

const part = (of: Commission, unit: string) => of.askings.find(each => each.unit.name === unit)!;
const at = (of: Commission, unit: string) => ({
  id: of.id,
  version: of.version,
  askingId: part(of, unit).id,
});
const again = (of: Commission) => chief.commissions.get({ id: of.id });

/** Writes the draft that was begun, sends it and has it signed: it reaches the desk. */
async function deliver(manuscriptId: string): Promise<void> {
  const draft = await writer.manuscripts.get({ id: manuscriptId });
  const fields = draftOf(office, { title: `应约：${manuscriptId.slice(-6)}` });
  const saved = await writer.manuscripts.save({ ...fields, id: draft.id, version: draft.version });
  const sent = await writer.manuscripts.submit({ id: saved.id, version: saved.version });
  await head.reviews.approve({ id: sent.id, version: sent.version });
}

type FactLine = { kind: string; unit_id: string; attrs: Record<string, unknown>; voided: boolean };
async function factsOf(kind: string): Promise<FactLine[]> {
  const found = await sql<FactLine>`select kind, unit_id, attrs, voided_at is not null as voided
    from facts where kind = ${kind} order by id`.execute(office.app.database.db);
  return found.rows;
}

test('what becomes of a commission is read from the item: asked, written, delivered, returned, delivered again, graded', async () => {
  let one = await issued();
  expect(one.askings.map(each => [each.unit.name, each.state])).toEqual([
    ['市容科', 'asked'],
    ['法制科', 'asked'],
  ]);
  // Wednesday and three days: Saturday is no working day, so Monday's end.
  expect(part(one, '市容科').dueAt).toBe('2026-05-25T16:00:00+00:00');
  const { manuscriptId } = await writer.commissions.write(at(one, '市容科'));
  one = await again(one);
  expect(part(one, '市容科')).toMatchObject({ state: 'writing', answeredBy: { name: '陆晓棠' } });
  await deliver(manuscriptId);
  one = await again(one);
  expect(part(one, '市容科').state).toBe('delivered');
  expect(await factsOf('commissioned')).toMatchObject([{ attrs: { late: false }, voided: false }]);

  const editor = await office.as('editor');
  const atDesk = await editor.manuscripts.get({ id: manuscriptId });
  await editor.reviews.desk.return({ id: manuscriptId, version: atDesk.version, reason: '缺数字' });
  one = await again(one);
  expect(part(one, '市容科').state).toBe('writing');
  expect(await factsOf('commissioned')).toMatchObject([{ voided: true }]);
  await deliver(manuscriptId);
  one = await chief.commissions.grade({
    ...at(await again(one), '市容科'),
    grade: 'excellent',
    note: '可上简报',
  });
  expect(part(one, '市容科')).toMatchObject({ state: 'delivered', grade: 'excellent' });
  const alive = (await factsOf('commissioned')).filter(fact => !fact.voided);
  expect(alive).toMatchObject([{ attrs: { late: false, grade: 'excellent' } }]);
});

test('lateness is the sending of the unit, not the signing of its leaders', async () => {
  const one = await issued({ unitIds: [office.units.city_look], dueAt: soon(60) });
  const { manuscriptId } = await writer.commissions.write(at(one, '市容科'));
  const draft = await writer.manuscripts.get({ id: manuscriptId });
  const fields = draftOf(office, { title: '准时送出' });
  const saved = await writer.manuscripts.save({ ...fields, id: draft.id, version: draft.version });
  const sent = await writer.manuscripts.submit({ id: saved.id, version: saved.version });
  await travel(office, 600);
  await head.reviews.approve({ id: sent.id, version: sent.version });
  expect(part(await again(one), '市容科').state).toBe('delivered');
});

test('every unit is asked across its own calendar and told by itself, in as many statements for three as for one', async () => {
  const { city_look, law, squad, bureau } = office.units;
  const { version } = await chief.calendar.year({ year: 2026 });
  const off = { day: '2026-05-25', unitId: squad, work: false, reason: '设备检修', version };
  await chief.calendar.decide(off);
  const one = await issued({ topic: '各算各的日历', unitIds: [city_look, law, squad] });
  await chief.calendar.undecide({ day: off.day, unitId: squad, version: version + 1 });
  expect(['市容科', '法制科', '城东中队'].map(unit => Date.parse(part(one, unit).dueAt))).toEqual(
    ['2026-05-25', '2026-05-25', '2026-05-26'].map(day => Date.parse(`${day}T16:00:00Z`)),
  );
  const { db } = office.app.database;
  const owed = await sql<{
    unit: string;
    keys: number;
    opened: number;
  }>`select u.name as unit, count(*)::int as keys,
      sum((select count(*) from duty_events e where e.duty_id = d.id and e.kind = 'opened'))::int as opened
    from duties d join units u on u.id = d.unit_id where d.subject_id = ${one.id} group by u.name order by u.name`;
  expect((await owed.execute(db)).rows).toEqual(
    ['城东中队', '市容科', '法制科'].map(unit => ({ unit, keys: 2, opened: 2 })),
  );
  const told = await sql<{
    unit: string;
    person: string;
  }>`select substring(n.zh from '^向(.+)约稿') as unit, p.name as person
    from notices n join people p on p.id = n.person_id where n.link = ${`/commissions/${one.id}`} order by p.name`;
  expect((await told.execute(db)).rows.map(({ unit, person }) => `${unit}${person}`).sort()).toEqual(
    [
      '城东中队欧阳渡',
      '城东中队韩志远',
      '市容科祁远',
      '市容科郭北辰',
      '市容科陆晓棠',
      '法制科温如意',
      '法制科邵立行',
    ].sort(),
  );
  const statements = async (unitIds: string[]): Promise<number> => {
    let count = 0;
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        count += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    await office.app.database.write(
      office.body,
      async tx => {
        const units = [...(await findUnits(tx, unitIds)).values()];
        const counted = { ...tx, db: tx.db.withPlugin(counting) };
        const to = { commissionId: one.id, dueAt: null, by: office.people.chief, now: office.time.now };
        // Another commission's part of the same unit: what one unit has twice is nobody's question here.
        await sql`delete from commission_askings where commission_id = ${one.id}`.execute(tx.db);
        await askUnits(counted, units, to);
        const link = `/commissions/${one.id}` as const;
        const words = { kind: 'commissioned', zh: '约稿', en: 'A commission', link, now: to.now } as const;
        await tellEach(
          counted,
          units.map(() => ({ personIds: [office.people.writer], ...words })),
        );
      },
      () => true,
    );
    return count;
  };
  expect(await statements([city_look, law, squad])).toBe(await statements([bureau]));
});

test('declined, insisted on, and passed on with the clock that runs', async () => {
  let one = await issued({ topic: '法治宣传进校园' });
  const declined = await writer.commissions.decline({ ...at(one, '市容科'), reason: '本科室没有这项工作' });
  expect(part(declined, '市容科')).toMatchObject({ state: 'declined', reason: '本科室没有这项工作' });
  one = await chief.commissions.insist({ ...at(await again(one), '市容科'), reason: '请从街面宣传的角度写' });
  expect(part(one, '市容科').state).toBe('asked');
  const due = part(one, '法制科').dueAt;
  const passed = { ...at(one, '法制科'), unitId: office.units.squad, reason: '由中队承办' };
  await lawWriter.commissions.passOn(passed);
  one = await again(one);
  expect(part(one, '法制科').state).toBe('passed_on');
  expect(part(one, '城东中队')).toMatchObject({ state: 'asked', dueAt: due, passedFrom: '法制科' });
  const back = { ...at(one, '市容科'), unitId: office.units.squad, reason: '也给中队' };
  expect(await refusalOf(writer.commissions.passOn(back))).toMatchObject({ reason: 'asked_already' });
  const row = (await chief.commissions.list({ q: '进校园' })).rows[0];
  expect(row).toMatchObject({ asked: 2, delivered: 0 });
});

test('more time is asked for and granted on record; never beyond the clock of the office above', async () => {
  const above = { office: '区委宣传部', number: '约稿〔2026〕12号', dueAt: soon(3 * 1440) };
  let one = await issued({ unitIds: [office.units.city_look], above });
  expect(Date.parse(part(one, '市容科').dueAt)).toBe(Date.parse(above.dueAt) - 4 * 3_600_000);
  const late = { ...at(one, '市容科'), until: soon(4 * 1440), reason: '数据未到' };
  expect(await refusalOf(writer.commissions.askExtension(late))).toMatchObject({ reason: 'beyond_above' });
  await writer.commissions.askExtension({ ...late, until: above.dueAt });
  one = await again(one);
  const refused = { ...at(one, '市容科'), granted: false, reason: '' };
  expect(await refusalOf(chief.commissions.decideExtension(refused))).toMatchObject({
    reason: 'refused_without_reason',
  });
  one = await chief.commissions.decideExtension({ ...at(one, '市容科'), granted: true });
  expect(Date.parse(part(one, '市容科').dueAt)).toBe(Date.parse(above.dueAt));
  expect(part(one, '市容科').extensions).toMatchObject([{ granted: true, decidedBy: { name: '柏青' } }]);
  one = await chief.commissions.answerUp({
    id: one.id,
    version: one.version,
    note: '汇总两家材料，一并上报。',
  });
  expect(one.answeredUp).toMatchObject({ by: { name: '柏青' }, note: '汇总两家材料，一并上报。' });
});

test('what has not come when it closes is missed, becomes a fact once, and goes when the unit is let off', async () => {
  let one = await issued({ topic: '防汛备汛', unitIds: [office.units.law], dueAt: soon(120) });
  await travel(office, 6 * 1440);
  const { database } = office.app;
  await actOnDue(database, () => office.time.now);
  const given = { now: office.time.now, settle: settleChanges };
  expect(await bookMissed(database, given)).toBeGreaterThan(0);
  expect(await bookMissed(database, given)).toBe(0);
  one = await again(one);
  expect(part(one, '法制科').state).toBe('missed');
  const missed = async () =>
    (await factsOf('commission_missed')).filter(each => each.unit_id === office.units.law && !each.voided)
      .length;
  const before = await missed();
  one = await chief.commissions.waive({ ...at(one, '法制科'), reason: '当周全员备汛' });
  expect(part(one, '法制科')).toMatchObject({ state: 'waived', waived: { reason: '当周全员备汛' } });
  expect(await missed()).toBe(before - 1);
});

test('a unit sees its own part alone, and what is taken back is owed by nobody', async () => {
  const one = await issued({ topic: '只看自己的' });
  const seen = await writer.commissions.get({ id: one.id });
  expect(seen.askings.map(each => each.unit.name)).toEqual(['市容科']);
  const squad = await office.as('squad_writer');
  expect(await refusalOf(squad.commissions.get({ id: one.id }))).toMatchObject({ code: 'forbidden' });
  const gone = await chief.commissions.cancel({ id: one.id, version: one.version, reason: '题目合并' });
  expect(gone.askings.map(each => each.state)).toEqual(['cancelled', 'cancelled']);
  const open = await sql<{ n: number }>`select count(*)::int as n from duties
    where subject_id = ${one.id} and state = 'open'`.execute(office.app.database.db);
  expect(open.rows[0]?.n).toBe(0);
});

test('what nobody owes any more cannot be taken back; what the desk owes upward can', async () => {
  let one = await issued({ topic: '办结以后', unitIds: [office.units.city_look] });
  await writer.commissions.decline({ ...at(one, '市容科'), reason: '没有这项工作' });
  one = await again(one);
  expect(one.can.cancel).toMatchObject({ reason: 'nobody_owes' });
  const back = { id: one.id, version: one.version, reason: '不再需要' };
  expect(await refusalOf(chief.commissions.cancel(back))).toMatchObject({
    code: 'wrong_state',
    reason: 'nobody_owes',
  });
  expect((await again(one)).cancelled).toBeNull();
  const above = { office: '区委宣传部', number: '', dueAt: soon(3 * 1440) };
  let two = await issued({ topic: '上级约稿办结以后', unitIds: [office.units.city_look], above });
  await writer.commissions.decline({ ...at(two, '市容科'), reason: '没有这项工作' });
  two = await again(two);
  const gone = await chief.commissions.cancel({ ...back, id: two.id, version: two.version });
  expect(gone.cancelled).toMatchObject({ reason: '不再需要' });
});

function soon(minutes: number): string {
  return new Date(office.time.now.getTime() + minutes * 60_000).toISOString();
}

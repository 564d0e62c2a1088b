import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, type Office, type PersonName, refusalOf, startOffice } from '../../test/office.ts';
import { makeDuties } from './make.ts';
import { type NewDuty, openDuty } from './open.ts';
import { answerReport } from './report.ts';
import { actOnDue } from './round.ts';

let office: Office;
let keys = 0;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

async function owed(more: Partial<NewDuty> = {}): Promise<{ id: string; version: number }> {
  keys += 1;
  const { now } = office.time;
  const { id } = await office.app.database.write(
    office.body,
    tx =>
      openDuty(tx, {
        ...{ kind: 'commission', key: `hand/${keys}`, subject: { kind: 'other', id: `oth_${keys}` } },
        ...{ title: { zh: '约稿待报送', en: 'To deliver' }, link: '/duties', by: null, now },
        owner: { unitId: office.units.city_look, role: 'correspondent' },
        due: { at: new Date(now.getTime() + 8 * 3_600_000) },
        ...more,
      }),
    () => false,
  );
  return { id, version: 0 };
}

const mine = async (person: PersonName) =>
  (await (await office.as(person)).duties.list({ view: 'mine' })).rows.map(row => row.id);
const told = async (person: PersonName) =>
  (await (await office.as(person)).notices.list({})).rows.filter(row => row.kind === 'duty_handed');
const refused = (client: Client, duty: { id: string; version: number }, personId: string) =>
  refusalOf(client.duties.hand({ ...duty, personId, reason: '出差一周' }));

it('passes to another who may do it, tells both, and is given back', async () => {
  const duty = await owed();
  const { writer2: personId, writer: former } = office.people;
  const writer = await office.as('writer');
  const { people } = await writer.duties.handTo({ id: duty.id });
  expect(
    people
      .map(each => each.name)
      .slice(0, 3)
      .sort(),
  ).toEqual(['祁远', '郭北辰', '陆晓棠'].sort());
  expect(people.map(each => each.name)).not.toContain('温如意');

  const handed = await writer.duties.hand({ ...duty, personId, reason: '出差一周' });
  expect(handed).toMatchObject({ person: { id: personId }, holders: [{ id: personId }], state: 'open' });
  expect(await mine('writer2')).toContain(duty.id);
  expect(await mine('writer')).not.toContain(duty.id);
  for (const person of ['writer', 'writer2'] as const) {
    const [notice] = await told(person);
    expect(notice).toMatchObject({ link: `/duties?open=${duty.id}` });
    expect(notice?.zh).toMatch(
      /^市容科的“约稿待报送”由.*陆晓棠.*转交祁远办理（陆晓棠转交），.*理由：出差一周$/,
    );
  }
  const life = await writer.duties.get({ id: duty.id });
  expect(life.events.at(-1)).toMatchObject({
    kind: 'handed',
    by: { id: former },
    reason: '出差一周',
    handed: { from: { person: null, role: 'correspondent' }, to: { person: { id: personId } } },
  });
  expect(life.back).toMatchObject({ to: { person: null, role: 'correspondent' }, can: null });

  const back = await writer.duties.handBack({ id: duty.id, version: handed.version, reason: '已经回来' });
  expect(back).toMatchObject({ person: null, role: 'correspondent' });
  expect(await mine('writer')).toContain(duty.id);
  expect((await writer.duties.get({ id: duty.id })).back).toBeNull();
  const twice = writer.duties.handBack({ id: duty.id, version: back.version, reason: '再交还一次' });
  expect(await refusalOf(twice)).toMatchObject({ code: 'wrong_state', reason: 'not_handed' });
});

it('is for whoever has it, the head of the unit and the desk chief, and for nobody outside', async () => {
  const { writer, writer2, other_writer } = office.people;
  const duty = await owed({ owner: { unitId: office.units.city_look, personId: writer } });
  for (const person of ['other_writer', 'other_head', 'squad_head'] as const)
    expect(await refused(await office.as(person), duty, writer2)).toMatchObject({ code: 'forbidden' });
  const colleague = await office.as('writer2');
  expect(await refused(colleague, duty, writer2)).toMatchObject({ code: 'forbidden', reason: 'not_in_hand' });
  expect((await colleague.duties.get({ id: duty.id })).can.hand).toMatchObject({ reason: 'not_in_hand' });
  expect(await refusalOf(colleague.duties.handTo({ id: duty.id }))).toMatchObject({ reason: 'not_in_hand' });
  expect(await refused(await office.as('editor'), duty, writer2)).toMatchObject({ reason: 'not_in_hand' });
  const head = await office.as('head');
  expect(await refused(head, duty, other_writer)).toMatchObject({ code: 'invalid', reason: 'cannot_do_it' });
  expect(await refused(head, duty, writer)).toMatchObject({ reason: 'cannot_do_it' });
  expect(await refused(head, { ...duty, version: 7 }, writer2)).toMatchObject({ code: 'stale' });
  const once = await head.duties.hand({ ...duty, personId: writer2, reason: '另有任务' });
  const chief = await office.as('chief');
  const twice = await chief.duties.hand({ ...duty, version: once.version, personId: writer, reason: '调回' });
  expect(twice.person?.id).toBe(writer);
  // Who had it before may undo nothing that another handed over.
  const again = colleague.duties.handBack({ id: duty.id, version: twice.version, reason: '不该调回' });
  expect(await refusalOf(again)).toMatchObject({ code: 'forbidden', reason: 'not_in_hand' });
});

it('leaves signatures, urgent messages and what each person owes where they are', async () => {
  const { head, writer2 } = office.people;
  const owner = { unitId: office.units.city_look, personId: head };
  const client = await office.as('head');
  const review = await owed({ kind: 'review', owner });
  expect(await refused(client, review, writer2)).toMatchObject({ reason: 'signed_by_name' });
  const urgent = await owed({ kind: 'other', subject: { kind: 'urgent_message', id: 'urm_1' }, owner });
  expect(await refused(client, urgent, writer2)).toMatchObject({ reason: 'read_by_oneself' });
  const done = await owed({ kind: 'other', owner });
  await (await office.as('chief')).duties.waive({ ...done, reason: '不必办了' });
  expect(await refused(client, { ...done, version: 1 }, writer2)).toMatchObject({ reason: 'duty_ended' });
});

it('says who was told when, and who will be', async () => {
  const { writer, writer2 } = office.people;
  const duty = await owed({
    owner: { unitId: office.units.city_look, personId: writer },
    due: { at: new Date(office.time.now.getTime() + 20 * 60_000) },
    plan: [
      { minutes: -15, to: ['owner'] },
      { minutes: 0, to: ['owner', 'substitute'] },
      { minutes: 60, to: ['unit_head'] },
      { minutes: 90, to: ['leader_in_charge', 'desk_chief'] },
    ],
  });
  const client = await office.as('writer');
  const started = office.time.now;
  const names = async () =>
    (await client.duties.get({ id: duty.id })).steps.map(({ doneAt, told: to, last }) => ({
      told: to.map(person => person.name),
      last,
      done: doneAt !== null,
    }));
  const coming = await names();
  expect(coming[0]).toEqual({ told: ['陆晓棠'], last: false, done: false });
  expect(coming.filter(step => step.last)).toEqual([coming.at(-1)]);
  expect(coming.every(step => step.told.length > 0)).toBe(true);
  expect(coming.map(step => step.told)).toContainEqual(['郭北辰']);

  office.time.now = new Date(started.getTime() + 6 * 60_000);
  await actOnDue(office.app.database, () => office.time.now);
  await client.duties.hand({ ...duty, personId: writer2, reason: '出差一周' });
  const { steps } = await client.duties.get({ id: duty.id });
  expect(steps[0]).toMatchObject({ doneAt: office.time.now.toISOString(), told: [{ id: writer }] });
  expect(steps[1]).toMatchObject({ doneAt: null, told: [{ id: writer2 }] });
  office.time.now = started;
});

it('a reminder that finds nobody says that it was not sent and why, and stands among what nobody has in hand', async () => {
  const { night_market: unitId } = office.units;
  const started = office.time.now;
  const leave = (to: string | null) =>
    sql`update appointments set to_on = ${to} where role = 'desk_chief'`.execute(office.app.database.db);
  const duty = await owed({
    owner: { unitId, role: 'correspondent' },
    due: { at: new Date(started.getTime() + 20 * 60_000) },
    plan: [
      { minutes: -10, to: ['owner'] },
      { minutes: 0, to: ['substitute'] },
      { minutes: 10, to: ['leader_in_charge'] },
      { minutes: 30, to: ['desk_chief'] },
    ],
  });
  const chief = await office.as('chief');
  const act = async (minutes: number) => {
    office.time.now = new Date(started.getTime() + minutes * 60_000);
    await actOnDue(office.app.database, () => office.time.now);
  };
  // The chain upward: squad_head and the leader in charge stand above the night market, and the desk.
  const posts = sql`update appointments set to_on = '2026-01-01' where role in ('unit_head', 'leader_in_charge')
    and unit_id = ${office.units.squad} and to_on is null`;
  await posts.execute(office.app.database.db);
  await leave('2026-01-01');
  await act(11);
  await leave(null);
  await act(31);
  await act(51);
  const { steps } = await chief.duties.get({ id: duty.id });
  expect(steps.map(({ told: to, unsent }) => [to.map(each => each.name), unsent])).toEqual([
    [[], 'nobody'],
    [[], 'no_substitute'],
    [['柏青'], null],
    [[], 'told_before'],
  ]);
  const list = await chief.duties.list({ view: 'nobody' });
  expect(list.rows.map(row => row.id)).toContain(duty.id);
  await sql`update appointments set to_on = null where unit_id = ${office.units.squad}`.execute(
    office.app.database.db,
  );
  office.time.now = started;
});

it('a report of the unit ends its duty, whoever of the unit had it in hand', async () => {
  const chief = await office.as('chief');
  const rule = await chief.duties.saveRule({
    ...{ version: 0, kind: 'opinion_report', name: '每日舆情', fromOn: '2026-05-01', toOn: null },
    ...{ rhythm: 'working_day', workingDay: 1, minute: 1080, closeAfter: null, per: 'unit' },
    ...{ role: 'correspondent', unitKinds: ['section'], groupIds: [], nilAllowed: true },
  });
  const asked = { view: 'all', kind: 'opinion_report', unitId: office.units.city_look } as const;
  await makeDuties(office.app.database, () => office.time.now);
  const [duty] = (await chief.duties.list(asked)).rows;
  const { writer, writer2: personId } = office.people;
  const { id, version } = duty!;
  await (await office.as('writer')).duties.hand({ id, version, personId, reason: '今天由祁远写' });
  const ended = await office.app.database.write(
    office.body,
    tx =>
      answerReport(tx, {
        ...{ kind: 'opinion_report', unitId: office.units.city_look, personIds: [writer] },
        ...{ subjectId: `man_${rule.id}`, by: writer, act: 'manuscripts.submit', now: office.time.now },
      }),
    () => false,
  );
  expect(ended.map(each => each.id)).toEqual([id]);

  // Each figure of the rates is the length of the list that it opens, for every unit and for all of them.
  const law = (await chief.duties.list({ ...asked, unitId: office.units.law })).rows[0]!;
  await chief.duties.waive({ id: law.id, version: law.version, reason: '停电，无法报送' });
  const stretch = { from: '2026-05-01', to: '2026-05-31' } as const;
  const { rows } = await chief.duties.rates(stretch);
  expect(rows.map(row => [row.owed, row.complete, row.onTime, row.waived])).toEqual([
    [1, 1, 1, 0],
    [0, 0, 0, 1],
  ]);
  const shown = ({ owed, complete, onTime, waived }: (typeof rows)[number]) =>
    ({ owed, complete, on_time: onTime, not_done: owed - complete, waived_days: waived }) as const;
  for (const row of rows)
    for (const [show, count] of Object.entries(shown(row)) as [keyof ReturnType<typeof shown>, number][])
      expect([
        show,
        (await chief.duties.list({ ...stretch, view: 'all', show, unitId: row.unit.id })).total,
      ]).toEqual([show, count]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bureau, startBureau } from '../../test/bureau.ts';
import { keepNotice, nextVersion } from '../calendar/queries.ts';
import type { Tx } from '../db/connect.ts';
import { queueDelivery } from '../outbox/queue.ts';
import { dropDuty, endDuty, reopenDuty } from './end.ts';
import { handDuty, moveDuty, waiveDuty } from './move.ts';
import { type NewDuty, openDuty } from './open.ts';
import { findDuty } from './queries.ts';
import { recomputeDue } from './recompute.ts';
import { actOnDue } from './round.ts';

let bureau: Bureau;
const units = {} as Record<'look' | 'law' | 'squad' | 'night', string>;
const people = {} as Record<
  'writer' | 'writer2' | 'head' | 'leader' | 'chief' | 'otherHead' | 'squadHead',
  string
>;
let keys = 0;
beforeAll(async () => {
  bureau = await startBureau('2026-05-20T02:00:00Z');
  const { root } = bureau;
  units.look = await bureau.addUnit({ name: '市容科', kind: 'section', below: root });
  units.law = await bureau.addUnit({ name: '法制科', kind: 'section', below: root });
  units.squad = await bureau.addUnit({ name: '城东中队', kind: 'squad', below: root });
  units.night = await bureau.addUnit({ name: '夜市班', kind: 'other', below: units.squad });
  people.writer = await bureau.addPerson('陆晓棠', { unitId: units.look, role: 'correspondent' });
  people.writer2 = await bureau.addPerson('祁远', { unitId: units.look, role: 'correspondent' });
  people.head = await bureau.addPerson('郭北辰', { unitId: units.look, role: 'unit_head' });
  people.leader = await bureau.addPerson('沈怀瑾', { unitId: units.look, role: 'leader_in_charge' });
  people.chief = await bureau.addPerson('柏青', { unitId: root, role: 'desk_chief' });
  people.otherHead = await bureau.addPerson('邵立行', { unitId: units.law, role: 'unit_head' });
  people.squadHead = await bureau.addPerson('韩志远', { unitId: units.squad, role: 'unit_head' });
});
afterAll(() => bureau.close());
beforeEach(async () => {
  bureau.time.now = new Date('2026-05-20T02:00:00Z');
  const { db } = bureau.database;
  for (const table of ['notices', 'duty_steps'] as const) await db.deleteFrom(table).execute();
  await db.updateTable('duties').set({ next_at: null }).execute();
});

const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  bureau.database.write(bureau.body, work, () => false);
/** The things of this test keep no copy of their due times. */
const dueMoved = async (): Promise<void> => undefined;
const at = (text: string): Date => new Date(`${text}+08:00`);
const until = async (text: string): Promise<number> => {
  bureau.time.now = at(text);
  return actOnDue(bureau.database, () => bureau.time.now);
};

function duty(more: Partial<NewDuty> = {}): NewDuty {
  keys += 1;
  return {
    kind: 'review',
    key: `test/${keys}`,
    subject: { kind: 'manuscript', id: `man_${keys}` },
    title: { zh: '稿件待审核', en: 'A manuscript to review' },
    link: '/reviews',
    owner: { unitId: units.look, personId: people.head },
    due: { kind: 'working_hours', count: 4 },
    by: null,
    now: bureau.time.now,
    ...more,
  };
}
const open = (more: Partial<NewDuty> = {}) => write(tx => openDuty(tx, duty(more)));

async function told(): Promise<string[]> {
  const rows = await bureau.database.db
    .selectFrom('notices as n')
    .innerJoin('people as p', 'p.id', 'n.person_id')
    .select(['p.name', 'n.zh', 'n.at'])
    .where('n.kind', 'like', 'duty%')
    .orderBy('n.at')
    .orderBy('n.id')
    .execute();
  return rows.map(row => row.name);
}

describe('opening', () => {
  it('counts working hours across lunch and says how', async () => {
    const opened = await open();
    expect(opened.dueAt).toEqual(at('2026-05-20T15:30'));
    expect(opened.explained.map(step => step.zh)).toEqual([
      '5月20日（周三） 10:00 起算',
      '5月20日（周三） 10:00–12:00 计 2小时，还剩 2小时',
      '5月20日（周三） 13:30–15:30 计 2小时',
    ]);
  });

  it('happens once for a key', async () => {
    const fresh = duty();
    const first = await write(tx => openDuty(tx, fresh));
    const second = await write(tx => openDuty(tx, { ...fresh, due: { kind: 'hours', count: 1 } }));
    expect(second).toEqual({ ...first, opened: false });
  });
});

describe('reminders and escalation', () => {
  it('go out in order to owner, head and leader; the last one says that it is the last', async () => {
    await open({ owner: { unitId: units.look, personId: people.writer } });
    expect(await until('2026-05-20T11:29')).toBe(0);
    expect(await until('2026-05-20T11:30')).toBe(1);
    expect(await until('2026-05-20T15:30')).toBe(1);
    expect(await until('2026-05-20T19:30')).toBe(1);
    expect(await until('2026-05-21T15:30')).toBe(1);
    expect(await until('2026-06-21T15:30')).toBe(0);
    expect(await told()).toEqual(['陆晓棠', '陆晓棠', '郭北辰', '沈怀瑾', '柏青']);
    const rows = await bureau.database.db
      .selectFrom('notices')
      .select('zh')
      .orderBy('at')
      .orderBy('id')
      .execute();
    expect(rows[0]?.zh).toBe(
      '市容科陆晓棠的“稿件待审核”截止时间 5月20日（周三）15:30，尚未办结。请现在办理。',
    );
    expect(rows.map(row => row.zh.includes('最后一次'))).toEqual([false, false, false, true, true]);
  });

  it('catch up in order after the server was away', async () => {
    const { id } = await open();
    expect(await until('2026-05-25T09:00')).toBe(1);
    const steps = await bureau.database.db
      .selectFrom('duty_steps')
      .select(['step', 'last'])
      .where('duty_id', '=', id)
      .orderBy('step')
      .execute();
    expect(steps.map(row => [row.step, row.last])).toEqual([
      [0, false],
      [1, false],
      [2, false],
      [3, true],
    ]);
  });

  it('stop with the act, and what is queued about it is withdrawn', async () => {
    const { id } = await open();
    await until('2026-05-20T11:30');
    const payload = { title: { zh: '提醒', en: 'Reminder' }, link: '/' };
    const now = bureau.time.now;
    await write(tx =>
      queueDelivery(tx, { channel: 'x', receiver: 'y', about: id, dedupeKey: id, payload, now }),
    );
    expect(await write(tx => endDuty(tx, { id, by: people.head, act: 'reviews.approve', now }))).toEqual({
      id,
      late: false,
      minutesLate: null,
    });
    await until('2026-05-30T11:30');
    expect(await told()).toEqual(['郭北辰']);
    const row = await bureau.database.db
      .selectFrom('outbox')
      .select('state')
      .where('about', '=', id)
      .executeTakeFirst();
    expect(row?.state).toBe('withdrawn');
  });

  it('go up when nobody holds the duty, and to the stand-in where there is one', async () => {
    await open({ owner: { unitId: units.night, role: 'correspondent' } });
    await until('2026-05-20T11:30');
    expect(await told()).toEqual(['韩志远']);
    const plan = [{ minutes: 0, to: ['substitute' as const] }];
    await open({ plan, substituteId: people.writer2, due: { kind: 'hours', count: 10 } });
    await open({ plan, due: { kind: 'hours', count: 10 } });
    await until('2026-05-20T21:30');
    expect((await told()).slice(1)).toContain('祁远');
  });

  it('do not repeat on two nodes at once', async () => {
    for (let n = 0; n < 250; n++)
      await open({ due: { at: at('2026-05-20T18:00') }, plan: [{ minutes: 0, to: ['owner'] }] });
    bureau.time.now = at('2026-05-20T18:00');
    const rounds = Array.from({ length: 4 }, () => actOnDue(bureau.database, () => bureau.time.now));
    expect((await Promise.all(rounds)).reduce((sum, count) => sum + count, 0)).toBe(250);
    expect(await told()).toHaveLength(250);
  });
});

describe('ending', () => {
  it.each<[string, string, number | null]>([
    ['in the minute itself', '2026-05-20T15:30:59', null],
    ['the minute after', '2026-05-20T15:31:00', 1],
    ['two hours after', '2026-05-20T17:30:30', 120],
  ])('%s', async (_, when, minutes) => {
    const { id } = await open();
    const ended = await write(tx => endDuty(tx, { id, by: null, act: 'x.y', now: at(when) }));
    expect(ended).toEqual({ id, late: minutes !== null, minutesLate: minutes });
    expect(await write(tx => endDuty(tx, { id, by: null, act: 'x.y', now: at(when) }))).toBeNull();
  });

  it('is taken back with the act, and only what is still to come follows', async () => {
    const { id } = await open();
    await until('2026-05-20T11:30');
    await write(tx => endDuty(tx, { id, by: null, act: 'x.y', now: bureau.time.now }));
    await write(tx => reopenDuty(tx, { id, by: null, reason: '撤回', now: at('2026-05-20T14:00') }));
    await until('2026-05-20T15:30');
    expect(await told()).toEqual(['郭北辰', '郭北辰']);
  });

  it('closes by itself when it has a closing', async () => {
    const { id } = await open({ closeAt: at('2026-05-20T18:00') });
    await until('2026-05-20T18:00');
    expect(await findDuty(bureau.database.reader(bureau.body), { id })).toMatchObject({
      state: 'closed',
      late: true,
      next_at: null,
    });
    await until('2026-05-30T18:00');
    expect(await told()).toEqual(['郭北辰', '郭北辰']);
    expect(
      await write(tx => waiveDuty(tx, { id, by: people.leader, reason: '停电', now: bureau.time.now })),
    ).toBe(true);
  });

  it('is nothing for what was dropped', async () => {
    const { id } = await open();
    expect(await write(tx => dropDuty(tx, { id, by: null, reason: '误开', now: bureau.time.now }))).toBe(
      true,
    );
    expect(await until('2026-06-20T11:30')).toBe(0);
  });
});

describe('moving', () => {
  it('reminds anew towards the new time', async () => {
    const { id } = await open();
    await until('2026-05-20T11:30');
    const moved = { id, by: people.chief, reason: '同意延期', now: bureau.time.now };
    expect(
      await write(tx =>
        moveDuty(tx, { ...moved, due: { kind: 'working_days', count: 2, until: 'close' }, dueMoved }),
      ),
    ).toEqual(at('2026-05-22T17:30'));
    expect(await until('2026-05-22T13:29')).toBe(0);
    expect(await until('2026-05-22T13:30')).toBe(1);
  });

  it('keeps the due time when it is handed on', async () => {
    const { id, dueAt } = await open();
    const owner = { unitId: units.law, personId: people.otherHead };
    await write(tx => handDuty(tx, { id, owner, by: null, reason: '转办', now: bureau.time.now }));
    await until('2026-05-20T15:30');
    expect(await told()).toEqual(['邵立行', '邵立行']);
    expect((await findDuty(bureau.database.reader(bureau.body), { id }))?.due_at).toBe(dueAt.toISOString());
  });
});

it('computes again what a new calendar moves, tells the owner once, and clears the mark of the provisional', async () => {
  bureau.time.now = at('2026-12-30T10:00');
  const { id } = await open({ due: { kind: 'working_days', count: 2, until: 'close' } });
  const reader = bureau.database.reader(bureau.body);
  expect(await findDuty(reader, { id })).toMatchObject({
    provisional: true,
    due_at: '2027-01-04T09:30:00.000Z',
  });
  const days = [
    { name: '元旦', day: '2027-01-01', work: false },
    { name: '元旦', day: '2027-01-04', work: false },
    { name: '元旦', day: '2027-01-02', work: true },
  ];
  await write(async tx => {
    expect(await nextVersion(tx, 0)).toBe(true);
    await keepNotice(tx, { year: 2027, papers: [], days }, { by: people.chief, now: bureau.time.now });
  });
  await Promise.all(
    [1, 2].map(() => recomputeDue(bureau.database, { clock: () => bureau.time.now, dueMoved })),
  );
  expect(await findDuty(reader, { id })).toMatchObject({
    provisional: false,
    due_at: '2027-01-02T09:30:00.000Z',
  });
  const rows = await bureau.database.db
    .selectFrom('notices')
    .select('zh')
    .where('kind', '=', 'duty_moved')
    .execute();
  expect(rows.map(row => row.zh)).toEqual([
    '工作日历有变更，“稿件待审核”的截止时间由 1月4日（周一）17:30 改为 1月2日（周六）17:30。',
  ]);
});

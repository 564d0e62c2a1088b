import type { Manuscript } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sentBy, travel } from '../../test/draft.ts';
import { type Office, startOffice } from '../../test/office.ts';
import { actOnDue } from '../duties/round.ts';
import { openMissingDuties } from './open-missing.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

const clock = () => office.time.now;
const openMissing = () => openMissingDuties(office.app.database, clock);

/** As it lay before there were duties: nobody owes it. */
async function withoutDuty(title: string, dueAt: string | null): Promise<Manuscript> {
  const sent = await sentBy(office, { title });
  const { db } = office.app.database;
  await sql`update duties set key = 'none/' || id, state = 'void', ended_at = opened_at, next_at = null
    where subject_id = ${sent.id}`.execute(db);
  await sql`update reviews set due_at = ${dueAt} where manuscript_id = ${sent.id}`.execute(db);
  await sql`update manuscripts set due_at = ${dueAt} where id = ${sent.id}`.execute(db);
  return sent;
}

type Line = { state: string; due_at: string; person: string; review: string; item: string };
async function openOf(id: string): Promise<Line[]> {
  const found =
    await sql<Line>`select d.state, d.due_at, p.name as person, r.due_at as review, m.due_at as item
    from duties d join people p on p.id = d.person_id join manuscripts m on m.id = d.subject_id
    join reviews r on r.manuscript_id = m.id and r.state = 'pending'
    where d.subject_id = ${id} and d.state = 'open'`.execute(office.app.database.db);
  return found.rows;
}

test('every step that waits without a duty gets one, once, from any number of nodes; others are left alone', async () => {
  const known = await sentBy(office, { title: '已有应办的稿件' });
  const before = await openOf(known.id);
  const items = await Promise.all(['一', '二', '三'].map(each => withoutDuty(`旧稿${each}`, null)));
  const done = await Promise.all([openMissing(), openMissing(), openMissing()]);
  expect(done.reduce((sum, each) => sum + each, 0)).toBe(3);
  expect(await openMissing()).toBe(0);
  for (const { id } of items) {
    const due = '2026-05-21T02:00:00.000Z';
    expect(await openOf(id)).toEqual([
      { state: 'open', due_at: due, person: '郭北辰', review: due, item: due },
    ]);
  }
  expect(await openOf(known.id)).toEqual(before);
});

test('it ends with the signature like any other, and what was waived is not asked again', async () => {
  const head = await office.as('head');
  const chief = await office.as('chief');
  const signed = await withoutDuty('旧稿审签', null);
  const waived = await withoutDuty('旧稿豁免', null);
  await openMissing();
  await head.reviews.approve({ id: signed.id, version: signed.version });
  const { rows } = await head.duties.list({ view: 'mine' });
  const duty = rows.find(row => row.subject.id === waived.id)!;
  await chief.duties.waive({ id: duty.id, version: duty.version, reason: '系统上线前的旧稿' });
  expect(await openMissing()).toBe(0);
  expect([await openOf(signed.id), await openOf(waived.id)]).toEqual([[], []]);
});

test('a due time that was given stays; one that is past is told once, to whoever is asked and to the one above', async () => {
  const { id: later } = await withoutDuty('旧稿未到期', '2026-05-25T01:00:00.000Z');
  const { id: past } = await withoutDuty('旧稿已过期', '2026-05-11T01:00:00.000Z');
  await openMissing();
  expect(await openOf(later)).toMatchObject([{ due_at: '2026-05-25T01:00:00.000Z' }]);
  expect(await openOf(past)).toMatchObject([
    { due_at: '2026-05-11T01:00:00.000Z', item: '2026-05-11T01:00:00.000Z' },
  ]);
  const told = async (): Promise<string[]> => {
    const found = await sql<{ name: string }>`select p.name from notices n join people p on p.id = n.person_id
      where n.kind = 'duty' and n.manuscript_id = ${past}`.execute(office.app.database.db);
    return found.rows.map(row => row.name).sort();
  };
  await actOnDue(office.app.database, clock);
  await travel(office, 1);
  await actOnDue(office.app.database, clock);
  expect(await told()).toEqual(['沈怀瑾', '郭北辰']);
  await travel(office, 60 * 24 * 3);
  await actOnDue(office.app.database, clock);
  expect(await told()).toEqual(['沈怀瑾', '郭北辰']);
});

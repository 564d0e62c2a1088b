import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, type Office, refusalOf, signIn, startOffice, userNameOf } from '../../../test/office.ts';
import { withScheme } from '../../../test/street-office.ts';
import { recordFact } from '../../facts/record.ts';
import { newId } from '../../ids.ts';
import { settleChanges } from '../rescore.ts';
import { canonicalJson } from './canonical.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice({ now: '2026-07-10T02:00:00Z' });
  await withScheme(office);
  await happened('2026-02-11');
  await happened('2026-05-04');
});
afterAll(() => office.close());

function happened(onDay: string): Promise<void> {
  const { now } = office.time;
  return office.app.database.write(
    office.body,
    async tx => {
      await recordFact(tx, {
        kind: 'adopted',
        onDay,
        unitId: office.units.law,
        personIds: [office.people.other_writer],
        manuscriptId: newId('manuscript', now),
        attrs: { channel: 'news', genre: 'long', position: 'ordinary', level: 'municipal' },
        label: '以案释法进工地',
        recordedBy: null,
        now,
      });
      await settleChanges(tx, now);
    },
    () => false,
  );
}

const close = async (period: string) =>
  (await office.as('assessor')).standings.closePeriod({ period, version: 0, reason: '首期试行，不作公示' });

async function kept(period: string) {
  const { db } = office.app.database;
  const row = await db
    .selectFrom('periods')
    .select(['head', 'hash', 'previous_hash', 'closing_number'])
    .where('period', '=', period)
    .executeTakeFirstOrThrow();
  const sections = await db
    .selectFrom('closing_sections')
    .selectAll()
    .where('period', '=', period)
    .orderBy('section')
    .execute();
  return { ...row, sections };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('each closing names the hash of the one before, and two at once do not both come first', async () => {
  const closed = await Promise.all([close('2026-Q1'), close('2026-04')]);
  const rows = await Promise.all([kept('2026-Q1'), kept('2026-04')]);
  const [first, second] = rows.sort((a, b) => (a.closing_number ?? 0) - (b.closing_number ?? 0));
  expect([first!.closing_number, second!.closing_number]).toEqual([1, 2]);
  expect(first!.previous_hash).toBeNull();
  expect(second!.previous_hash).toBe(first!.hash);
  expect(new Set(closed.map(each => each.hash)).size).toBe(2);
});

test('the hash is computed again from what was kept, section by section', async () => {
  const { head, hash, sections } = await kept('2026-Q1');
  expect(sections.map(each => each.section)).toEqual(['facts', 'lines', 'places', 'schemes', 'totals']);
  for (const { content, hash: kept } of sections) expect(sha256(content)).toBe(kept);
  const told = JSON.parse(head!) as { sections: Record<string, string> };
  expect(told.sections).toEqual(Object.fromEntries(sections.map(each => [each.section, each.hash])));
  expect(sha256(head!)).toBe(hash);
});

test('it covers the scheme, the facts, each line, the totals and the places', async () => {
  const { sections } = await kept('2026-Q1');
  const rowsOf = (name: string) =>
    sections
      .find(each => each.section === name)!
      .content.trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
  expect(rowsOf('schemes')).toMatchObject([{ from: '2026-01-01', to: null }]);
  expect(rowsOf('facts')).toMatchObject([{ on: '2026-02-11', label: '以案释法进工地' }]);
  const [fact] = rowsOf('facts');
  const ofFact = rowsOf('lines').filter(line => line.facts.includes(fact.id));
  expect(ofFact.map(line => `${line.kind} ${line.points}`).sort()).toEqual(['person 60', 'unit 60']);
  expect(rowsOf('places').find(row => row.owner === office.units.law)).toMatchObject({ place: 1 });
  expect(rowsOf('totals').find(row => row.owner === office.units.law)).toMatchObject({ adopted: 1 });
  for (const { content } of sections)
    for (const line of content.trimEnd().split('\n')) expect(canonicalJson(JSON.parse(line))).toBe(line);
});

test('a period is closed once', async () => {
  const again = (await office.as('assessor')).standings.closePeriod({ period: '2026-Q1', version: 1 });
  expect(await refusalOf(again)).toMatchObject({ reason: 'period_closed' });
});

test('a part of what is closed as a whole is not closed again', async () => {
  const refused = await refusalOf(close('2026-02'));
  expect(refused).toMatchObject({ code: 'wrong_state', reason: 'part_of_closed' });
  expect(refused.zh).toContain('2026年2月在2026年第一季度之内');
  const { state } = await (await office.as('assessor')).standings.get({ period: '2026-02' });
  expect(state.can.close).toMatchObject({ reason: 'part_of_closed' });
});

test('a period older than the last closed of its kind is not closed any more', async () => {
  await close('2026-06');
  expect(await refusalOf(close('2026-05'))).toMatchObject({ reason: 'later_closed' });
  // quarters are a kind of their own: months closed within one do not stand against it
  expect(await close('2026-Q2')).toMatchObject({ state: 'closed' });
});

test('a period without a scheme in force has nothing to close', async () => {
  expect(await refusalOf(close('2025-Q4'))).toMatchObject({ code: 'wrong_state', reason: 'no_scheme' });
  const { state } = await (await office.as('assessor')).standings.get({ period: '2025-Q4' });
  expect(state.can.close).toMatchObject({ reason: 'no_scheme' });
});

test('of two that can only be closed one after the other, none is closed out of order', async () => {
  office.time.now = new Date('2026-10-09T02:00:00Z');
  const cookie = await signIn(office.url, userNameOf('assessor'));
  const post = office.posts['assessor.assessor.bureau']!;
  const { standings } = clientOf(office.url, { cookie, 'x-post': post });
  await Promise.allSettled(
    ['2026-07', '2026-08'].map(period =>
      standings.closePeriod({ period, version: 0, reason: '首期试行，不作公示' }),
    ),
  );
  const number = async (period: string) => (await kept(period).catch(() => null))?.closing_number ?? 0;
  expect(await number('2026-08')).toBeGreaterThan(await number('2026-07'));
});

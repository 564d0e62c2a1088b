import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, startOffice } from '../../test/office.ts';
import { withScheme } from '../../test/street-office.ts';
import type { Tx } from '../db/connect.ts';
import { recordFact } from '../facts/record.ts';
import { rescoreYear, settleChanges } from './rescore.ts';

const STREET_OFFICE = readFileSync(
  fileURLToPath(new URL('../../../../packages/scoring/schemes/street-office.yaml', import.meta.url)),
  'utf8',
);

let office: Office;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  await withScheme(office, STREET_OFFICE);
});
afterAll(() => office.close());

function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return office.app.database.write(office.body, work, () => false);
}

function adopted(unit: 'city_look' | 'law', manuscriptId: string, level: string): Promise<void> {
  return write(async tx => {
    await recordFact(tx, {
      kind: 'adopted',
      onDay: '2026-04-10',
      unitId: office.units[unit],
      personIds: [office.people.writer],
      manuscriptId,
      attrs: { channel: 'news', genre: 'long', level, position: 'ordinary' },
      label: '稿件',
      recordedBy: null,
      now: office.time.now,
    });
    await settleChanges(tx, office.time.now);
  });
}

type Stored = { id: string; points: string; digest: string };

async function lines(): Promise<Stored[]> {
  const found = await sql<Stored>`
    select id, points, digest from ledger_lines where body_id = ${office.body} order by id`.execute(
    office.app.database.db,
  );
  return found.rows;
}

async function pointsOf(owner: string): Promise<number> {
  const found = await sql<{ points: number }>`
    select coalesce(sum(points), 0)::float8 as points from ledger_lines
    where body_id = ${office.body} and owner_id = ${owner} and clause like 'adoption%'`.execute(
    office.app.database.db,
  );
  return found.rows[0]?.points ?? 0;
}

test('a person keeps the items of one unit when another unit’s item is scored', async () => {
  await adopted('city_look', 'man_a', 'municipal');
  expect(await pointsOf(office.people.writer)).toBe(60);
  await adopted('law', 'man_b', 'district');
  expect(await pointsOf(office.people.writer)).toBe(100);
  expect(await pointsOf(office.units.city_look)).toBe(60);
  expect(await pointsOf(office.units.law)).toBe(40);
});

test('scoring everybody anew writes the lines that single facts wrote', async () => {
  const before = await lines();
  const count = await write(tx => rescoreYear(tx, 2026, office.time.now));
  const after = await lines();
  // targets of units without a fact come in, nothing else changes
  expect(after.filter(({ id }) => before.some(line => line.id === id))).toEqual(before);
  expect(after.length).toBe(count);
});

test('whoever left the assessment loses the lines when everybody is scored', async () => {
  await sql`update units set group_id = null where body_id = ${office.body} and id = ${office.units.law}`.execute(
    office.app.database.db,
  );
  await write(tx => rescoreYear(tx, 2026, office.time.now));
  expect(await pointsOf(office.units.law)).toBe(0);
  expect(await pointsOf(office.units.city_look)).toBe(60);
});

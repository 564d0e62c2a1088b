import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { recordFact, voidFacts } from '../../server/src/facts/record.ts';
import { newId } from '../../server/src/ids.ts';
import { settleChanges } from '../../server/src/standings/rescore.ts';
import { checkYear } from '../../server/src/standings/year/check.ts';
import { readYear } from '../../server/src/standings/year/read.ts';
import { withScheme } from '../../server/test/street-office.ts';
import { setDay } from './gestures.ts';
import { look, lookAtFailure, openStage, type Stage } from './stage.ts';

/** In April 市容科 has 80 points; on 28 April the paper turns out not to exist, and they are taken back. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2026-04-02T02:00:00Z');
  await withScheme(stage.office);
  await on('2026-04-10');
  const mistaken = await adopted('夜市疏堵结合有新招', 'provincial');
  await adopted('商户议事厅开到街口', 'district');
  await on('2026-04-28');
  await change(async tx => {
    await voidFacts(tx, { id: mistaken }, { reason: '查无此报', by: null, now: stage.office.time.now });
    await settleChanges(tx, stage.office.time.now);
  });
  await on('2026-05-20');
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

async function on(day: string): Promise<void> {
  const { office } = stage;
  stage.travel(`${day}T02:00:00Z`);
  await sql`update auth_sessions set last_seen_at = ${`${day}T02:00:00Z`}, "expiresAt" = ${`${day}T12:00:00Z`}`.execute(
    office.app.database.db,
  );
}

function change<T>(work: Parameters<typeof stage.office.app.database.write<T>>[1]): Promise<T> {
  const { app, body } = stage.office;
  return app.database.write(body, work, () => false);
}

function adopted(label: string, level: string): Promise<string> {
  const { office } = stage;
  const { now } = office.time;
  return change(async tx => {
    const id = await recordFact(tx, {
      kind: 'adopted',
      onDay: '2026-04-08',
      unitId: office.units.city_look,
      personIds: [office.people.writer],
      manuscriptId: newId('manuscript', now),
      attrs: { channel: 'news', genre: 'long', position: 'ordinary', level },
      label,
      recordedBy: null,
      now,
    });
    await settleChanges(tx, now);
    return id;
  });
}

/** The link of a total: the figure alone is its text. */
const pointsOn = (page: Page) => (value: string) =>
  page.getByRole('link').filter({ hasText: new RegExp(`^${value}$`) });

const APRIL = '/standings?period=2026-04';

test('the standings go back to a day, say so, open its lines, and come back to now', async () => {
  const assessor = await stage.enter('assessor');
  const { page } = assessor;
  await page.goto(APRIL);
  const points = pointsOn(page);
  await points('40').first().waitFor();
  await setDay(page, '截至', '2026-04-27');
  await page.getByText('截至 2026年4月27日 的数据。').waitFor();
  await points('120').first().waitFor();
  await look(page, 'as-of-1-standings');
  expect(new URL(page.url()).searchParams.get('asOf')).toBe('2026-04-27');
  // nothing can be published, closed or exported from the past
  expect(await page.getByRole('button', { name: '导出台账表格' }).count()).toBe(0);
  await points('120').first().click();
  await page.getByText('夜市疏堵结合有新招').first().waitFor();
  await page.getByText('合计 120 分').waitFor();
  await look(page, 'as-of-2-ledger');
  await page.getByRole('button', { name: '回到现在' }).click();
  await page.getByText('合计 40 分').waitFor();
  expect(await page.getByText('夜市疏堵结合有新招').count()).toBe(0);
  expect(assessor.faults).toEqual([]);
  expect(assessor.refused.filter(each => each.includes('standings') || each.includes('ledger'))).toEqual([]);
  await assessor.leave();
});

test('on a phone the same', async () => {
  const assessor = await stage.enter('assessor', { screen: 'phone' });
  const { page } = assessor;
  await page.goto(`${APRIL}&asOf=2026-04-27`);
  await page.getByText('截至 2026年4月27日 的数据。').waitFor();
  await pointsOn(page)('120').first().waitFor();
  await look(page, 'as-of-3-phone');
  const width = (await page.evaluate('document.documentElement.scrollWidth')) as number;
  expect(width).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: '回到现在' }).click();
  await pointsOn(page)('40').first().waitFor();
  expect(assessor.faults).toEqual([]);
  await assessor.leave();
});

test('a day that is not past counts as now', async () => {
  const assessor = await stage.enter('assessor');
  const { page } = assessor;
  await page.goto(`${APRIL}&asOf=2026-05-20`);
  await pointsOn(page)('40').first().waitFor();
  expect(await page.getByRole('button', { name: '回到现在' }).count()).toBe(0);
  expect(assessor.refused.filter(each => each.includes('standings') || each.includes('ledger'))).toEqual([]);
  await assessor.leave();
});

test('the year is exported from the standings and fits', async () => {
  const assessor = await stage.enter('assessor');
  const { page } = assessor;
  await page.goto('/standings?period=2026');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出年度台账（供核对）' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('2026年度台账.jsonl');
  const path = await file.path();
  expect((await readFile(path, 'utf8')).split('\n')[0]).toContain('xinxuan-ledger-year/1');
  const report = checkYear(await readYear(path));
  expect(report.misfits).toEqual([]);
  expect(report.lines).toBeGreaterThan(0);
  expect(assessor.faults).toEqual([]);
  await assessor.leave();
});

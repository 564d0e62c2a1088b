import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readSheet } from '../documents/xlsx.ts';

const COMMAND = fileURLToPath(new URL('./scheme.ts', import.meta.url));
const STREET_OFFICE = fileURLToPath(
  new URL('../../../../packages/scoring/schemes/street-office.yaml', import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), 'xinxuan-trial-'));
const HEAD = '单位,信息员,标题,日期,级别,篇幅,版位';

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const current = file('current.yaml', readFileSync(STREET_OFFICE, 'utf8'));
/** Municipal items worth half as much again. */
const proposed = file(
  'proposed.yaml',
  readFileSync(STREET_OFFICE, 'utf8').replace(
    'municipal: { long: 60, brief: 30 }',
    'municipal: { long: 90, brief: 45 }',
  ),
);
const facts = file(
  'facts.csv',
  [
    HEAD,
    '市容科,陆晓棠,夜市,2026-07-12,市级,长篇,',
    '法制科,温如意,公开,2026-08-15,省级,长篇,',
    '法制科,温如意,去年,2026-03-15,省级,长篇,',
  ].join('\n'),
);

function trial(...args: string[]) {
  return spawnSync(process.execPath, [COMMAND, 'trial', ...args], { encoding: 'utf8' });
}
const usual = ['--current', current, '--proposed', proposed, '--facts', facts, '--period', '2026-Q3'];

test('says who moves and because of what', () => {
  const { status, stdout, stderr } = trial(...usual);
  expect(stderr).toContain('未计');
  expect(status).toBe(0);
  // 60 to 90 for 市容科 goes past the 80 of 法制科
  expect(stdout).toContain('2 个单位中，1 个得分有变，2 个名次有变；升得最多的是市容科（第 2 → 第 1，+30');
});

test('the same scheme gives zero shift', () => {
  const { status, stdout } = trial(
    '--current',
    current,
    '--proposed',
    current,
    '--facts',
    facts,
    '--period',
    '2026',
  );
  expect(status).toBe(0);
  expect(stdout).toContain('两个办法的结果完全一样：2 个单位');
});

test('facts as JSON and the result as JSON, several periods at once', () => {
  const rows = file(
    'facts.json',
    JSON.stringify([{ 单位: '市容科', 标题: '夜市', 日期: '2026-07-12', 级别: '市级', 篇幅: '长篇' }]),
  );
  const { status, stdout } = trial(...usual.with(5, rows), '--period', '2026-07', '--json');
  expect(status).toBe(0);
  const results = JSON.parse(stdout);
  expect(results.map((each: { period: string }) => each.period)).toEqual(['2026-Q3', '2026-07']);
  expect(results[1]).toMatchObject({
    facts: 1,
    same: false,
    owners: [{ name: '市容科', before: { points: '60' }, after: { points: '90' }, change: '30' }],
    lines: [{ owner: { kind: 'unit' }, lines: [{ kind: 'changed', change: '30' }] }],
  });
});

test('the workbook begins with what was compared', async () => {
  const out = join(folder, 'result.xlsx');
  expect(trial(...usual, '--out', out).status).toBe(0);
  const sheet = await readSheet(readFileSync(out));
  const cells = sheet.ok ? sheet.value.rows.flatMap(row => row.cells.map(cell => cell.text)) : [];
  expect(cells).toContain(proposed);
  expect(cells.join(' ')).toContain('升得最多的是市容科');
});

test('mistakes of the proposal, bad rows, wrong periods and missing files are told with their own codes', () => {
  const broken = file('broken.yaml', readFileSync(STREET_OFFICE, 'utf8').replace('genre]', 'gener]'));
  const bad = trial(...usual.with(3, broken));
  expect(bad.status).toBe(1);
  expect(bad.stderr).toMatch(/broken\.yaml:\d+/);
  const rows = file('bad.csv', [HEAD, '市容科,陆晓棠,夜市,2026-02-30,市级,长篇,'].join('\n'));
  expect(trial(...usual.with(5, rows)).status).toBe(3);
  expect(trial(...usual.with(7, '2026-13')).status).toBe(2);
  expect(trial(...usual.with(5, join(folder, 'none.csv'))).status).toBe(2);
  expect(trial('--current', current).status).toBe(2);
  const none = trial(...usual.with(7, '2025-Q1'));
  expect(none.stdout).toContain('该周期没有事实');
});

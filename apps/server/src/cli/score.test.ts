import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readSheet } from '../documents/xlsx.ts';

const COMMAND = fileURLToPath(new URL('./score.ts', import.meta.url));
const SCHEME = fileURLToPath(
  new URL('../../../../packages/scoring/schemes/street-office.yaml', import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), 'xinxuan-score-'));
const HEAD = '单位,信息员,标题,日期,级别,篇幅,版位';

function facts(name: string, ...rows: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, [HEAD, ...rows].join('\n'));
  return path;
}

test('adoptions of a table are scored into a workbook, line by line', async () => {
  const path = facts(
    'good.csv',
    '市容科,陆晓棠,夜市,2026-03-12,市级,长篇,头版头条',
    '市容科,陆晓棠,夜市,2026-03-15,省级,长篇,',
  );
  const out = join(folder, 'ledger.xlsx');
  execFileSync(process.execPath, [COMMAND, '--scheme', SCHEME, '--facts', path, '--out', out], {
    stdio: 'pipe',
  });
  const sheet = await readSheet(readFileSync(out));
  const cells = sheet.ok ? sheet.value.rows.flatMap(row => row.cells.map(cell => cell.text)) : [];
  expect(cells).toContain('市容科');
  expect(cells).toContain('80');
});

test('bad rows are told by cell, and the others are scored', () => {
  const path = facts(
    'bad.csv',
    '法制科,温如意,公开,2026-02-30,市级,简讯,',
    '法制科,温如意,公开二,2026-02-20,县级,简讯,',
  );
  const { status, stderr } = spawnSync(
    process.execPath,
    [COMMAND, '--scheme', SCHEME, '--facts', path, '--out', join(folder, 'b.xlsx')],
    { encoding: 'utf8' },
  );
  expect(status).toBe(3);
  expect(stderr).toMatch(/D2 {2}.*2026-02-30/);
  expect(stderr).toMatch(/E3 {2}.*县级/);
});

test('a scheme with a mistake is refused with its line', () => {
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, readFileSync(SCHEME, 'utf8').replace('district: { long: 40', 'county: { long: 40'));
  const { status, stderr } = spawnSync(
    process.execPath,
    [COMMAND, '--scheme', broken, '--facts', facts('c.csv'), '--out', join(folder, 'c.xlsx')],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/第 \d+ 行.*county/);
});

test('the table that was read is never written over', () => {
  const path = facts('kept.csv', '市容科,陆晓棠,夜市,2026-03-12,市级,长篇,');
  const before = readFileSync(path);
  const { status, stderr } = spawnSync(
    process.execPath,
    [COMMAND, '--scheme', SCHEME, '--facts', path, '--out', join(folder, '.', 'kept.csv')],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('请换一个文件名') });
  expect(readFileSync(path)).toEqual(before);
});

test('a roster gives numbers and groups; what was not understood is told', () => {
  const scheme = join(folder, 'quota.yaml');
  writeFileSync(
    scheme,
    `scheme: quota
version: "1"
kinds: { submitted: 报送 }
numbers: { staff: { label: 人数 } }
ledgers: { main: { label: 得分 } }
clauses:
  - { id: q, rule: 第一条, ledger: main, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: month } }, { target: { number: unit.staff, missing: -2 } } ] }
`,
  );
  const roster = join(folder, 'roster.csv');
  writeFileSync(roster, '单位,组,人数,电话\n甲,一组,3,1\n乙,一组,1,1\n');
  const sent = join(folder, 'sent.csv');
  writeFileSync(sent, '种类,单位,标题,日期\n报送,甲,一,2026-03-02\n');
  const out = join(folder, 'quota.xlsx');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [COMMAND, '--scheme', scheme, '--facts', sent, '--roster', roster, '--out', out].concat([
      ...['--from', '2026-03-01', '--to', '2026-03-31', '--as-of', '2026-03-31'],
    ]),
    { encoding: 'utf8' },
  );
  expect(status).toBe(3);
  expect(stderr).toContain('没有读懂“电话”这一列');
  expect(stdout).toContain('2026-03-01 至 2026-03-31，截至 2026-03-31');
});

test('a table without a row is refused, and no ledger is written', () => {
  const out = join(folder, 'none.xlsx');
  const { status, stderr } = spawnSync(
    process.execPath,
    [COMMAND, '--scheme', SCHEME, '--facts', facts('none.csv'), '--out', out],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr).toContain('没有一行记录');
  expect(existsSync(out)).toBe(false);
});

test('clauses that were left out are told apart by their text where they share a number', () => {
  const path = facts('few.csv', '市容科,陆晓棠,夜市,2026-03-12,市级,长篇,头版头条');
  const { status, stderr } = spawnSync(
    process.execPath,
    [COMMAND, '--scheme', SCHEME, '--facts', path, '--out', join(folder, 'few.xlsx')],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  const told = stderr.split('\n').filter(line => line.startsWith('条款 '));
  expect(told.length).toBeGreaterThan(2);
  expect(new Set(told).size).toBe(told.length);
});

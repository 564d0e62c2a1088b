import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Office, startOffice } from '../../test/office.ts';
import { withScheme } from '../../test/street-office.ts';
import { recordFact } from '../facts/record.ts';
import { newId } from '../ids.ts';
import type { Plain } from '../standings/periods/canonical.ts';
import { settleChanges } from '../standings/rescore.ts';
import { checkYear } from '../standings/year/check.ts';
import type { Misfit } from '../standings/year/finding.ts';
import { rowText } from '../standings/year/format.ts';
import { readYear } from '../standings/year/read.ts';
import { yearRows } from '../standings/year/rows.ts';

const COMMAND = fileURLToPath(new URL('./ledger.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'xinxuan-ledger-'));
const EXPORTED = join(folder, 'year.jsonl');

/** Two closed quarters, one late correction, one open quarter. */
let office: Office;
beforeAll(async () => {
  office = await startOffice({ now: '2026-03-20T02:00:00Z' });
  await withScheme(office);
  await on('2026-03-20');
  await happened('city_look', 'writer', '2026-02-11', 'municipal');
  await happened('law', 'other_writer', '2026-03-10', 'district');
  await happened('squad', 'squad_writer', '2026-03-11', 'provincial');
  await on('2026-04-08');
  await close('2026-Q1');
  await happened('city_look', 'writer', '2026-05-08', 'provincial');
  await happened('law', 'other_writer', '2026-03-28', 'national');
  await on('2026-07-08');
  await close('2026-Q2');
  await happened('law', 'other_writer', '2026-07-02', 'municipal');
  await on('2026-07-20');
  writeFileSync(EXPORTED, await exported());
});
afterAll(() => office.close());

async function on(day: string): Promise<void> {
  office.time.now = new Date(`${day}T02:00:00Z`);
  // Nobody has to sign in again on the way.
  await sql`update auth_sessions set last_seen_at = ${`${day}T02:00:00Z`}, "expiresAt" = ${`${day}T12:00:00Z`}`.execute(
    office.app.database.db,
  );
}

function happened(
  unit: 'city_look' | 'law' | 'squad',
  person: 'writer' | 'other_writer' | 'squad_writer',
  onDay: string,
  level: string,
): Promise<void> {
  const { now } = office.time;
  return office.app.database.write(
    office.body,
    async tx => {
      for (const kind of ['submitted', 'adopted'] as const)
        await recordFact(tx, {
          kind,
          onDay,
          unitId: office.units[unit],
          personIds: [office.people[person]],
          manuscriptId: newId('manuscript', now),
          attrs: { channel: 'news', genre: 'long', position: 'ordinary', level },
          label: `${level}稿件`,
          recordedBy: null,
          now,
        });
      await settleChanges(tx, now);
    },
    () => false,
  );
}

async function close(period: string): Promise<void> {
  await (await office.as('assessor')).standings.closePeriod({ period, version: 0, reason: '各单位已确认' });
}

async function exported(): Promise<string> {
  return office.app.database.write(
    office.body,
    async tx => {
      let text = '';
      for await (const row of yearRows(tx, 2026, office.time.now)) text += row;
      return text;
    },
    () => false,
  );
}

type Row = { [key: string]: Plain };

const rows = (): Row[] =>
  readFileSync(EXPORTED, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

let made = 0;

/** What the checker says of a file in which somebody has changed rows; `careful` renews the check codes as well. */
async function checked(change: (rows: Row[]) => Row[] | undefined, careful = true): Promise<Misfit[]> {
  const before = rows();
  const after = change(before) ?? before;
  const path = join(folder, `changed-${++made}.jsonl`);
  const text = after.map(row => {
    if (!careful) return JSON.stringify(row);
    const { part, check: _, ...rest } = row;
    return rowText(part as 'line', rest as never);
  });
  writeFileSync(path, `${text.join('\n')}\n`);
  return checkYear(await readYear(path)).misfits;
}

const find = (all: Row[], part: string, fits: (row: Row) => boolean = () => true): Row =>
  all.find(row => row['part'] === part && fits(row))!;
/** The same, where one row is changed in place. */
const altered = (which: (rows: Row[]) => Row, patch: Row, careful?: boolean): Promise<Misfit[]> =>
  checked(all => {
    Object.assign(which(all), patch);
    return all;
  }, careful);
const totalOf = (all: Row[], period: string, name: string): Row =>
  find(all, 'total', row => row['period'] === period && row['name'] === name && row['kind'] === 'unit');
const isPoints = (row: Row) =>
  row['points'] === '60' && row['status'] === 'counted' && row['kind'] === 'unit';

function verify(...argv: string[]) {
  // from another folder, without anything of the office's environment
  const { PATH = '' } = process.env;
  return spawnSync(process.execPath, [COMMAND, 'verify', ...argv], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { PATH },
  });
}

test('the exported year fits, from another folder and without any database', () => {
  const { status, stdout, stderr } = verify(EXPORTED);
  expect(stderr).toBe('');
  expect(stdout).toContain('全部相符');
  expect(stdout).toMatch(/第 2 次关账 2026-Q2：([0-9a-f]{4} ?){16}/);
  expect(status).toBe(0);
});

test('the year holds what it is to hold: a late correction, two closings with sections, open totals', () => {
  const count = (part: string) => rows().filter(row => row['part'] === part).length;
  expect(count('correction')).toBeGreaterThan(0);
  expect(count('closing')).toBe(2);
  expect(count('section')).toBe(10);
  expect(count('line')).toBeGreaterThan(10);
  expect(find(rows(), 'total', row => row['period'] === '2026-Q3')).toBeDefined();
});

test('the same data give the same file', async () => {
  expect(await exported()).toBe(readFileSync(EXPORTED, 'utf8'));
});

describe('what was altered is found and named, though its check code was renewed', () => {
  test('the points of a line', async () => {
    const [first, ...more] = await altered(all => find(all, 'line', isPoints), { points: '90' });
    expect(first).toMatchObject({ what: 'line', stands: '90', shouldBe: '60', owner: '市容科' });
    expect(first?.clause).toBe('五（二）1–4、6');
    expect(first?.facts?.[0]).toMatch(/^fac_/);
    expect(first?.zh).toMatch(/市容科 2026-02-11 .*分值现为 90，应为 60/);
    // the open totals that no longer add up are told as well
    expect(more.map(each => each.what)).toContain('total');
  });

  test('a fact, by the lines that it would give, and by the closing that knew it', async () => {
    const misfits = await checked(all => {
      const fact = find(all, 'fact', row => row['kind'] === 'adopted' && row['on'] === '2026-02-11');
      fact['attrs'] = { ...(fact['attrs'] as Row), level: 'national' };
    });
    expect(misfits.find(each => each.what === 'line')).toMatchObject({ owner: '市容科', stands: '60' });
    expect(misfits.find(each => each.what === 'row')?.zh).toMatch(/事实 fac_.*attrs 现为 .*national/);
  });

  test('a fact that was taken out', async () => {
    const misfits = await checked(all =>
      all.filter(row => !(row['part'] === 'fact' && row['kind'] === 'adopted' && row['on'] === '2026-07-02')),
    );
    expect(misfits.map(each => each.what)).toEqual(expect.arrayContaining(['row', 'line', 'total']));
    expect(misfits.find(each => each.what === 'line')?.zh).toContain('按办法和事实没有这一笔');
  });

  test('a total of an open period', async () => {
    const misfits = await altered(all => totalOf(all, '2026-Q3', '法制科'), { points: '7' });
    expect(misfits[0]).toMatchObject({ what: 'total', owner: '法制科', period: '2026-Q3', stands: '7' });
  });

  test('a total of a closed period', async () => {
    const misfits = await altered(all => totalOf(all, '2026-Q1', '法制科'), { points: '7' });
    expect(misfits.find(each => each.what === 'total')?.zh).toContain('2026-Q1 已关账，法制科');
  });

  test.each([
    ['a number', 'municipal: { long: 60', 'municipal: { long: 61'],
    ['a word that changes no points', '# ', '#  '],
  ])('%s of the scheme', async (_what, from, to) => {
    const misfits = await checked(all => {
      const scheme = find(all, 'scheme');
      expect(scheme['text']).toContain(from);
      scheme['text'] = String(scheme['text']).replace(from, to);
    });
    expect(misfits[0]).toMatchObject({ what: 'scheme' });
    expect(misfits[0]?.zh).toContain('与批准时不同');
    expect(misfits.find(each => each.period === '2026-Q1')?.zh).toMatch(/第 \d+ 行现为/);
  });

  test('the hash of a closing, which breaks the chain as well', async () => {
    const misfits = await altered(all => find(all, 'closing', row => row['number'] === 1), {
      hash: 'ab'.repeat(32),
    });
    expect(misfits.map(each => `${each.what} ${each.period}`)).toEqual(['chain 2026-Q2', 'closing 2026-Q1']);
  });

  test('a line inside a closing, with its section hashed anew', async () => {
    const misfits = await checked(all => {
      const section = find(all, 'section', row => row['period'] === '2026-Q1' && row['section'] === 'lines');
      section['content'] = String(section['content']).replace('"points":"60"', '"points":"160"');
    });
    expect(misfits.map(each => each.what)).toEqual(expect.arrayContaining(['closing', 'total', 'line']));
    expect(misfits.find(each => each.what === 'line')).toMatchObject({ stands: '160', shouldBe: '60' });
  });

  test('a closing that was taken out of the chain', async () => {
    const misfits = await checked(all =>
      all.filter(row => row['period'] !== '2026-Q1' || !['closing', 'section'].includes(String(row['part']))),
    );
    expect(misfits.map(each => each.what)).toContain('chain');
  });

  test('a line that was taken out', async () => {
    let gone: Row = {};
    const misfits = await checked(all => {
      gone = find(all, 'line', isPoints);
      return all.filter(row => row !== gone);
    });
    expect(misfits.find(each => each.what === 'line')).toMatchObject({ row: gone['id'], shouldBe: '60' });
    expect(misfits[0]?.zh).toContain('有行被删去或加入');
  });

  test('places that were swapped', async () => {
    const misfits = await checked(all => {
      const [a, b] = [totalOf(all, '2026-Q1', '市容科'), totalOf(all, '2026-Q1', '法制科')];
      [a['place'], b['place']] = [b['place']!, a['place']!];
    });
    const named = misfits.filter(each => each.what === 'place').map(each => each.owner);
    expect(named.sort()).toEqual(['市容科', '法制科'].sort());
  });

  test('the amount of a late correction', async () => {
    const misfits = await altered(all => find(all, 'correction'), { points: '999' });
    expect(misfits[0]).toMatchObject({ what: 'correction', stands: '999' });
  });
});

test('a row altered by hand does not fit its own check code, even where no points hang on it', async () => {
  const misfits = await altered(all => find(all, 'fact'), { evidence: ['fil_x'] }, false);
  expect(misfits).toHaveLength(1);
  expect(misfits[0]?.zh).toMatch(/第 \d+ 行（fact fac_.*）在导出后被改动/);
});

test('the hash printed in a circular is compared', () => {
  const hash = String(find(rows(), 'closing', row => row['number'] === 2)['hash']);
  expect(verify(EXPORTED, '--hash', `2026-Q2=${hash.match(/.{4}/g)?.join(' ')}`).status).toBe(0);
  const other = verify(EXPORTED, '--hash', `2026-Q2=${'0'.repeat(64)}`);
  expect(other.status).toBe(1);
  expect(other.stderr).toContain('与通报所印不同');
});

test('a program reads the report as JSON', () => {
  const path = join(folder, 'one.jsonl');
  const changed = readFileSync(EXPORTED, 'utf8').replace('"points":"60"', '"points":"66"');
  writeFileSync(path, changed);
  const { status, stdout } = verify(path, '--json');
  expect(status).toBe(1);
  const report = JSON.parse(stdout) as { misfits: Misfit[]; closings: unknown[] };
  expect(report.closings).toHaveLength(2);
  expect(report.misfits.length).toBeGreaterThan(1);
});

describe('what cannot be checked is refused with words', () => {
  const refusedWith = (content: string, words: string) => {
    const path = join(folder, `bad-${++made}.jsonl`);
    writeFileSync(path, content);
    const { status, stderr } = verify(path);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(2);
  };

  test('200 MB of something else', () => {
    const path = join(folder, 'large.bin');
    openSync(path, 'w');
    truncateSync(path, 200 * 1024 * 1024);
    const { status, stderr } = verify(path);
    expect(stderr).toContain('这不是信宣导出的年度台账');
    expect(status).toBe(2);
  });

  test('an empty file, a text, a foreign JSON', () => {
    refusedWith('', '这不是信宣导出的年度台账');
    refusedWith('你好\n', '这不是信宣导出的年度台账');
    refusedWith('{"part":"head","form":"other/1"}\n', '这不是信宣导出的年度台账');
    refusedWith('[1]\n', '这不是信宣导出的年度台账');
  });

  test('a file that is cut off, in a row or between two', () => {
    const text = readFileSync(EXPORTED, 'utf8');
    refusedWith(text.slice(0, text.length / 2), '可能被截断或损坏');
    refusedWith(`${text.split('\n').slice(0, 30).join('\n')}\n`, '文件不完整');
  });

  test('a row of another form, and more after the end', () => {
    const [head = '', ...more] = readFileSync(EXPORTED, 'utf8').trimEnd().split('\n');
    refusedWith([head, '{"part":"fact","id":"f"}', ...more].join('\n'), '第 2 行（fact）缺少内容');
    refusedWith([head, '{"part":"poem"}', ...more].join('\n'), '不认识的内容：poem');
    refusedWith([head, ...more, head].join('\n'), '结束行之后还有内容');
  });

  test('no file, a folder, wrong arguments', () => {
    expect(verify(join(folder, 'none.jsonl'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('没有这个文件'),
    });
    expect(verify(folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('文件夹') });
    expect(verify(EXPORTED, '--hash', '2026-Q2=12').status).toBe(2);
    expect(verify(EXPORTED, '--colour').status).toBe(2);
    expect(verify().status).toBe(2);
  });
});

import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptBy } from '../../test/kept.ts';
import { type Office, startOffice } from '../../test/office.ts';

const COMMAND = fileURLToPath(new URL('./import.ts', import.meta.url));
const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));

const REPORT = [
  '市容科开展夜间巡查',
  '5月18日，市容科组织队员对三条街道开展夜间巡查，劝导占道经营二十六起。',
  '市容科',
  '2026年5月19日',
  '信息员：陆晓棠',
];

let office: Office;
let folder: string;
let token: string;
beforeAll(async () => {
  office = await startOffice({ now: '2026-10-10T02:00:00Z' });
  folder = mkdtempSync(join(tmpdir(), 'xinxuan-import-'));
  await sql`update units set aliases = array['南湖街道'] where id = ${office.units.squad}`.execute(
    office.app.database.db,
  );
  const security = await office.as('security');
  const made = await security.network.tokens.create({
    name: '历史稿件导入',
    appointmentId: office.posts['editor.desk_editor.bureau']!,
    expiresOn: '2026-12-31',
  });
  token = made.token;
  mkdirSync(join(folder, '一月', '~旧'), { recursive: true });
  const take = (from: string, to: string): void => copyFileSync(join(SAMPLES, from), join(folder, to));
  take('manuscripts/南湖街道2026年4月8日工作信息.docx', '一月/南湖街道2026年4月8日工作信息.docx');
  take('manuscripts/南湖街道2026年4月8日工作信息.docx', '一月/又一份.docx');
  take('manuscripts/南湖街道-南湖街道反映共享单车.txt', '南湖街道反映.txt');
  take('manuscripts/南湖街道反映共享单车停放点位不足的三个问题.pdf', '南湖街道反映.pdf');
  take('manuscripts/城东中队2026年5月17日工作信息.docx', '城东中队2026年5月17日工作信息.docx');
  take('manuscripts/宣传科-全局干部群众热议最.odt', '无此单位.odt');
  take('refused/encrypted.doc', '加密.doc');
  writeFileSync(join(folder, '夜间巡查.txt'), REPORT.join('\n'));
  writeFileSync(join(folder, '空.docx'), '');
  writeFileSync(join(folder, '~$南湖.docx'), 'lock');
  writeFileSync(join(folder, '照片.jpg'), 'no document');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await office.close();
});

type Ran = { status: number | null; stdout: string; stderr: string };

/** Runs the command as a person would, beside the server, which has to go on answering. */
function run(argv: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [COMMAND, ...argv], { env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', data => {
      stdout += data;
    });
    child.stderr.on('data', data => {
      stderr += data;
    });
    child.on('close', status => resolve({ status, stdout, stderr }));
  });
}

const importing = (...more: string[]) =>
  run([folder, '--server', office.url, ...more], { XINXUAN_TOKEN: token });
const lineOf = ({ stdout }: Ran, name: string) =>
  stdout.split('\n').find(line => line.includes(`${name}  `)) ?? '';

test('a dry run tells what would be taken in and keeps nothing', async () => {
  const before = await keptBy(office);
  const ran = await importing('--dry-run');
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(3);
  expect(ran.stdout).toMatch(/可导入《.*共享单车/u);
  expect(lineOf(ran, '加密.doc')).toMatch(/没有导入：文件设有打开密码.*Not taken in: .*password/u);
  expect(await keptBy(office)).toEqual(before);
});

test('every document of a folder becomes a draft, each file is told in one line, and nothing comes twice', async () => {
  const ran = await importing();
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(3);
  const lines = ran.stdout.trimEnd().split('\n');
  expect(lines.slice(0, -1).every((line, at) => line.startsWith(`[${at + 1}/9] `))).toBe(true);
  expect(lines).toHaveLength(10);
  expect(lineOf(ran, '一月/南湖街道2026年4月8日工作信息.docx')).toMatch(
    /已存草稿《.*共享单车.*》（城东中队.*2026-04.*Kept as a draft: .*man_/u,
  );
  expect(lineOf(ran, '一月/又一份.docx')).toMatch(/内容相同.*Same content/u);
  expect(lineOf(ran, '无此单位.odt')).toMatch(
    /没有导入：单位“宣传科”不在机构名册.*not on the roster.*--unit/u,
  );
  expect(lineOf(ran, '加密.doc')).toMatch(/密码.*password/u);
  expect(lineOf(ran, '空.docx')).toMatch(/0 字节.*0 bytes/u);
  expect(lines.at(-1)).toMatch(/新存草稿 5 件，已有 1 件，没有导入 3 件/u);

  const editor = await office.as('editor');
  const { rows } = await editor.manuscripts.list({});
  expect(rows).toHaveLength(5);
  expect(rows.every(row => row.state === 'draft')).toBe(true);
  const { squad, city_look } = office.units;
  expect(rows.map(row => row.unit.id).sort()).toEqual([squad, squad, squad, squad, city_look].sort());
  expect(rows.find(row => row.unit.id === city_look)).toMatchObject({
    title: '市容科开展夜间巡查',
    authors: [{ id: office.people.writer }],
    eventOn: '2026-05-18',
  });
  const full = await editor.manuscripts.get({ id: rows.find(row => row.unit.id === squad)!.id });
  expect(full.attachments).toMatchObject([{ role: 'source' }]);
  expect(full.body.length).toBeGreaterThan(1);

  const before = await keptBy(office);
  const again = await importing();
  expect(again.stdout.trimEnd().split('\n').at(-1)).toMatch(/新存草稿 0 件，已有 6 件，没有导入 3 件/u);
  expect((await keptBy(office)).rows['manuscripts']).toBe(5);
  expect((await keptBy(office)).rows['stored_files']).toBe(before.rows['stored_files']);
});

test('a unit that is named takes what names none it knows', async () => {
  const ran = await importing('--unit', '法制科');
  expect(lineOf(ran, '无此单位.odt')).toMatch(/已存草稿.*法制科/u);
  expect(lineOf(ran, '一月/南湖街道2026年4月8日工作信息.docx')).toMatch(/已导入过.*Taken in before/u);
  expect((await keptBy(office)).rows['manuscripts']).toBe(6);
});

test('a server that does not answer is told, and what to do then', async () => {
  const ran = await run([folder, '--server', 'http://127.0.0.1:9', '--token', 'xx_any']);
  expect(ran.status).toBe(1);
  expect(ran.stderr).toMatch(/连不上.*再运行一次.*does not answer.*run the command again/su);
});

test.each([
  ['no folder', [], 2, /用法.*Usage/su],
  ['a folder that is not there', ['/no/such/folder', '--token', 'x'], 2, /没有文件夹.*no folder/su],
  ['no token', ['.'], 2, /没有令牌.*no token/su],
  ['an address that is none', ['.', '--token', 'x', '--server', 'office'], 2, /网址.*URL/su],
])('%s is told', async (_, argv, status, words) => {
  const ran = await run(argv, { XINXUAN_TOKEN: '' });
  expect(ran.status).toBe(status);
  expect(ran.stdout + ran.stderr).toMatch(words);
});

test('a token that opens nothing, and one whose post does not write', async () => {
  const bad = await run([folder, '--server', office.url, '--token', 'xx_nothing']);
  expect(bad.status).toBe(1);
  expect(bad.stderr).toMatch(/令牌无效.*not valid/su);
  const security = await office.as('security');
  const { token: other } = await security.network.tokens.create({
    name: '不写稿',
    appointmentId: office.posts['assessor.assessor.bureau']!,
    expiresOn: '2026-12-31',
  });
  const idle = await run([folder, '--server', office.url], { XINXUAN_TOKEN: other });
  expect(idle.status).toBe(1);
  expect(idle.stderr).toMatch(/不能撰写稿件.*may not write/su);
});

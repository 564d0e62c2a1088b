import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';

const COMMAND = fileURLToPath(new URL('./scheme.ts', import.meta.url));
const SCHEME = fileURLToPath(
  new URL('../../../../packages/scoring/schemes/street-office.yaml', import.meta.url),
);
const TEXT = readFileSync(SCHEME, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'xinxuan-scheme-'));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const broken = file('broken.yaml', TEXT.replace('district: { long: 40', 'county: { long: 40'));
const changed = file('changed.yaml', TEXT.replace('unmet: -30', 'unmet: -20'));
const commented = file('commented.yaml', `# 另加一行说明\n${TEXT}`);

describe('check', () => {
  test('a sound scheme ends with 0', () => {
    expect(run('check', SCHEME)).toMatchObject({ status: 0, stdout: expect.stringContaining('没有错误') });
  });

  test('mistakes are told with file, line, column, clause and name, and end with 1', () => {
    const { status, stderr } = run('check', broken);
    expect(status).toBe(1);
    expect(stderr).toMatch(/broken\.yaml:\d+:\d+ {2}条款 adoption {2}\[unknown-word\] 没有“county”/u);
  });

  test('as JSON', () => {
    const { status, stdout } = run('check', '--json', SCHEME, broken);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { file: SCHEME, sound: true, problems: [] },
      {
        sound: false,
        problems: [{ code: 'unknown-word', clause: 'adoption', line: expect.any(Number) }, {}],
      },
    ]);
  });

  test('a place that a mark of YAML breaks is told as well', () => {
    const { status, stderr } = run('check', file('syntax.yaml', 'scheme: a\nkinds: [ 报送\n'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/syntax\.yaml:\d+:\d+ {2}\[yaml-syntax\]/u);
  });
});

describe('render', () => {
  test('as text, in either language', () => {
    expect(run('render', SCHEME).stdout).toMatch(/^# 街道宣传信息工作计分办法\n[\s\S]*\*\*第五条\*\*/u);
    expect(run('render', SCHEME, '--language', 'en').stdout).toMatch(
      /^# Publicity points[\s\S]*\*\*Article 5\*\*/u,
    );
  });

  test('as a Word file', () => {
    const out = join(folder, 'scheme.docx');
    expect(run('render', SCHEME, '--format', 'docx', '--out', out).status).toBe(0);
    const xml = strFromU8(unzipSync(readFileSync(out))['word/document.xml']!);
    expect(xml).toContain('街道宣传信息工作计分办法');
  });

  test('as data', () => {
    const { stdout } = run('render', SCHEME, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'street-office',
      chapters: [{ title: { zh: '总则' } }, {}, {}, {}, {}],
    });
  });

  test('a scheme with mistakes is not rendered', () => {
    const out = join(folder, 'none.docx');
    expect(run('render', broken, '--format', 'docx', '--out', out)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('county'),
    });
    expect(existsSync(out)).toBe(false);
  });
});

describe('diff', () => {
  test('each change in one sentence, and 3', () => {
    const { status, stdout } = run('diff', SCHEME, changed);
    expect(status).toBe(3);
    expect(stdout).toBe('第十五条（五（一）2、五（二）8）  [改动] 没有完成任务 −30 → −20\n共 1 处改动\n');
  });

  test('comments are no change, and 0', () => {
    expect(run('diff', SCHEME, commented)).toMatchObject({ status: 0, stdout: '两份办法没有不同。\n' });
    expect(run('diff', SCHEME, commented, '--language', 'en').stdout).toBe(
      'The two schemes do not differ.\n',
    );
  });

  test('as JSON', () => {
    const { stdout } = run('diff', SCHEME, changed, '--json');
    expect(JSON.parse(stdout).changes).toMatchObject([
      { kind: 'changed', place: 'clause:opinion-month', sentence: { en: 'when not met −30 → −20' } },
    ]);
  });
});

describe('what is asked wrongly is answered with what is wrong, and 2', () => {
  test.each([
    ['no verb', [], /用法：xinxuan scheme/u],
    ['an unknown verb', ['paint'], /没有 xinxuan scheme paint/u],
    ['no file', ['check'], /请写明要检查的办法文件/u],
    ['a file that is not there', ['check', join(folder, 'nowhere.yaml')], /没有文件 .*nowhere\.yaml/u],
    ['a folder', ['check', folder], /是文件夹/u],
    [
      'a file that is not text',
      ['check', file('picture.yaml', new Uint8Array([0xff, 0xd8, 0xff]))],
      /不是 UTF-8 文本/u,
    ],
    ['an unknown option', ['check', SCHEME, '--loud'], /参数有误.*--loud/u],
    [
      'an unknown format',
      ['render', SCHEME, '--format', 'pdf'],
      /--format 不能是“pdf”，可用：md、docx、json/u,
    ],
    ['an unknown language', ['render', SCHEME, '--language', 'fr'], /--language 不能是“fr”/u],
    ['Word without a place', ['render', SCHEME, '--format', 'docx'], /须用 --out/u],
    [
      'a place that cannot be written',
      ['render', SCHEME, '--out', join(folder, 'no', 'where.md')],
      /写不了/u,
    ],
    ['two schemes to render', ['render', SCHEME, SCHEME], /请写明一份办法文件/u],
    ['one scheme to compare', ['diff', SCHEME], /请写明两份办法文件/u],
    [
      'an unknown language of the comparison',
      ['diff', SCHEME, SCHEME, '--language', 'de'],
      /--language 不能是“de”/u,
    ],
  ])('%s', (_, args, words) => {
    const { status, stdout, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stdout + stderr).toMatch(words);
  });

  test('--help answers with 0', () => {
    for (const args of [['--help'], ['check', '--help'], ['render', '-h'], ['diff', '--help']])
      expect(run(...args)).toMatchObject({ status: 0, stdout: expect.stringContaining('xinxuan scheme') });
  });
});

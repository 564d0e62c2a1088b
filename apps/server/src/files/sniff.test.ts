import { readdir, readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { bytesSource } from './byte-source.ts';
import { sniff } from './sniff.ts';

const SAMPLES = new URL('../../samples/manuscripts/', import.meta.url);
const typeOf = async (bytes: Uint8Array) => (await sniff(bytesSource(bytes))).type;
const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const text = (content: string) => new TextEncoder().encode(content);

describe('files of other programs', async () => {
  const names = (await readdir(SAMPLES)).filter(name => !name.endsWith('.json'));
  test.each(names)('%s', async name => {
    const bytes = await readFile(new URL(encodeURIComponent(name), SAMPLES));
    const extension = name.slice(name.lastIndexOf('.') + 1);
    expect(await typeOf(bytes)).toBe(extension === 'txt' ? 'text' : extension);
  });
});

describe('by magic bytes', () => {
  test.each([
    ['png', '89504e470d0a1a0a 0000000d'],
    ['jpeg', 'ffd8ffe0 00104a46'],
    ['gif', '474946383961 0100'],
    ['webp', '52494646 24000000 57454250 56503820'],
    ['mp4', '00000018 66747970 69736f6d'],
    ['pdf', '255044462d312e37'],
  ])('%s', async (type, digits) => expect(await typeOf(hex(digits))).toBe(type));

  test('WEBP letters outside a RIFF file are no picture', async () => {
    expect(await typeOf(hex('00010203 24000000 57454250'))).toBe('unknown');
  });
});

describe('the zip family', () => {
  const types = { '[Content_Types].xml': text('<Types/>') };
  test.each([
    ['docx', { ...types, 'word/document.xml': text('<x/>') }],
    ['docm', { ...types, 'word/document.xml': text('<x/>'), 'word/vbaProject.bin': text('x') }],
    ['xlsx', { ...types, 'xl/workbook.xml': text('<x/>') }],
    ['xlsm', { ...types, 'xl/workbook.xml': text('<x/>'), 'xl/vbaProject.bin': text('x') }],
    ['pptx', { ...types, 'ppt/presentation.xml': text('<x/>') }],
    ['odt', { mimetype: text('application/vnd.oasis.opendocument.text'), 'content.xml': text('<x/>') }],
    ['ods', { mimetype: text('application/vnd.oasis.opendocument.spreadsheet') }],
    ['zip', { 'photos/1.jpg': text('x') }],
  ])('%s', async (type, parts) => expect(await typeOf(zipSync(parts))).toBe(type));

  test('a package cut short', async () => {
    const whole = zipSync({ ...types, 'word/document.xml': text('<x/>') });
    expect(await typeOf(whole.subarray(0, whole.length - 30))).toBe('zip_broken');
  });
});

describe('text', () => {
  test.each([
    ['utf-8', Buffer.from('夜市退场更安静')],
    ['gb18030', iconv.encode('夜市退场更安静，喆堃', 'gb18030')],
    ['utf-16le', Buffer.from('\ufeff夜市', 'utf16le')],
  ])('%s', async (encoding, bytes) => {
    expect(await sniff(bytesSource(bytes))).toEqual({ type: 'text', encoding });
  });

  test('a character that straddles the part looked at does not turn UTF-8 into GB18030', async () => {
    const long = Buffer.from(`a${'安'.repeat(40000)}`);
    expect(await sniff(bytesSource(long))).toEqual({ type: 'text', encoding: 'utf-8' });
  });

  test('one damaged character does not make text unreadable, nor UTF-8 into GB18030', async () => {
    const text = '城西中队针对夜市收摊扰民的反映，自2月起试行错时巡查。';
    const utf8 = Buffer.from(text);
    expect(await sniff(bytesSource(utf8.subarray(0, -1)))).toEqual({ type: 'text', encoding: 'utf-8' });
    const gbk = iconv.encode(text, 'gb18030');
    expect(await sniff(bytesSource(gbk.subarray(0, -1)))).toEqual({ type: 'text', encoding: 'gb18030' });
  });

  test('pages and vector pictures are not plain text', async () => {
    expect(await typeOf(text('  <!DOCTYPE html><html>'))).toBe('html');
    expect(await typeOf(text('<svg onload="x()">'))).toBe('xml');
  });

  test('nothing, and noise', async () => {
    expect(await typeOf(new Uint8Array())).toBe('empty');
    expect(await typeOf(hex('00 01 02 03 ff fe fd'))).toBe('unknown');
  });
});

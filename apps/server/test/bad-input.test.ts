import { connect } from 'node:net';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docx, paragraph as part } from '../src/documents/docx-for-tests.ts';
import { BAD_FILES } from './bad-files.ts';
import { paragraph } from './draft.ts';
import { expectWords, keepingNothing, keptBy, refusedWhole, upload } from './kept.ts';
import { type Client, type Office, PEOPLE_NAMES, startOffice } from './office.ts';

const MB = 1024 * 1024;

let office: Office;
let writer: Client;
beforeAll(async () => {
  office = await startOffice();
  for (const person of PEOPLE_NAMES) await office.headers(person);
  writer = await office.as('writer');
});
afterAll(() => office.close());

describe('a file that cannot be read', () => {
  test.each(BAD_FILES)('$what', async ({ name, bytes, reason, code = 'unreadable_file', zh, en }) => {
    const file = await office.upload('writer', name, await bytes());
    const status = code === 'too_large' ? 413 : 422;
    const read = () => writer.manuscripts.intake({ fileId: file.id });
    await refusedWhole(office, read, { status, code, reason, zh, en });
  });

  test('what is harmless in it is left out and said: links', async () => {
    const bytes = docx({
      body: `<w:p><w:hyperlink r:id="rId1"><w:r><w:t>${'市容科开展夜间巡查'}</w:t></w:r></w:hyperlink></w:p>${part('劝导占道经营二十六起。')}`,
      relationships: [{ type: 'hyperlink', target: 'https://elsewhere.example/', external: true }],
    });
    const file = await office.upload('writer', '链接.docx', bytes);
    const { findings, body } = await writer.manuscripts.intake({ fileId: file.id });
    expect(findings.map(each => each.code)).toContain('links_removed');
    expect(JSON.stringify(body)).not.toContain('elsewhere.example');
  });

  test('GBK text is read as what it says', async () => {
    const text = '市容科开展夜间巡查\n5月18日，市容科组织队员劝导占道经营二十六起。\n市容科\n2026年5月19日';
    const file = await office.upload('writer', '旧稿.txt', iconv.encode(text, 'gbk'));
    const read = await writer.manuscripts.intake({ fileId: file.id });
    expect(read.title.value).toBe('市容科开展夜间巡查');
    expect(read.body.value).toEqual([paragraph('5月18日，市容科组织队员劝导占道经营二十六起。')]);
  });

  test('a day that does not exist is not read as one', async () => {
    const bytes = docx({
      body: ['市容科开展夜间巡查', '2月30日，市容科劝导占道经营二十六起。', '2026年2月30日']
        .map(line => part(line))
        .join(''),
    });
    const file = await office.upload('writer', '日期.docx', bytes);
    expect((await writer.manuscripts.intake({ fileId: file.id })).eventOn.value).toBeNull();
  });
});

describe('an upload that is not taken', () => {
  test('an empty file', async () => {
    const { status, data } = await keepingNothing(office, () =>
      upload(office, { name: '空.docx', content: new Uint8Array() }),
    );
    expect({ status, ...data }).toMatchObject({ status: 422, reason: 'empty_file' });
    expectWords(data);
    expect(data.zh).toMatch(/0 字节.*检查原文件/u);
    expect(data.en).toMatch(/0 bytes.*Check that the original/u);
  });

  test('a page in disguise', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const { status, data } = await keepingNothing(office, () =>
      upload(office, { name: '稿件.docx', content: page }),
    );
    expect({ status, ...data }).toMatchObject({ status: 422, reason: 'unsuitable_type' });
    expectWords(data);
  });

  test('200 MB: refused in words, without filling memory, on a connection that goes on', async () => {
    const before = process.memoryUsage.rss();
    const answers = await keepingNothing(office, () => sendLarge(200 * MB));
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * MB);
    expect(answers).toMatch(/^HTTP\/1\.1 413/u);
    expect(answers).toMatch(/"reason":"too_large".*超过 50 MB.*压缩图片.*larger than 50 MB/su);
    expect(answers).toMatch(/HTTP\/1\.1 200 OK[\s\S]*\{"ok":true\}$/u);
  });

  test('one that breaks off', async () => {
    await keepingNothing(office, async () => {
      const socket = connect(Number(new URL(office.url).port), '127.0.0.1');
      socket.write((await headOf(5 * MB)) + 'x'.repeat(MB));
      const waiting = async () => (await keptBy(office)).files.filter(name => /^[0-9a-f]{32}$/u.test(name));
      await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(1);
      socket.destroy();
      await expect.poll(waiting, { timeout: 20_000 }).toEqual([]);
    });
  });
});

const FORM = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.docx"\r\n\r\n';

async function headOf(size: number): Promise<string> {
  const { cookie } = await office.headers('writer');
  const lines = [
    'POST /api/files HTTP/1.1',
    'host: office',
    `cookie: ${cookie}`,
    'content-type: multipart/form-data; boundary=b',
    `content-length: ${FORM.length + size}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${FORM}`;
}

/** Sends `size` bytes as a form, all of them, as a browser does; then asks one more thing on the same connection. */
async function sendLarge(size: number): Promise<string> {
  const socket = connect(Number(new URL(office.url).port), '127.0.0.1');
  let answered = '';
  socket.on('data', data => {
    answered += data;
  });
  const closed = new Promise<void>((resolve, reject) =>
    socket.once('close', () => resolve()).once('error', reject),
  );
  socket.write(await headOf(size));
  const chunk = Buffer.alloc(64 * 1024, 'x');
  for (let sent = 0; sent < size; sent += chunk.length)
    if (!socket.write(chunk)) await new Promise(resolve => socket.once('drain', resolve));
  socket.write('GET /api/health HTTP/1.1\r\nhost: office\r\nconnection: close\r\n\r\n');
  await closed;
  return answered;
}

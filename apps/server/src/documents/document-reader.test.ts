import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { DocumentReader } from './document-reader.ts';
import { startDocumentReader } from './document-reader.ts';
import { docx, paragraph } from './docx-for-tests.ts';

const SAMPLE = new URL('../../samples/manuscripts/稿件08.docx', import.meta.url);
let reader: DocumentReader;
afterEach(() => reader.close());

describe('reading beside the event loop', () => {
  test('gives what reading gives, one document after the other', async () => {
    reader = startDocumentReader();
    const bytes = await readFile(SAMPLE);
    const [good, bad, again] = await Promise.all([
      reader.read(bytes, '稿件08.docx'),
      reader.read(Buffer.from('%PDF-1.4'), '稿件.docx'),
      reader.read(bytes, '稿件08.docx'),
    ]);
    expect(good.ok && good.value.blocks[0]).toMatchObject({
      kind: 'paragraph',
      text: '南湖街道反映共享单车停放点位不足的三个问题',
    });
    expect(bad).toMatchObject({ ok: false, refusal: { code: 'not_docx_but_pdf' } });
    expect(again).toEqual(good);
  });

  test('every format is read inside the walls of the process', async () => {
    reader = startDocumentReader();
    for (const name of ['v00.pdf', 'v11.doc', 'pv11.txt', 'pv21.odt', 'pv30.rtf', 'v23.docx']) {
      const bytes = await readFile(new URL(`../../samples/variants/${name}`, import.meta.url));
      expect(await reader.read(bytes, name), name).toMatchObject({ ok: true });
    }
  });

  test('fields of a manuscript are found there too, by the names that the body knows', async () => {
    reader = startDocumentReader();
    const known = { units: [{ id: 'u1', name: '南湖街道', aliases: [] }], people: [] };
    const file = { bytes: await readFile(SAMPLE), name: '稿件08.docx' };
    const read = await reader.readManuscript(file, known);
    expect(read).toMatchObject({
      ok: true,
      value: { manuscript: { title: { value: '南湖街道反映共享单车停放点位不足的三个问题' } } },
    });
  });

  test('the event loop goes on while a long document is read', async () => {
    reader = startDocumentReader();
    const body = Array.from({ length: 20_000 }, (_, at) => paragraph(`第${at}段`)).join('');
    const bytes = docx({ body });
    await reader.read(await readFile(SAMPLE), 'warm.docx');
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 1);
    const read = await reader.read(bytes, '长.docx');
    clearInterval(ticking);
    expect(read.ok && read.value.blocks.length).toBe(20_000);
    expect(turns).toBeGreaterThan(5);
  });

  test('too large a file is refused before a process sees it', async () => {
    reader = startDocumentReader();
    expect(await reader.read(new Uint8Array(60 * 1048576), '大.docx')).toMatchObject({
      ok: false,
      refusal: { code: 'too_large' },
    });
  });
});

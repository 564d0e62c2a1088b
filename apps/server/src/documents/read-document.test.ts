import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readDocument } from './read-document.ts';

const FOREIGN = new URL('./foreign/open/', import.meta.url);
const foreign = (name: string) => readFile(new URL(encodeURIComponent(name), FOREIGN));

test('a .wps that is a Word document inside is read as one, without a remark', async () => {
  const read = await readDocument(await foreign('稿件02.doc'), '稿件02.wps');
  if (!read.ok) throw new Error(read.refusal.zh);
  expect(read.value.format).toBe('doc');
  expect(read.value.pictures).toHaveLength(2);
  expect(read.value.notes.map(note => note.code)).not.toContain('name_says_otherwise');
});

test('a .wps of another program says what to do', async () => {
  const works = new Uint8Array(2048);
  works.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const read = await readDocument(works, '旧稿.wps');
  expect(read).toMatchObject({ ok: false, refusal: { code: 'unsupported_type' } });
  if (!read.ok) expect(read.refusal.zh).toContain('另存为 .docx');
});

test('a Pages document is read from its printed copy', async () => {
  const pages = zipSync({
    'QuickLook/Preview.pdf': await foreign('稿件05.pdf'),
    'Index/Document.iwa': strToU8('x'),
  });
  const read = await readDocument(pages, '稿件.pages');
  if (!read.ok) throw new Error(read.refusal.zh);
  expect(read.value.format).toBe('pdf');
  expect(read.value.blocks.length).toBeGreaterThan(5);
});

test('a Pages document without one is refused with the way out of Pages', async () => {
  const pages = zipSync({
    'Index/Document.iwa': strToU8('x'),
    'preview.jpg': new Uint8Array([0xff, 0xd8, 0xff]),
  });
  expect(await readDocument(pages, '稿件.pages')).toMatchObject({ ok: false, refusal: { code: 'pages' } });
});

test('words that were deleted with changes tracked stay out, and it is said', async () => {
  for (const name of ['稿件73.docx', '稿件74.odt', '稿件75.doc', '稿件76.rtf']) {
    const read = await readDocument(await foreign(name), name);
    if (!read.ok) throw new Error(read.refusal.zh);
    expect(JSON.stringify(read.value.blocks), name).not.toContain('此句拟删');
    expect(
      read.value.notes.map(note => note.code),
      name,
    ).toContain('tracked_changes_accepted');
    expect(JSON.stringify(read.value.blocks), name).not.toContain('再核对一遍');
  }
});

test('a .doc cut short, or with its bytes turned over, is refused or read and never runs on', async () => {
  const whole = await foreign('稿件26.doc');
  for (let at = 600; at < whole.length; at += 1500) {
    await readDocument(whole.subarray(0, at), 'a.doc');
    const turned = Uint8Array.from(whole);
    for (let byte = at; byte < at + 40; byte += 1) turned[byte] = 0xff - turned[byte]!;
    const read = await readDocument(turned, 'a.doc');
    if (!read.ok) expect(read.refusal.zh).not.toBe('');
  }
});

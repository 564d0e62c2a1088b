import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DocumentReader, startDocumentReader } from './document-reader.ts';
import { docx, docxParts, paragraph } from './docx-for-tests.ts';
import { packageTexts } from './package-text.ts';

const MARK = '样本二号机密★5年';
const PLAIN = '市容科开展夜间巡查。';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const zip = (files: Record<string, Uint8Array>): Uint8Array => zipSync(files);
const inDocx = (text: string): Uint8Array => docx({ body: paragraph(text) });
const compound = (text: string, shift: number): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600 + shift),
    Buffer.from(text, 'utf16le'),
    Buffer.alloc(512),
  ]);

let reader: DocumentReader;
beforeAll(() => {
  reader = startDocumentReader();
});
afterAll(() => reader.close());

const FILES: [string, (text: string) => Uint8Array][] = [
  ['a text', bytes],
  ['a text in UTF-16', text => Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(text, 'utf16le')])],
  ['a Word file', inDocx],
  ['an archive with a text', text => zip({ 'a.txt': bytes(text) })],
  [
    'an archive with a Word file among others',
    text => zip({ 'a.txt': bytes(PLAIN), '稿/b.docx': inDocx(text) }),
  ],
  ['an archive in an archive', text => zip({ 'a.zip': zip({ 'b.docx': inDocx(text) }) })],
  ['a name in an archive', text => zip({ [`${text}.txt`]: bytes(PLAIN) })],
  ['an old sheet', text => compound(text, 0)],
  ['an old sheet, at an odd place', text => compound(text, 1)],
  ['the description of a picture', text => docx({ body: `<w:p><wp:docPr id="1" descr="${text}"/></w:p>` })],
];

test.each(FILES)('finds a mark in %s, and none where none is', async (_what, make) => {
  const marked = await reader.secretIn(make(MARK));
  expect(marked).toMatchObject({ ok: true });
  expect(marked.ok && marked.value).toContain('机密★5年');
  expect(await reader.secretIn(make(PLAIN))).toEqual({ ok: true, value: null });
});

describe('what is opened and never closed takes no longer than anything else of its length', () => {
  const LENGTH = 3_000_000;
  const OPEN: [string, string][] = [
    ['angles', '<'],
    ['line breaks', '<w:br'],
    ['descriptions', '<w:p descr="汉'],
    ['one long description', '汉'],
    ['descriptions closed in tags that are not', 'descr="汉" '],
    ['ends of paragraphs', '</w:p'],
    ['references', '&#1'],
  ];
  test.each(OPEN)('%s', async (_what, piece) => {
    const head = piece === '汉' || piece.startsWith('descr') ? '<w:p descr="' : '';
    const content = `<w:document>${head}${piece.repeat(LENGTH / piece.length)}`;
    const file = zipSync({ ...docxParts({}), 'word/document.xml': bytes(content) }, { level: 1 });
    const started = performance.now();
    expect((await packageTexts(file)).length).toBeGreaterThan(0);
    expect(performance.now() - started, 'ms').toBeLessThan(25_000);
  });
});

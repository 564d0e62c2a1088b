import { randomFillSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadDocument } from './document.ts';
import { type DocumentReader, startDocumentReader } from './document-reader.ts';
import { docx, docxParts, PIXEL, paragraph } from './docx-for-tests.ts';
import { handZip, hugePng, overlapBomb } from './hostile-files-for-tests.ts';
import { MOST_PICTURES } from './picture-limits.ts';
import { writeCsv } from './sheet-csv.ts';
import { writeSheet } from './xlsx.ts';

/**
 * Attacks on importers (standards §5.4), each with a file that the test makes, through the same process as in service.
 * Whatever the answer, it comes soon and the memory of the server stays where it was.
 */
const SECONDS = 30;
const GROWTH_MB = 260;
const SAMPLES = new URL('../../samples/', import.meta.url);

let reader: DocumentReader;
beforeAll(() => {
  reader = startDocumentReader();
});
afterAll(() => reader.close());

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  const [from, before] = [performance.now(), process.memoryUsage().rss];
  const result = await work();
  expect((performance.now() - from) / 1000, 'seconds').toBeLessThan(SECONDS);
  expect((process.memoryUsage().rss - before) / 1048576, 'MB').toBeLessThan(GROWTH_MB);
  return result;
}

const answer = (bytes: Uint8Array, name = '稿件.docx') =>
  bounded(async () => {
    const outcome = await reader.read(bytes, name);
    return outcome.ok ? 'read' : outcome.refusal.code;
  });
const document = async (bytes: Uint8Array, name = '稿件.docx'): Promise<ReadDocument> => {
  const outcome = await bounded(() => reader.read(bytes, name));
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
};
const codes = (read: ReadDocument): string[] => read.notes.map(note => note.code);
const parts = (more: Record<string, Uint8Array | string>) =>
  Object.entries(docxParts({ parts: more })).map(([name, content]) => ({ name, content }));

describe('archives that unpack to too much', () => {
  test('one part of forty megabytes in forty kilobytes, told and untold', async () => {
    const large = new Uint8Array(40 * 1048576);
    expect(await answer(docx({ parts: { 'word/media/a.png': large } }))).toBe('zip_bomb');
    const lying = parts({ 'word/media/a.png': large }).map(entry =>
      entry.name.endsWith('.png') ? { ...entry, declared: 99 } : entry,
    );
    expect(await answer(handZip(lying))).toBe('zip_bomb');
  });

  test('a bomb inside an archive inside the document', async () => {
    const inner = zipSync({ 'a.zip': zipSync({ b: new Uint8Array(30 * 1048576) }) });
    expect(await answer(docx({ parts: { 'word/a.zip': inner } }))).toBe('unsafe_package');
    const folder = zipSync({
      '稿件.docx': docx({ parts: { 'word/media/a.png': new Uint8Array(40 * 1048576) } }),
    });
    expect(await bounded(() => reader.readArchive(folder))).toMatchObject({ ok: true });
  });

  test('a thousand entries over the same bytes', async () => {
    const names = ['[Content_Types].xml', ...Array.from({ length: 999 }, (_, at) => `word/${at}.xml`)];
    expect(await answer(overlapBomb(names))).toBe('zip_bomb');
    expect(await bounded(() => reader.readArchive(overlapBomb(names.slice(1))))).toMatchObject({
      refusal: { code: 'zip_bomb' },
    });
  });

  test('ten thousand pictures', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [`word/media/image${at}.png`, PIXEL]),
    );
    expect(await answer(docx({ parts: many }))).toBe('zip_bomb');
  });

  test('more pictures than a manuscript can use: the first ones are taken, and it is said', async () => {
    const count = 600;
    const drawing = (at: number) =>
      `<w:p><w:r><w:drawing><wp:inline><a:blip r:embed="rId${at + 1}"/></wp:inline></w:drawing></w:r></w:p>`;
    const read = await document(
      docx({
        body: `${paragraph('正文。')}${Array.from({ length: count }, (_, at) => drawing(at)).join('')}${paragraph('完。')}`,
        relationships: Array.from({ length: count }, (_, at) => ({
          type: 'image',
          target: `media/image${at}.png`,
        })),
        parts: Object.fromEntries(
          Array.from({ length: count }, (_, at) => [`word/media/image${at}.png`, PIXEL]),
        ),
      }),
    );
    expect(read.pictures).toHaveLength(MOST_PICTURES);
    expect(codes(read)).toHaveLength(1);
    expect(read.blocks.filter(block => block.kind === 'picture').map(block => block.picture)).toEqual(
      Array.from({ length: MOST_PICTURES }, (_, at) => at),
    );
    expect(read.blocks.at(-1)).toMatchObject({ text: '完。' });
  });

  test('a picture of a hundred megabytes, and one of 50,000 by 50,000 points', async () => {
    // Noise does not get smaller; packing it would only take the test's time.
    const noise = randomFillSync(Buffer.alloc(100 * 1048576));
    const large = zipSync(docxParts({ parts: { 'word/media/a.png': noise } }), { level: 0 });
    expect(await answer(large)).toMatch(/^(?:too_large|zip_bomb)$/u);
    const read = await document(
      docx({
        body: `${paragraph('正文。')}<w:p><w:r><w:drawing><wp:inline><a:blip r:embed="rId1"/></wp:inline></w:drawing></w:r></w:p>`,
        relationships: [{ type: 'image', target: 'media/a.png' }],
        parts: { 'word/media/a.png': hugePng(50_000, 50_000) },
      }),
    );
    expect(read.pictures).toEqual([]);
    expect(read.blocks).toHaveLength(1);
    expect(codes(read)).toEqual(['pictures_too_large']);
  });
});

describe('XML that unfolds or reaches out', () => {
  const declaration = (doctype: string, use: string) =>
    docx({
      parts: {
        'word/document.xml': `<?xml version="1.0"?>${doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${use}</w:t></w:r></w:p></w:body></w:document>`,
      },
    });

  test('a billion laughs', async () => {
    const lol = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
      '',
    );
    expect(await answer(declaration(`<!DOCTYPE x [<!ENTITY l0 "lol">${lol}]>`, '&l10;'))).toBe(
      'unsafe_package',
    );
  });

  test.each([
    ['a file', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
    ['an address', '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>'],
    ['an outside declaration', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/a.dtd" [<!ENTITY a "">]>'],
  ])('an entity that is %s', async (_, doctype) => {
    expect(await answer(declaration(doctype, '&a;'))).toBe('unsafe_package');
  });

  test('a million numeric entities are text of a bounded length, or refused', async () => {
    expect(await answer(declaration('', '&#65;'.repeat(1_000_000)))).toMatch(/^(?:read|too_complex)$/u);
  });

  test('the same in an OpenDocument text and in a workbook', async () => {
    const odt = zipSync({
      mimetype: [Buffer.from('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': Buffer.from('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    });
    expect(await answer(odt, '稿件.odt')).toBe('unsafe_package');
    const workbook = Buffer.from(await writeXlsx({ sheets: [{ name: 'a', rows: [['b']] }] }));
    const unzipped = unzipSync(workbook);
    const evil = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
    const sheet = 'xl/worksheets/sheet1.xml';
    unzipped[sheet] = Buffer.concat([Buffer.from(evil), unzipped[sheet]!]);
    expect(await bounded(() => reader.readSheet(zipSync(unzipped)))).toMatchObject({
      refusal: { code: 'unsafe_package' },
    });
  });
});

describe('documents that bring programs or fetch from elsewhere', () => {
  test.each([
    ['attachedTemplate', 'external_content'],
    ['oleObject', 'external_content'],
    ['aFChunk', 'external_content'],
    ['subDocument', 'external_content'],
  ])('an outside %s', async (type, code) => {
    const relationships = [{ type, target: 'http://127.0.0.1:9/x', external: true }];
    expect(await answer(docx({ relationships }))).toBe(code);
  });

  test('a linked picture is left out, and said', async () => {
    const relationships = [{ type: 'image', target: 'http://127.0.0.1:9/x.png', external: true }];
    expect(codes(await document(docx({ relationships })))).toEqual(['linked_pictures_removed']);
  });

  test('macros, named and in disguise', async () => {
    expect(await answer(docx({ parts: { 'word/vbaProject.bin': 'x' } }), '稿件.docm')).toBe('macros');
    expect(await answer(docx({ parts: { 'word/other/VbaProject.BIN': 'x' } }))).toBe('macros');
    const relationships = [{ type: 'vbaProject', target: 'innocent.bin' }];
    expect(await answer(docx({ relationships, parts: { 'word/innocent.bin': 'x' } }))).toBe('macros');
  });

  test('a web page with scripts put in as a chunk is never part of the text', async () => {
    const html = '<html><script>alert(1)</script><img src=x onerror=alert(1)><p>藏文</p></html>';
    const outcome = await reader.read(
      docx({
        body: `${paragraph('正文。')}<w:altChunk r:id="rId1"/>`,
        relationships: [{ type: 'aFChunk', target: 'afchunk.html' }],
        parts: { 'word/afchunk.html': html },
      }),
      '稿件.docx',
    );
    expect(JSON.stringify(outcome)).not.toMatch(/script|onerror/u);
  });
});

describe('names that lead elsewhere', () => {
  test.each([
    ['upwards', '../../etc/cron.d/x'],
    ['absolute', '/etc/cron.d/x'],
    ['of a drive', 'C:/Windows/x.xml'],
    ['with backslashes upwards', 'word\\..\\..\\x.xml'],
    ['with NUL', 'word/a\u0000.xml'],
    ['turned round', 'word/gpj.\u202eexe.xml'],
  ])('%s', async (_, name) => {
    expect(await answer(handZip([...parts({}), { name, content: PIXEL }]))).toBe('unsafe_package');
    expect(await bounded(() => reader.readArchive(handZip([{ name, content: PIXEL }])))).toMatchObject({
      refusal: { code: 'unsafe_package' },
    });
  });

  test('names in the code page of Windows are names; what programs leave beside files is passed over', async () => {
    const gbk = Buffer.from('d2bbd4c22fb8e5bcfe2e747874', 'hex');
    const archive = handZip([
      { name: gbk, content: Buffer.from('甲'), flags: 0 },
      { name: '二月/稿件.txt', content: Buffer.from('乙') },
      { name: '__MACOSX/._稿件.txt', content: PIXEL },
      { name: '~$稿件.docx', content: PIXEL },
    ]);
    const read = await reader.readArchive(archive);
    expect(read.ok && read.value.map(file => file.path)).toEqual(['一月/稿件.txt', '二月/稿件.txt']);
  });

  test('a locked archive', async () => {
    const archive = handZip([{ name: 'a.txt', content: PIXEL, flags: 0x801 }]);
    expect(await reader.readArchive(archive)).toMatchObject({ refusal: { code: 'encrypted' } });
  });
});

describe('files that are not what they seem', () => {
  test('fifty megabytes in one line', async () => {
    const line = Buffer.alloc(49 * 1048576, '宣');
    expect(await answer(line, '稿件.txt')).toMatch(/^(?:too_large|too_complex|read)$/u);
  });

  test('a line of three million characters is no manuscript, and is refused as one at once', async () => {
    const bytes = Buffer.alloc(9_000_000, '宣');
    const read = await bounded(() =>
      reader.readManuscript({ bytes, name: '稿件.txt' }, { units: [], people: [] }),
    );
    expect(read).toMatchObject({ ok: false, refusal: { code: 'too_complex' } });
  });

  test('both a PDF and an archive: read as what it starts with, the rest is not looked at', async () => {
    const pdf = await readFile(new URL('variants/v00.pdf', SAMPLES));
    const both = Buffer.concat([pdf, zipSync({ 'evil.exe': PIXEL })]);
    expect((await document(both, '稿件.pdf')).format).toBe('pdf');
    expect(await answer(Buffer.concat([PIXEL, docx({})]))).toBe('not_docx_but_picture');
  });

  test('a program, a page, a drawing with scripts under the name of a document', async () => {
    expect(await answer(Buffer.from('MZ\u0090\u0000\u0003'), '稿件.doc')).toBe('unsupported_type');
    expect(await answer(Buffer.from('<html><script>1</script></html>'), '稿件.txt')).toBe('unsupported_type');
    expect(await answer(Buffer.from('<svg onload="x()"/>'), '稿件.txt')).toBe('unsupported_type');
  });

  test('locked by a password', async () => {
    const rows = [['b']];
    const encryption = { password: 'c', spinCount: 1000 };
    const locked = await writeXlsx({ sheets: [{ name: 'a', rows }], encryption });
    expect(await answer(locked)).toBe('encrypted');
    expect(await bounded(() => reader.readSheet(locked))).toMatchObject({ refusal: { code: 'encrypted' } });
    const odt = await readFile(new URL('refused/encrypted.odt', SAMPLES));
    expect(await answer(odt, 'a.odt')).toBe('encrypted');
  });

  test.each(['v00.pdf', 'v11.doc', 'pv21.odt', 'v23.docx'])('%s cut short', async name => {
    const whole = await readFile(new URL(`variants/${name}`, SAMPLES));
    for (const share of [0.05, 0.4, 0.8]) {
      const code = await answer(whole.subarray(0, Math.floor(whole.length * share)), name);
      expect(code).not.toBe('too_slow');
    }
  });
});

describe('sheets', () => {
  test('a million rows', async () => {
    const row = '<row><c t="inlineStr"><is><t>甲</t></is></c></row>';
    const unzipped = await sheetParts(row.repeat(1_000_000));
    const outcome = await bounded(() => reader.readSheet(zipSync(unzipped, { level: 1 })));
    expect(outcome.ok ? 'read' : outcome.refusal.code).toMatch(/^(?:too_many_rows|zip_bomb|too_complex)$/u);
    const csv = Buffer.from('甲,乙\r\n'.repeat(1_000_000));
    expect(await bounded(() => reader.readSheet(csv))).toMatchObject({ refusal: { code: 'too_many_rows' } });
  });

  test('one cell in the last column of the last row', async () => {
    const outcome = await bounded(async () =>
      reader.readSheet(zipSync(await sheetParts('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))),
    );
    expect(outcome.ok).toBe(false);
  });

  test('formulas are text or their kept value, and never leave as formulas', async () => {
    const evil = [
      "=cmd|'/c calc'!A1",
      '@SUM(1)',
      '+1+1',
      '-2+3',
      '\t=1',
      '＝1',
      '"=HYPERLINK(""http://x"")"',
    ];
    const csv = Buffer.from(evil.join('\r\n'));
    const read = await reader.readSheet(csv);
    expect(read.ok && read.value.rows[0]!.cells[0]!.text).toBe("=cmd|'/c calc'!A1");

    const texts = read.ok ? read.value.rows.map(row => [row.cells[0]!.text]) : [];
    const lines = new TextDecoder().decode(writeCsv(texts)).trim().split('\r\n');
    for (const line of lines) expect(line).toMatch(/^"?'/u);
    const columns = [{ title: 'a', width: 9 }];
    const written = await writeSheet({ sheets: [{ name: 'a', columns, rows: texts }] });
    const xml = Object.entries(unzipSync(written)).map(([, part]) => strFromU8(part));
    expect(xml.join('')).not.toMatch(/<f[ >]/u);
  });

  test('a workbook with a program, and one that draws on another', async () => {
    const withProgram = { ...(await sheetParts('')), 'xl/vbaProject.bin': PIXEL };
    expect(await reader.readSheet(zipSync(withProgram))).toMatchObject({ refusal: { code: 'macros' } });
    const outside = { ...(await sheetParts('')), 'xl/externalLinks/externalLink1.xml': Buffer.from('<x/>') };
    expect(await reader.readSheet(zipSync(outside))).toMatchObject({ refusal: { code: 'external_content' } });
  });
});

async function sheetParts(rows: string): Promise<Record<string, Uint8Array>> {
  const unzipped = unzipSync(await writeXlsx({ sheets: [{ name: 'a', rows: [['b']] }] }));
  const head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  return {
    ...unzipped,
    'xl/worksheets/sheet1.xml': Buffer.from(`${head}${rows}</sheetData></worksheet>`),
  };
}

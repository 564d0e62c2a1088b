import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { Block, ReadDocument } from './document.ts';
import { docx, docxParts, PIXEL, paragraph } from './docx-for-tests.ts';
import { readDocument } from './read-document.ts';
import { readDocx } from './read-docx.ts';
import { DOCUMENT_LIMITS } from './zip.ts';

const SAMPLES = new URL('../../samples/', import.meta.url);

async function read(bytes: Uint8Array): Promise<ReadDocument> {
  const outcome = await readDocx(bytes);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

async function refusal(bytes: Uint8Array, fileName = '稿件.docx') {
  const outcome = await readDocument(bytes, fileName);
  if (outcome.ok) throw new Error('was read');
  const { code, zh, en } = outcome.refusal;
  expect(zh).toMatch(/。$/u);
  expect(en).toMatch(/\.$/u);
  expect(`${zh}${en}`).not.toMatch(/[{}]|undefined/u);
  return code;
}

const texts = (document: ReadDocument) =>
  document.blocks.map((block: Block) => (block.kind === 'paragraph' ? block.text : block.kind));
const codes = (document: ReadDocument) => document.notes.map(note => note.code);

describe('what is not a Word document is named', () => {
  test.each(['encrypted.doc', 'encrypted.odt'])('%s, locked by LibreOffice', async name => {
    expect(await refusal(await readFile(new URL(`refused/${name}`, SAMPLES)), name)).toBe('encrypted');
  });

  test('a locked Office package', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: 'a', rows: [['b']] }],
      encryption: { password: 'c', spinCount: 1000 },
    });
    expect(await refusal(locked)).toBe('encrypted');
  });

  test('an old Word document renamed to .docx', async () => {
    const bytes = await readFile(new URL('variants/v11.doc', SAMPLES));
    expect(await refusal(bytes)).toBe('not_docx_but_doc');
    expect(await readDocument(bytes, '稿件.wps')).toMatchObject({ ok: true, value: { format: 'doc' } });
  });

  test.each([
    ['variants/v00.pdf', 'not_docx_but_pdf'],
    ['variants/pv30.rtf', 'not_docx_but_rtf'],
    ['variants/pv21.odt', 'not_docx_but_odt'],
    ['variants/pv11.txt', 'not_docx_but_text'],
  ])('%s renamed to .docx', async (name, code) => {
    expect(await refusal(await readFile(new URL(name, SAMPLES)))).toBe(code);
  });

  test('a document under another name is read, with a note', async () => {
    const outcome = await readDocument(docx({}), '稿件.pdf');
    expect(outcome.ok && codes(outcome.value)).toEqual(['name_says_otherwise']);
  });

  test('nothing, a picture, a workbook, noise', async () => {
    expect(await refusal(new Uint8Array())).toBe('empty_file');
    expect(await refusal(PIXEL)).toBe('not_docx_but_picture');
    expect(
      await refusal(
        zipSync({ '[Content_Types].xml': new Uint8Array(1), 'xl/workbook.xml': new Uint8Array(1) }),
      ),
    ).toBe('not_docx_but_sheet');
    expect(await refusal(Uint8Array.of(0, 1, 2, 3))).toBe('not_docx_but_other');
    expect(await refusal(Uint8Array.of(0, 1, 2, 3), '稿件.xyz')).toBe('unsupported_type');
  });

  test('a document without a word', async () => {
    expect(await refusal(docx({ body: paragraph(' 　') }))).toBe('empty_document');
  });
});

describe('what is damaged is refused', () => {
  test('a file cut short anywhere', async () => {
    const whole = docx({ body: paragraph('正文。'.repeat(500)) });
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      expect(await refusal(whole.subarray(0, Math.floor(whole.length * share)))).toBe('truncated');
    }
  });

  test('a flipped byte inside a part is not read over', async () => {
    const bytes = zipSync(docxParts({ body: paragraph('夜间投诉由每周23件降到6件。') }), { level: 0 });
    const at = Buffer.from(bytes).indexOf('23件');
    bytes[at] = '9'.charCodeAt(0);
    expect(await refusal(bytes)).toBe('damaged');
  });

  test('XML that is no XML, and a package without its main part', async () => {
    expect(await refusal(docx({ body: '<w:p><w:r></w:p>' }))).toBe('unreadable');
    expect(
      await refusal(
        docx({
          parts: {
            '_rels/.rels':
              '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
          },
        }),
      ),
    ).toBe('damaged');
  });
});

describe('what is hostile is refused', () => {
  test('macros, by program and by declaration', async () => {
    expect(await refusal(docx({ parts: { 'word/vbaProject.bin': 'x' } }))).toBe('macros');
    const types =
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>';
    expect(await refusal(docx({ parts: { '[Content_Types].xml': types } }))).toBe('macros');
  });

  test.each([
    ['attachedTemplate', 'https://example.org/a.dotm', 'external_content'],
    ['attachedTemplate', '\\\\host\\share\\a.dotm', 'external_content'],
    ['attachedTemplate', 'file://host/share/a.dotm', 'external_content'],
    ['aFChunk', 'https://example.org/a.html', 'external_content'],
    ['frame', 'https://example.org/', 'external_content'],
    ['oleObject', 'https://example.org/a.bin', 'external_content'],
  ])('outside content by %s', async (type, target, code) => {
    expect(await refusal(docx({ relationships: [{ type, target, external: true }] }))).toBe(code);
  });

  test('an embedded object', async () => {
    expect(
      await refusal(docx({ relationships: [{ type: 'oleObject', target: 'embeddings/oleObject1.bin' }] })),
    ).toBe('embedded_object');
    expect(await refusal(docx({ body: '<w:p><w:r><w:object/></w:r></w:p>' }))).toBe('embedded_object');
  });

  test.each(['DDEAUTO cmd "/k calc"', 'INCLUDETEXT "c:\\\\secret.txt"', 'INCLUDEPICTURE "http://x/y.png"'])(
    'a field that reaches out: %s',
    async field => {
      const instruction = field.replaceAll('"', '&quot;');
      expect(
        await refusal(docx({ body: `<w:p><w:r><w:instrText>${instruction}</w:instrText></w:r></w:p>` })),
      ).toBe('external_content');
      expect(await refusal(docx({ body: `<w:p><w:fldSimple w:instr="${instruction}"/></w:p>` }))).toBe(
        'external_content',
      );
    },
  );

  test('entities: a declaration is refused before it is looked at', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>&b;</w:body></w:document>';
    expect(await refusal(docx({ parts: { 'word/document.xml': bomb } }))).toBe('unsafe_package');
    const outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>';
    expect(await refusal(docx({ parts: { 'word/_rels/document.xml.rels': outside } }))).toBe(
      'unsafe_package',
    );
  });

  test('an element inside an element ten thousand deep', async () => {
    expect(await refusal(docx({ body: '<w:sdt>'.repeat(10_000) + '</w:sdt>'.repeat(10_000) }))).toBe(
      'too_complex',
    );
  });

  test('a part that unpacks to an abnormal size, whatever it declares', async () => {
    const bytes = docx({ parts: { 'word/media/image1.png': new Uint8Array(40 * 1048576) } });
    expect(bytes.length).toBeLessThan(100_000);
    expect(await refusal(bytes)).toBe('zip_bomb');
    // The declared size is the attacker's to choose: bytes 24–27 of the entry in the central directory.
    const lying = Buffer.from(bytes);
    const entry = lying.lastIndexOf('word/media/image1.png') - 46;
    lying.writeUInt32LE(10, entry + 24);
    expect(await refusal(lying)).toBe('zip_bomb');
  });

  test('limits on entries, parts, and all parts together', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`word/p${at}.xml`, Buffer.alloc(2000, at)]),
    );
    const bytes = docx({ parts: many });
    const code = async (limits: Partial<typeof DOCUMENT_LIMITS>) => {
      const outcome = await readDocx(bytes, { ...DOCUMENT_LIMITS, ...limits });
      return outcome.ok ? 'read' : outcome.refusal.code;
    };
    expect(await code({})).toBe('read');
    expect(await code({ entries: 20 })).toBe('zip_bomb');
    expect(await code({ part: 1000 })).toBe('zip_bomb');
    expect(await code({ total: 30_000 })).toBe('zip_bomb');
    expect(await code({ file: 100 })).toBe('too_large');
  });

  test('an archive inside the archive', async () => {
    expect(await refusal(docx({ parts: { 'word/inner.zip': zipSync({ a: new Uint8Array(9) }) } }))).toBe(
      'unsafe_package',
    );
  });

  test('names that lead out of the package, and names that stand twice', async () => {
    expect(await refusal(docx({ parts: { '../../etc/passwd': 'x' } }))).toBe('unsafe_package');
    const twice = Buffer.from(docx({ parts: { 'word/a.xml': 'first', 'word/b.xml': 'other' } }));
    for (let at = twice.indexOf('word/b.xml'); at !== -1; at = twice.indexOf('word/b.xml', at))
      twice.write('word/a.xml', at);
    expect(await refusal(twice)).toBe('unsafe_package');
  });
});

describe('what is harmless is left out, and said', () => {
  test('links keep their words', async () => {
    const document = await read(
      docx({
        body: '<w:p><w:r><w:t>见</w:t></w:r><w:hyperlink r:id="rId1"><w:r><w:t>报道</w:t></w:r></w:hyperlink></w:p>',
        relationships: [{ type: 'hyperlink', target: 'https://example.org/', external: true }],
      }),
    );
    expect(texts(document)).toEqual(['见报道']);
    expect(codes(document)).toEqual(['links_removed']);
  });

  test('a picture that is only an address; a template on the author’s own disk', async () => {
    const document = await read(
      docx({
        relationships: [
          { type: 'image', target: 'https://example.org/track.png', external: true },
          { type: 'attachedTemplate', target: 'file:///C:\\Users\\a\\Normal.dotm', external: true },
        ],
      }),
    );
    expect(codes(document)).toEqual(['linked_pictures_removed', 'local_template_ignored']);
  });

  test('tracked changes are read as accepted; what was deleted stands aside', async () => {
    const document = await read(
      docx({
        body: '<w:p><w:r><w:t>投诉降到</w:t></w:r><w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins><w:r><w:t>6</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>',
      }),
    );
    expect(texts(document)).toEqual(['投诉降到6件']);
    expect(codes(document)).toEqual(['tracked_changes_accepted']);
    expect(document.aside).toEqual([{ place: 'deleted', text: '8' }]);
  });

  test('hidden text and headers stand aside, where checks for secrecy marks can see them', async () => {
    const document = await read(
      docx({
        body: paragraph('正文。') + paragraph('秘密★1年', '', '<w:vanish/>'),
        relationships: [{ type: 'header', target: 'header1.xml' }],
        parts: {
          'word/header1.xml':
            '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>内部资料</w:t></w:r></w:p></w:hdr>',
        },
      }),
    );
    expect(texts(document)).toEqual(['正文。']);
    expect(document.aside).toEqual([
      { place: 'hidden', text: '秘密★1年' },
      { place: 'header', text: '内部资料' },
    ]);
  });
});

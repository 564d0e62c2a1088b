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

describe('what a document says', () => {
  test('looks come from the style, what it is based on, and the paragraph itself', async () => {
    const styles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>
      <w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
      <w:style w:type="paragraph" w:styleId="a2"><w:name w:val="我的标题"/><w:basedOn w:val="a1"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style></w:styles>`;
    const document = await read(
      docx({
        body: paragraph('标题', '<w:pStyle w:val="a2"/>') + paragraph('正文', '<w:jc w:val="both"/>'),
        relationships: [{ type: 'styles', target: 'styles.xml' }],
        parts: { 'word/styles.xml': styles },
      }),
    );
    expect(document.blocks).toEqual([
      { kind: 'paragraph', text: '标题', heading: 1, bold: true, align: 'center', size: 22 },
      { kind: 'paragraph', text: '正文', heading: 0, bold: false, align: 'justify', size: 16 },
    ]);
  });

  test('numbers that Word counts are written out', async () => {
    const level = (at: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）')}${level(2, 'decimal', '%3.')}</w:abstractNum>
      <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
    const item = (text: string, at: number) =>
      paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="5"/></w:numPr>`);
    const document = await read(
      docx({
        body:
          item('总体情况', 0) +
          item('数量', 1) +
          item('按时', 2) +
          item('质量', 1) +
          item('下一步', 0) +
          item('提高', 1),
        relationships: [{ type: 'numbering', target: 'numbering.xml' }],
        parts: { 'word/numbering.xml': numbering },
      }),
    );
    expect(texts(document)).toEqual([
      '一、总体情况',
      '（一）数量',
      '1.按时',
      '（二）质量',
      '二、下一步',
      '（一）提高',
    ]);
  });

  test('tables keep their cells, merged ones as empty', async () => {
    const cell = (text: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
    const document = await read(
      docx({
        body: `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('单位')}${cell('报送', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('城西中队', '<w:vMerge w:val="restart"/>')}${cell('1')}${cell('2')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('3')}${cell('4')}</w:tr></w:tbl>${paragraph('完')}`,
      }),
    );
    expect(document.blocks[0]).toEqual({
      kind: 'table',
      rows: [
        ['单位', '报送', ''],
        ['城西中队', '1', '2'],
        ['', '3', '4'],
      ],
      headerRows: 1,
    });
  });

  test('a text box is read once, though it is written twice', async () => {
    const box = (inner: string) => `<w:txbxContent>${paragraph(inner)}</w:txbxContent>`;
    const document = await read(
      docx({
        body: `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box('框中文字')}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('框中文字')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      }),
    );
    expect(texts(document)).toEqual(['框中文字']);
  });

  test('pictures come with the words below them; one of an unknown kind is named', async () => {
    const picture = (id: string, words = '') =>
      `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="${words}"/><a:blip r:embed="${id}"/></wp:inline></w:drawing></w:r></w:p>`;
    const document = await read(
      docx({
        body:
          paragraph('正文。') +
          picture('rId1') +
          paragraph('图为队员入场提醒摊主（马思远 摄）', '<w:jc w:val="center"/>') +
          picture('rId1', '队员清洗路面的场景') +
          paragraph('又一段正文。') +
          picture('rId2'),
        relationships: [
          { type: 'image', target: 'media/image1.png' },
          { type: 'image', target: 'media/image2.emf' },
        ],
        parts: { 'word/media/image1.png': PIXEL, 'word/media/image2.emf': '\u0001\u0000\u0000\u0000' },
      }),
    );
    expect(
      document.pictures.map(({ type, caption, captionBlock }) => ({ type, caption, captionBlock })),
    ).toEqual([
      { type: 'png', caption: '图为队员入场提醒摊主（马思远 摄）', captionBlock: 2 },
      { type: 'png', caption: '队员清洗路面的场景', captionBlock: null },
    ]);
    expect(codes(document)).toEqual(['pictures_not_readable']);
  });

  test('any prefix may stand for a namespace, and text may be UTF-16', async () => {
    const xml =
      '<?xml version="1.0" encoding="UTF-16"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>严格格式</x:t></x:r></x:p></x:body></x:document>';
    const document = await read(
      docx({ parts: { 'word/document.xml': Buffer.from(`\ufeff${xml}`, 'utf16le') } }),
    );
    expect(texts(document)).toEqual(['严格格式']);
  });

  test('a body of 100,000 characters', async () => {
    const body = Array.from({ length: 500 }, (_, at) =>
      paragraph(`第${at}段${'城市管理工作'.repeat(33)}`),
    ).join('');
    const document = await read(docx({ body }));
    expect(document.blocks).toHaveLength(500);
    expect(texts(document).join('').length).toBeGreaterThan(100_000);
  });
});

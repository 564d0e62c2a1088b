import { describe, expect, test } from 'vitest';
import type { Block, ReadDocument } from './document.ts';
import { docx, PIXEL, paragraph } from './docx-for-tests.ts';
import { readDocx } from './read-docx.ts';

async function read(bytes: Uint8Array): Promise<ReadDocument> {
  const outcome = await readDocx(bytes);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

const texts = (document: ReadDocument) =>
  document.blocks.map((block: Block) => (block.kind === 'paragraph' ? block.text : block.kind));
const codes = (document: ReadDocument) => document.notes.map(note => note.code);

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

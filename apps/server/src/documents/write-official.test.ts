import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { PAGE, signOffIndents, titleLines, widthOf } from './official-measures.ts';
import type { OfficialPage } from './official-page.ts';
import { columnWidths } from './official-table.ts';
import { isOutsideGb2312 } from './official-text.ts';
import { readDocx } from './read-docx.ts';
import { writeOfficial } from './write-official.ts';
import type { XmlElement } from './xml.ts';
import { below, child, parseXml, textOf } from './xml.ts';

const CIRCULAR: OfficialPage = {
  title: '东河区综合执法局关于2026年第一季度信息宣传报送工作情况的通报',
  number: '东综执通〔2026〕15号',
  addressee: '各科室、各中队、各街道',
  blocks: [
    {
      kind: 'paragraph',
      level: 0,
      text: '2026年第一季度，全局信息宣传工作按计划推进，现将有关情况通报如下。',
    },
    { kind: 'paragraph', level: 1, text: '一、总体情况' },
    { kind: 'paragraph', level: 2, text: '（一）报送情况' },
    { kind: 'paragraph', level: 0, text: '一、数量。各单位共报送信息412篇，其中邓喆堃报送58篇。' },
    { kind: 'paragraph', level: 3, text: '1.按时报送' },
    { kind: 'paragraph', level: 4, text: '（1）城西中队、城东中队位列前两名' },
    {
      kind: 'table',
      caption: '采用情况表',
      headerRows: 1,
      rows: [
        ['名次', '单位', '备注'],
        ['1', '城西中队', '市级简报采用2篇，头版头条1篇，领导批示1件，另有网络媒体转载若干'],
      ],
    },
  ],
  attachments: ['第一季度信息采用明细表。', '信息员积分排名表'],
  signOff: { organ: '东河区综合执法局办公室', date: '2026-04-08', sealed: true },
};

interface Opened {
  parts: Record<string, Uint8Array>;
  document: XmlElement;
  paragraphs: XmlElement[];
}

async function opened(circular: OfficialPage): Promise<Opened> {
  const parts = unzipSync(await writeOfficial(circular, 'docx'));
  const document = parseXml(parts['word/document.xml']!);
  const body = child(document, 'w:body')!;
  return {
    parts,
    document,
    paragraphs: body.children.filter(
      (each): each is XmlElement => typeof each !== 'string' && each.name === 'w:p',
    ),
  };
}

const words = (paragraph: XmlElement) => [...below(paragraph, 'w:t')].map(textOf).join('');
const property = (parent: XmlElement | undefined, name: string) =>
  child(parent ?? { name: '', attributes: {}, children: [] }, name);
const attributesOf = (paragraph: XmlElement, name: string) =>
  property(child(paragraph, 'w:pPr'), name)?.attributes ?? {};
const runsOf = (paragraph: XmlElement) =>
  [...below(paragraph, 'w:r')].map(run => {
    const look = child(run, 'w:rPr')!;
    return {
      text: words(run),
      font: child(look, 'w:rFonts')?.attributes['w:eastAsia'],
      size: child(look, 'w:sz')?.attributes['w:val'],
    };
  });
const find = ({ paragraphs }: Opened, start: string) =>
  paragraphs.find(each => words(each).startsWith(start))!;

describe('a circular follows GB/T 9704-2012', async () => {
  const made = await opened(CIRCULAR);

  test('the page is A4 with the type area of 156 by 225 mm', () => {
    const section = [...below(made.document, 'w:sectPr')][0]!;
    expect(child(section, 'w:pgSz')!.attributes).toMatchObject({ 'w:w': '11906', 'w:h': '16838' });
    expect(child(section, 'w:pgMar')!.attributes).toMatchObject({
      'w:top': '2098',
      'w:right': '1474',
      'w:bottom': '1984',
      'w:left': '1587',
      'w:footer': '1400',
    });
    expect(child(section, 'w:docGrid')!.attributes).toMatchObject({
      'w:type': 'lines',
      'w:linePitch': '579',
    });
    expect(PAGE.width - PAGE.left - PAGE.right).toBe(8845);
  });

  test('the title is 二号 小标宋, centred, in lines broken by meaning', () => {
    const title = find(made, '东河区综合执法局关于');
    expect(attributesOf(title, 'w:jc')).toMatchObject({ 'w:val': 'center' });
    const runs = runsOf(title).filter(run => run.text !== '');
    expect(runs.map(run => run.text)).toEqual([
      '东河区综合执法局关于2026年第一季度',
      '信息宣传报送工作情况的通报',
    ]);
    for (const run of runs) expect(run).toMatchObject({ font: '方正小标宋简体', size: '44' });
    expect([...below(title, 'w:br')]).toHaveLength(1);
  });

  test('body paragraphs are 三号 仿宋, fixed 28 pt, indented by two characters, never by spaces', () => {
    const body = made.paragraphs.filter(each => attributesOf(each, 'w:ind')['w:firstLineChars'] === '200');
    expect(body.length).toBe(6);
    for (const paragraph of made.paragraphs) {
      expect(words(paragraph)).not.toMatch(/^[\s\u3000]/u);
      const spacing = attributesOf(paragraph, 'w:spacing');
      expect(spacing).toMatchObject({ 'w:lineRule': 'exact', 'w:before': '0', 'w:after': '0' });
      expect(['560', '640']).toContain(spacing['w:line']);
    }
    expect(runsOf(find(made, '2026年第一季度，'))).toEqual([
      { text: expect.any(String), font: '仿宋_GB2312', size: '32' },
    ]);
  });

  test('each level has its face, and an inline heading only for its sentence', () => {
    expect(runsOf(find(made, '一、总体'))[0]!.font).toBe('黑体');
    expect(runsOf(find(made, '（一）'))[0]!.font).toBe('楷体_GB2312');
    expect(runsOf(find(made, '1.按时'))[0]!.font).toBe('仿宋_GB2312');
    expect(runsOf(find(made, '（1）'))[0]!.font).toBe('仿宋_GB2312');
    expect(runsOf(find(made, '一、数量')).slice(0, 2)).toMatchObject([
      { text: '一、数量。', font: '黑体' },
      { text: '各单位共报送信息412篇，其中邓', font: '仿宋_GB2312' },
    ]);
    expect(attributesOf(find(made, '（一）'), 'w:outlineLvl')).toMatchObject({ 'w:val': '1' });
  });

  test('characters outside GB 2312 are set in a face that has them', () => {
    expect(runsOf(find(made, '一、数量')).filter(run => run.font === '仿宋')).toEqual([
      { text: '喆堃', font: '仿宋', size: '32' },
    ]);
    expect([...'镕喆堃昇玥'].every(isOutsideGb2312)).toBe(true);
    expect([...'东河区综合执法局的，A1〇'].some(isOutsideGb2312)).toBe(false);
  });

  test('attachments: one blank line, numbers, no end punctuation, what wraps aligns with the name', () => {
    expect(words(find(made, '附件'))).toBe('附件：1.第一季度信息采用明细表');
    expect(attributesOf(find(made, '附件'), 'w:ind')).toMatchObject({
      'w:left': '1920',
      'w:hanging': '1280',
    });
    expect(attributesOf(find(made, '2.信息员'), 'w:ind')).toMatchObject({
      'w:left': '1920',
      'w:hanging': '320',
    });
  });

  test('the sign-off stands where 7.3.5 puts it and never alone on a page', () => {
    const organ = made.paragraphs.at(-2)!;
    const date = made.paragraphs.at(-1)!;
    expect([words(organ), words(date)]).toEqual(['东河区综合执法局办公室', '2026年4月8日']);
    // W(organ) = 11, W(date) = 6: 4 + (6 − 11) / 2 = 1.5 characters of 320.
    expect(attributesOf(organ, 'w:ind')['w:right']).toBe('480');
    expect(attributesOf(date, 'w:ind')['w:right']).toBe('1280');
    expect(property(child(organ, 'w:pPr'), 'w:keepNext')).toBeDefined();
  });

  test('page numbers: — N — in 四号 宋体, right on odd pages and left on even ones', () => {
    expect(strFromU8(made.parts['word/settings.xml']!)).toContain('<w:evenAndOddHeaders');
    const references = [...below(made.document, 'w:footerReference')].map(each => each.attributes['w:type']);
    expect(references.sort()).toEqual(['default', 'even']);
    const footers = Object.entries(made.parts)
      .filter(([name]) => /^word\/footer\d\.xml$/u.test(name))
      .map(([, part]) => parseXml(part));
    const aligns = footers.map(footer => attributesOf(child(footer, 'w:p')!, 'w:jc')['w:val']);
    expect(aligns.sort()).toEqual(['left', 'right']);
    for (const footer of footers) {
      expect(words(footer)).toBe('—  —');
      expect([...below(footer, 'w:instrText')].map(textOf)).toEqual(['PAGE']);
      expect(runsOf(footer)[0]).toMatchObject({ font: '宋体', size: '28' });
    }
  });

  test('tables fill the width, repeat their heading and never split a row', () => {
    const table = [...below(made.document, 'w:tbl')][0]!;
    const widths = [...below(table, 'w:gridCol')].map(each => Number(each.attributes['w:w']));
    expect(widths.reduce((sum, each) => sum + each, 0)).toBe(8844);
    expect([...below(table, 'w:tblHeader')]).toHaveLength(1);
    expect([...below(table, 'w:cantSplit')]).toHaveLength(2);
  });

  test('nothing personal, nothing outside, every part declared, all XML well-formed', () => {
    const core = strFromU8(made.parts['docProps/core.xml']!);
    expect(core).not.toMatch(/creator|lastModifiedBy|created|modified/u);
    const types = strFromU8(made.parts['[Content_Types].xml']!);
    for (const [name, part] of Object.entries(made.parts)) {
      if (/\.(?:xml|rels)$/u.test(name)) parseXml(part);
      expect(strFromU8(part)).not.toContain('TargetMode="External"');
      expect(types.includes(`/${name}`) || /\.(?:rels|xml)$/u.test(name)).toBe(true);
    }
    expect(strFromU8(made.parts['word/document.xml']!)).not.toMatch(/w:hyperlink|w:highlight/u);
  });
});

test('the same circular gives the same bytes', async () => {
  const [first, second] = [
    await writeOfficial(CIRCULAR, 'docx'),
    await writeOfficial(structuredClone(CIRCULAR), 'docx'),
  ];
  expect(Buffer.compare(first, second)).toBe(0);
});

test('what is written is read again: title, text, tables', async () => {
  const read = await readDocx(await writeOfficial(CIRCULAR, 'docx'));
  const texts = read.ok
    ? read.value.blocks.map(block =>
        block.kind === 'paragraph' ? block.text.replace('\n', '') : block.kind === 'table' ? block.rows : '',
      )
    : [];
  expect(texts).toContain(CIRCULAR.title);
  for (const block of CIRCULAR.blocks)
    expect(texts).toContainEqual(block.kind === 'table' ? block.rows : block.text);
});

test('text that no document can hold does not break the document', async () => {
  const read = await readDocx(
    await writeOfficial(
      {
        title: '标题\u0000<&>"\ud800',
        blocks: [{ kind: 'paragraph', level: 0, text: 'a\u0008b]]>&amp;' }],
      },
      'docx',
    ),
  );
  expect(read.ok && read.value.blocks.map(block => block.kind === 'paragraph' && block.text)).toEqual([
    '标题<&>"',
    'ab]]>&amp;',
  ]);
});

describe('where organ and date stand (7.3.5)', () => {
  test.each([
    { organ: '某局', date: '2026年11月21日', sealed: true, expected: { organ: 6.5, date: 4 } },
    {
      organ: '东河区综合执法局办公室',
      date: '2026年4月8日',
      sealed: true,
      expected: { organ: 1.5, date: 4 },
    },
    {
      organ: '东河区城市管理和综合行政执法局信息宣传工作领导小组办公室',
      date: '2026年4月8日',
      sealed: true,
      expected: { organ: 0, date: 11 },
    },
    { organ: '东河区综合执法局办公室', date: '2026年4月8日', sealed: false, expected: { organ: 2, date: 5 } },
    { organ: '城西中队', date: '2026年3月12日', sealed: false, expected: { organ: 6.5, date: 2 } },
  ])('$organ, sealed: $sealed', ({ organ, date, sealed, expected }) => {
    expect(signOffIndents(organ, date, sealed)).toEqual(expected);
  });

  test('without a seal the date begins two characters right of the organ', () => {
    const [organ, date] = ['东河区综合执法局办公室', '2026年4月8日'];
    const indents = signOffIndents(organ, date, false);
    expect(indents.organ + widthOf(organ) - (indents.date + widthOf(date))).toBe(2);
  });
});

describe('breaking a title', () => {
  test.each([
    ['南湖街道反映共享单车停放点位不足', ['南湖街道反映共享单车停放点位不足']],
    ['第一行由人定\n第二行也由人定', ['第一行由人定', '第二行也由人定']],
    ['关于2026年第三季度信息宣传工作情况的通报', ['关于2026年第三季度', '信息宣传工作情况的通报']],
  ])('%s', (title, lines) => expect(titleLines(title)).toEqual(lines));

  test.each([
    '东河区综合执法局城西中队“错时巡查”让夜市退场更安静的做法与体会',
    '关于印发《东河区综合执法局信息宣传报送工作考核办法（试行）》的通知',
    '东河区综合执法局办公室关于2025年度全局信息宣传报送工作情况和2026年上半年约稿计划安排的通报',
  ])('no line is too long, begins with a mark or 的, or is lost: %s', title => {
    const lines = titleLines(title);
    expect(lines.join('')).toBe(title);
    expect(lines.length).toBe(Math.ceil(widthOf(title) / 19));
    for (const line of lines) {
      expect(widthOf(line)).toBeLessThanOrEqual(20);
      expect(line).not.toMatch(/^[的，、。》”）]/u);
    }
  });
});

test('a long number has room in its column, however much the others want', () => {
  const account = '6222000011112222333';
  const widths = columnWidths([['领款人签名栏', '条数', account, '很长的说明'.repeat(20)]], 4, 24);
  expect(widths[2]).toBeGreaterThanOrEqual(account.length * 120 + 160);
  expect(widths.reduce((sum, each) => sum + each, 0)).toBe(8844);
});

test('a table of a hundred thousand words has its widths', () => {
  const rows = Array.from({ length: 1000 }, () =>
    Array.from({ length: 20 }, () => '一二三四 abc 五'.repeat(8)),
  );
  expect(columnWidths(rows, 20, 21)).toHaveLength(20);
});

test('columns get what they need when they can, and share the rest', () => {
  const widths = columnWidths(
    [
      ['名次', '单位', '说明'],
      ['1', '法制宣传科', '很长的说明'.repeat(20)],
    ],
    3,
    24,
  );
  expect(widths.reduce((sum, each) => sum + each, 0)).toBe(8844);
  expect(widths[1]).toBeGreaterThan(5 * 240);
  expect(widths[2]).toBeGreaterThan(4000);
});

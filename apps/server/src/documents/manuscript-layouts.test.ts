import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withCaptions } from './captions.ts';
import type { Align, Block, ReadDocument } from './document.ts';
import type { KnownNames } from './manuscript.ts';
import { readDocument } from './read-document.ts';
import { paragraphsOf, readManuscript } from './read-manuscript.ts';
import { readText } from './read-text.ts';

const line = (text: string, align: Align = 'left', size: number | null = 16): Block => ({
  kind: 'paragraph',
  text,
  heading: 0,
  bold: false,
  align,
  size,
});
const title = (text: string) => line(text, 'center', 22);
const form = (...rows: string[][]): Block => ({ kind: 'table', rows, headerRows: 0 });
const TEXT = '城西中队自2月起试行错时巡查，夜间投诉由每周23件降到6件。';
const MORE = '一是把人放在收摊前，收摊时间平均缩短18分钟。';

function document(...blocks: Block[]): ReadDocument {
  return { format: 'docx', blocks, pictures: [], aside: [], notes: [] };
}

function facts(blocks: Block[], fileName = '稿件.docx', known?: KnownNames) {
  const found = readManuscript(document(...blocks), fileName, known);
  return {
    title: found.title.value,
    unit: found.unit.value?.name,
    people: found.correspondents.value?.map(each => each.name),
    date: found.date.value,
    text: paragraphsOf(found),
    findings: found.findings.map(each => each.code),
  };
}

const RIGHT = {
  title: '错时巡查让夜市更安静',
  unit: '城西中队',
  people: ['马思远'],
  date: '2026-03-12',
  text: [TEXT, MORE],
  findings: [],
};
const body = [line(TEXT), line(MORE)];

describe('ways in which offices write who, where and when', () => {
  test.each<[string, Block[]]>([
    [
      'unit and date on one line, the writer in brackets',
      [title(RIGHT.title), ...body, line('城西中队　2026年3月12日', 'right'), line('（通讯员 马思远）')],
    ],
    [
      'a Chinese date',
      [
        title(RIGHT.title),
        ...body,
        line('城西中队', 'right'),
        line('二〇二六年三月十二日', 'right'),
        line('（信息员：马思远）'),
      ],
    ],
    [
      'full-width digits and dots',
      [title(RIGHT.title), ...body, line('供稿：城西中队　马思远　２０２６．３．１２')],
    ],
    [
      'spaces inside labels',
      [title(RIGHT.title), ...body, line('撰 稿 人：马思远　　单　位：城西中队　　日 期：2026-03-12')],
    ],
    ['without colons', [title(RIGHT.title), ...body, line('城西中队 2026/3/12 撰稿 马思远 审核 唐一鸣')]],
    [
      'a byline under the title',
      [
        title(RIGHT.title),
        line('城西中队 马思远', 'center', 14),
        line('2026年3月12日', 'center', 14),
        ...body,
      ],
    ],
    [
      'a source note inside the last paragraph',
      [line('2026年3月12日', 'right'), title(RIGHT.title), line(TEXT), line(`${MORE}（城西中队 马思远）`)],
    ],
    [
      'unit and name written together',
      [line('2026年3月12日', 'right'), title(RIGHT.title), ...body, line('（城西中队马思远供稿）', 'right')],
    ],
    [
      'a form with labels above values',
      [
        form(['报送单位', '信息员', '报送日期'], ['城西中队', '马思远', '2026.3.12']),
        title(RIGHT.title),
        ...body,
      ],
    ],
    [
      'a form that holds everything',
      [
        title('信息报送单'),
        form(
          ['标题', RIGHT.title],
          ['报送单位', '城西中队'],
          ['撰稿人', '马思远'],
          ['报送时间', '2026年3月12日'],
          ['正文', `${TEXT}\n${MORE}`],
        ),
      ],
    ],
    [
      'a form with colons in its cells',
      [
        form(['报送单位：城西中队', '信息员：马思远'], ['日期：2026年3月12日', '联系电话：0571-8812345']),
        title(RIGHT.title),
        ...body,
      ],
    ],
    [
      'a form at the foot',
      [
        title(RIGHT.title),
        ...body,
        form(['供稿单位', '城西中队', '供稿人', '马思远'], ['审核意见', '同意报送', '日期', '2026年3月12日']),
      ],
    ],
    [
      'a letterhead',
      [
        title('东河区综合执法局工作信息'),
        line('第12期', 'center'),
        line('城西中队　2026年3月12日'),
        title(RIGHT.title),
        ...body,
        line('（信息员：马思远）'),
      ],
    ],
    [
      'a title over two lines',
      [
        title('错时巡查'),
        title('让夜市更安静'),
        ...body,
        line('城西中队', 'right'),
        line('2026年3月12日', 'right'),
        line('信息员：马思远'),
      ],
    ],
    [
      'a title that a soft break divides',
      [
        title('错时巡查\n让夜市更安静'),
        ...body,
        line('（供稿单位：城西中队　信息员：马思远　日期：2026年3月12日）'),
      ],
    ],
    [
      'a telephone number beside the writer',
      [
        title(RIGHT.title),
        ...body,
        line('城西中队', 'right'),
        line('2026年3月12日', 'right'),
        line('信息员：马思远　联系电话：13812345678'),
      ],
    ],
  ])('%s', (_, blocks) => expect(facts(blocks)).toEqual(RIGHT));

  test('a two-character name spread to the width of three', () => {
    expect(
      facts(
        [title('开展检查'), line(TEXT), line('（信息员：汪　洁、唐一鸣、阿依古丽·买买提）')],
        '办公室2026年1月20日工作信息.docx',
      ),
    ).toMatchObject({ people: ['汪洁', '唐一鸣', '阿依古丽·买买提'], unit: '办公室', date: '2026-01-20' });
  });

  test('several units sign together: the first is the unit', () => {
    const found = readManuscript(
      document(
        title('联合夜查'),
        line(TEXT),
        line('城西中队、南湖街道', 'right'),
        line('2026年3月12日', 'right'),
      ),
      'a.docx',
    );
    expect([found.unit.value?.name, found.otherUnits.map(each => each.name)]).toEqual([
      '城西中队',
      ['南湖街道'],
    ]);
  });

  test('who checked it is not who wrote it', () => {
    const found = readManuscript(
      document(title('开展检查'), line(TEXT), line('撰稿：马思远　　审核：城西中队负责人　签发：唐一鸣')),
      'a.docx',
    );
    expect(found.checkers).toEqual(['城西中队负责人', '唐一鸣']);
  });
});

describe('what is text stays text', () => {
  test('short last lines that are no sign-off', () => {
    const blocks = [
      title('三项措施抓保洁'),
      line('一、定人'),
      line('每条小巷挂出责任牌。'),
      line('二、定时'),
      line('早中晚三次普扫，共6小时。'),
      line('下一步，推广到全区。'),
    ];
    expect(facts(blocks).text).toEqual([
      '一、定人',
      '每条小巷挂出责任牌。',
      '二、定时',
      '早中晚三次普扫，共6小时。',
      '下一步，推广到全区。',
    ]);
  });

  test('a title that ends like the name of a body', () => {
    expect(facts([title('东河区召开夜市治理工作推进会'), line(TEXT)]).title).toBe(
      '东河区召开夜市治理工作推进会',
    );
    expect(facts([line('东河区召开夜市治理工作推进会'), line(TEXT)]).title).toBe(
      '东河区召开夜市治理工作推进会',
    );
  });

  test('a table of data, headings by style, a list of attachments, whom it speaks to', () => {
    const found = readManuscript(
      document(
        title('关于夜市治理情况的报告'),
        line('区政府办公室：'),
        line(TEXT),
        form(['时段', '投诉'], ['1月', '92件']),
        { ...line('下一步打算'), heading: 2 } as Block,
        line(MORE),
        line('附件：1.退场约定'),
        line('2.统计表'),
        line('城西中队', 'right'),
        line('2026年3月12日', 'right'),
      ),
      'a.docx',
    );
    expect(found.body).toEqual([
      { kind: 'paragraph', level: 0, text: TEXT },
      {
        kind: 'table',
        rows: [
          ['时段', '投诉'],
          ['1月', '92件'],
        ],
        headerRows: 0,
      },
      { kind: 'paragraph', level: 2, text: '下一步打算' },
      { kind: 'paragraph', level: 0, text: MORE },
    ]);
    expect([found.addressee, found.attachments, found.signOff]).toEqual([
      '区政府办公室',
      ['退场约定', '统计表'],
      ['城西中队', '2026年3月12日'],
    ]);
  });

  test('a text without any title, sign-off or name says so', () => {
    expect(facts([line(TEXT), line(MORE)], '稿件04.docx')).toEqual({
      title: null,
      unit: undefined,
      people: undefined,
      date: null,
      text: [TEXT, MORE],
      findings: ['title_missing', 'unit_missing', 'correspondents_missing', 'date_missing'],
    });
  });

  test('a title without text', () => {
    expect(facts([title('只有标题')]).findings).toContain('body_missing');
  });
});

describe('dates', () => {
  const dated = (text: string, fileName = 'a.docx') =>
    readManuscript(
      document(title('开展检查'), line(TEXT), line('城西中队', 'right'), line(text, 'right')),
      fileName,
    );

  test('a day that does not exist is a finding, not a date', () => {
    const found = dated('2026年2月30日');
    expect(found.date).toMatchObject({ value: null, certainty: 'missing' });
    expect(found.findings.find(each => each.code === 'date_impossible')).toMatchObject({
      zh: '日期“2026年2月30日”不存在，没有采用，请改正。',
      where: '2026年2月30日',
    });
    expect(dated('2024年2月29日').date.value).toBe('2024-02-29');
    expect(
      readManuscript(
        document(title('开展检查'), line(TEXT)),
        '城西中队2026年13月1日工作信息.docx',
      ).findings.map(each => each.code),
    ).toContain('date_impossible');
  });

  test('the document is believed before the file’s name, and the difference is said', () => {
    const found = dated('2026年3月12日', '城东中队2026年3月11日工作信息.docx');
    expect([found.date.value, found.unit.value?.name]).toEqual(['2026-03-12', '城西中队']);
    expect(found.findings.map(each => each.code)).toEqual([
      'unit_differs',
      'correspondents_missing',
      'date_differs',
    ]);
  });

  test('the day of the event is taken from the opening, and a December event reported in January was last year', () => {
    const opening = (text: string, date: string) =>
      readManuscript(
        document(title('开展检查'), line(text), line('城西中队', 'right'), line(date, 'right')),
        'a.docx',
      ).eventDate.value;
    expect(opening('3月10日，城西中队开展夜查。', '2026年3月12日')).toBe('2026-03-10');
    expect(opening('12月30日，城西中队开展夜查。', '2026年1月2日')).toBe('2025-12-30');
    expect(opening('近日，城西中队开展夜查。', '2026年1月2日')).toBeNull();
  });
});

describe('names that are known', () => {
  const known: KnownNames = {
    units: [
      { id: 'u1', name: '城西中队', aliases: ['西中队'] },
      { id: 'u2', name: '办公室', aliases: ['局办'] },
    ],
    people: [
      { id: 'p1', name: '马思远', unitIds: ['u1'] },
      { id: 'p2', name: '王芳', unitIds: ['u1'] },
      { id: 'p3', name: '王芳', unitIds: ['u2'] },
      { id: 'p4', name: '王芳', unitIds: ['u2'] },
    ],
  };
  const signed = (unit: string, person: string) =>
    readManuscript(
      document(
        title('开展检查'),
        line(TEXT),
        line(unit, 'right'),
        line('2026年3月12日', 'right'),
        line(`（信息员：${person}）`),
      ),
      'a.docx',
      known,
    );

  test.each([
    ['城西中队', 'u1'],
    ['西中队', 'u1'],
    ['东河区综合执法局城西中队', 'u1'],
    ['局办', 'u2'],
    ['城北中队', null],
  ])('unit %s', (unit, id) => expect(signed(unit, '马思远').unit.value).toEqual({ name: unit, id }));

  test('a person of a common name is the one at the unit; two there leave it open', () => {
    expect(signed('城西中队', '王芳').correspondents.value).toEqual([{ name: '王芳', id: 'p2' }]);
    expect(signed('办公室', '王芳').findings.map(each => each.code)).toEqual(['person_ambiguous']);
    expect(signed('城北中队', '李四').findings.map(each => each.code)).toEqual([
      'unit_unknown',
      'person_unknown',
    ]);
  });

  test('without a sign-off the unit follows from its person, or from the title', () => {
    const alone = (first: string, last: string) =>
      readManuscript(document(title(first), line(TEXT), line(last)), 'a.docx', known).unit;
    expect(alone('开展检查', '信息员：马思远')).toMatchObject({
      value: { id: 'u1' },
      certainty: 'likely',
      place: 'known_names',
    });
    expect(alone('城西中队开展检查', '共6小时。')).toMatchObject({
      value: { id: 'u1' },
      certainty: 'likely',
      place: 'title',
    });
  });
});

describe('file names', () => {
  test.each([
    ['城西中队-错时巡查让夜市更.docx', '城西中队', 'certain'],
    ['20260312_城西中队_马思远_错时巡查让夜市更安静（终稿）.docx', '城西中队', 'certain'],
    ['错时巡查让夜市更安静(2).docx', undefined, 'certain'],
    ['新建 Microsoft Word 文档.docx', undefined, 'likely'],
  ])('%s', (fileName, unit, certainty) => {
    const found = readManuscript(
      document(line(RIGHT.title, 'left', null), line(TEXT, 'left', null)),
      fileName,
    );
    expect(found.title).toMatchObject({ value: RIGHT.title, certainty });
    expect(found.unit.value?.name).toBe(unit);
  });

  test('【…】 gives the type', () => {
    expect(
      readManuscript(document(title('开展检查'), line(TEXT)), '【经验型】开展检查.docx').type,
    ).toMatchObject({ value: 'experience', certainty: 'certain' });
  });
});

test('photos come with their captions, which are no part of the text', () => {
  const picture = { bytes: new Uint8Array(), type: 'jpeg' as const, caption: null, captionBlock: null };
  const blocks: Block[] = [
    title('开展检查'),
    line(TEXT),
    { kind: 'picture', picture: 0 },
    line('图为队员在夜市入场提醒（马思远 摄）', 'center', 14),
    line(MORE),
    { kind: 'picture', picture: 1 },
    line('城西中队', 'right'),
    line('2026年3月12日', 'right'),
    line('（信息员：马思远）'),
  ];
  const found = readManuscript(
    withCaptions({ ...document(...blocks), pictures: [picture, { ...picture }] }),
    'a.docx',
  );
  expect(found.photos).toEqual([
    { picture: 0, caption: '图为队员在夜市入场提醒（马思远 摄）', photographer: '马思远' },
    { picture: 1, caption: null, photographer: null },
  ]);
  expect(paragraphsOf(found)).toEqual([TEXT, MORE]);
  expect(found.findings.map(each => each.code)).toEqual(['photo_without_caption']);
});

test('a long hostile line is looked through in no time', () => {
  const started = performance.now();
  for (const unit of ['城', '信息员：', '（', '2026.3.', '、和', ' 中队', '第一季度'])
    facts([title('开展检查'), line(unit.repeat(20_000)), line(TEXT)]);
  expect(performance.now() - started).toBeLessThan(3000);
});

describe('more documents by LibreOffice and pandoc', async () => {
  const samples = new URL('../../samples/variants/', import.meta.url);
  const expected: {
    file: string;
    title: string;
    unit: string;
    correspondents: string[];
    date: string;
    paragraphs: string[];
  }[] = JSON.parse(await readFile(new URL('expected.json', samples), 'utf8'));
  test.each(expected)('$file', async ({ file, title: name, unit, correspondents, date, paragraphs }) => {
    const read = await readDocument(await readFile(new URL(file, samples)), file);
    if (!read.ok) throw new Error(read.refusal.code);
    expect(facts(read.value.blocks, file)).toEqual({
      title: name,
      unit,
      people: correspondents,
      date,
      text: paragraphs,
      findings: [],
    });
  });
});

test('a table drawn in plain text', () => {
  const text = [
    '| 报送单位 | 城西中队 | 信息员 | 马思远 |',
    '|---|---|---|---|',
    '| 报送日期 | 2026年3月12日 | 类别 | 经验型 |',
    '',
    RIGHT.title,
    '',
    TEXT,
    MORE,
  ].join('\r\n');
  expect(facts(readText(new TextEncoder().encode(text)).blocks)).toEqual(RIGHT);
});

import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withCaptions } from './captions.ts';
import type { Block } from './document.ts';
import { body, document, facts, form, line, MORE, RIGHT, TEXT, title } from './manuscript-for-tests.ts';
import { readDocument } from './read-document.ts';
import { paragraphsOf, readManuscript } from './read-manuscript.ts';
import { readText } from './read-text.ts';

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
  expect(performance.now() - started).toBeLessThan(25_000);
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

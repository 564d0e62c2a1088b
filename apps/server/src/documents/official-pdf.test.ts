import { expect, test } from 'vitest';
import type { OfficialPage } from './official-page.ts';
import { readPdf } from './read-pdf.ts';
import { signOffPage } from './sign-off-page.ts';
import { writeOfficial } from './write-official.ts';

const CIRCULAR: OfficialPage = {
  title: '关于2026年第一季度信息工作情况的通报',
  number: '东综执通〔2026〕15号',
  addressee: '各科室、各中队',
  blocks: [
    { kind: 'paragraph', level: 1, text: '一、总体情况' },
    { kind: 'paragraph', level: 0, text: '全局共采用信息一百二十条，垚、燚、喆三个字也印得出。' },
    {
      kind: 'table',
      caption: '各单位得分',
      rows: [
        ['名次', '单位', '得分'],
        ...Array.from({ length: 90 }, (_, at) => [`${at + 1}`, `单位${at}`, '9.50']),
      ],
    },
  ],
  attachments: ['采用明细。', '说明'],
  signOff: { organ: '东河区综合执法局', date: '2026-04-08', sealed: true },
  remark: '此件公开',
};

const pdfOf = async (page: OfficialPage): Promise<Uint8Array> => {
  const bytes = await writeOfficial(page, 'pdf');
  if (!bytes) throw new Error('there is no type setter on this machine');
  return bytes;
};

/** A PDF bears a time in whole seconds. */
const untilNextSecond = () => new Promise(resolve => setTimeout(resolve, 1_001));

const textOf = async (page: OfficialPage): Promise<string> => {
  const { blocks } = await readPdf(await pdfOf(page));
  const texts = blocks.map(block =>
    block.kind === 'paragraph' ? block.text : block.kind === 'table' ? block.rows.flat().join(' ') : '',
  );
  return texts.join('\n').replace(/[ \u00a0]/g, '');
};

test('everything on the page is there as text, in its order', async () => {
  const text = await textOf(CIRCULAR);
  const said = [
    '东综执通〔2026〕15号',
    '2026年第一季度',
    '各科室、各中队：',
    '一、总体情况',
    '垚、燚、喆',
    '各单位得分',
    '附件：1.采用明细',
    '2.说明',
    '东河区综合执法局',
    '2026年4月8日',
    '（此件公开）',
  ];
  expect(said.map(each => [each, text.includes(each)])).toEqual(said.map(each => [each, true]));
  const places = said.map(each => text.indexOf(each));
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('the head of a table stands on each page that the table reaches', async () => {
  expect((await textOf(CIRCULAR)).match(/名次/g)!.length).toBeGreaterThanOrEqual(3);
});

test('what looks like markup is printed, not obeyed', async () => {
  const nasty = '#read("/etc/passwd") $x$ *粗* @ref <label> \\ ]] //';
  const text = await textOf({
    title: '标题#panic()',
    blocks: [{ kind: 'paragraph', level: 0, text: nasty }],
  });
  expect(text).toContain('标题#panic()');
  expect(text).toContain('#read("/etc/passwd")$x$*粗*@ref<label>');
});

test('a control character or half a character does not break the page', async () => {
  const text = await textOf({
    title: '标题\u0000\ud800',
    blocks: [{ kind: 'paragraph', level: 0, text: 'a\u0008b' }],
  });
  expect(text).toContain('标题');
  expect(text).toContain('ab');
});

test('the same page gives the same bytes, as an archival PDF with its faces inside', async () => {
  const first = await pdfOf(CIRCULAR);
  await untilNextSecond();
  expect(Buffer.from(first).equals(Buffer.from(await pdfOf(CIRCULAR)))).toBe(true);
  const raw = Buffer.from(first).toString('latin1');
  expect(raw.startsWith('%PDF-')).toBe(true);
  expect(raw).toContain('pdfaid:part');
  expect(raw).toContain('<xmp:CreateDate>2026-04-07T16:00:00');
});

test('the sign-off sheet spans its wide rows', async () => {
  const text = await textOf(
    signOffPage({
      body: '东河区城市管理综合行政执法局',
      title: '市容科整治夜间占道经营',
      unit: '市容科',
      authors: '陆晓棠',
      destination: '东河日报、区政府网站',
      text: '第 2 稿，校验码 0f3a9c11d2e4b5a6',
      lines: [{ duty: '初审', person: '齐思远', opinion: '同意', errors: '', time: '2026-05-20 10:05' }],
      released: '',
    }),
  );
  for (const said of [
    '东河区城市管理综合行政执法局',
    '发稿审签单',
    '市容科整治夜间占道经营',
    '齐思远',
    '0f3a9c11d2e4b5a6',
  ])
    expect(text).toContain(said);
});

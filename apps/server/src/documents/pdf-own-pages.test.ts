import { expect, test } from 'vitest';
import { paragraphsOf, readManuscript } from './read-manuscript.ts';
import { readPdf } from './read-pdf.ts';
import { writeOfficial } from './write-official.ts';

test('a circular of ours over several pages is read back whole, without the numbers at the left and right of its pages', async () => {
  const text =
    '全局共采用信息一百二十条，其中经验类四十六条、问题类三十九条，采用率比上年同期提高六个百分点，重复报送明显减少。';
  const told = Array.from({ length: 24 }, (_, at) =>
    at % 6 === 0 ? `${'一二三四'[at / 6]}、分段情况` : `第${at}点。${text}`,
  );
  const bytes = await writeOfficial(
    {
      title: '关于2026年第一季度信息工作情况的通报',
      number: '东综执通〔2026〕15号',
      addressee: '各科室、各中队',
      blocks: told.map(each => ({ kind: 'paragraph', level: each.startsWith('第') ? 0 : 1, text: each })),
      attachments: ['采用明细'],
      signOff: { organ: '东河区综合执法局', date: '2026-04-08', sealed: false },
    },
    'pdf',
  );
  if (!bytes) throw new Error('there is no type setter on this machine');
  const document = await readPdf(bytes);
  const found = readManuscript(document, '通报.pdf');
  expect(paragraphsOf(found)).toEqual(told);
  expect(found).toMatchObject({
    title: { value: '关于2026年第一季度信息工作情况的通报' },
    addressee: '各科室、各中队',
    unit: { value: { name: '东河区综合执法局' } },
    date: { value: '2026-04-08' },
  });
  expect(document.aside).toEqual([]);
});

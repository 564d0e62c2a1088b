import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { signOffPage } from './sign-off-page.ts';
import { writeOfficial } from './write-official.ts';

const SHEET = {
  body: '东河区城市管理综合行政执法局',
  title: '市容科整治夜间占道经营',
  unit: '市容科',
  authors: '陆晓棠',
  destination: '东河日报、区政府网站',
  text: '第 2 稿，校验码 0f3a9c11d2e4b5a6',
  lines: [
    { duty: '初审', person: '齐思远', opinion: '同意', errors: '', time: '2026-05-20 10:05' },
    { duty: '一校', person: '祁远', opinion: '已核对', errors: '2 处', time: '2026-05-20 10:20' },
  ],
  released: '柏青　2026-05-21 09:00',
  remark: '应急发布，理由：汛情通告。',
};

test('the sheet holds every line, the text that was signed and the release, the same bytes each time', async () => {
  const bytes = await writeOfficial(signOffPage(SHEET), 'docx');
  expect(Buffer.from(await writeOfficial(signOffPage(SHEET), 'docx')).equals(Buffer.from(bytes))).toBe(true);
  const document = new TextDecoder().decode(unzipSync(bytes)['word/document.xml']!);
  const text = document.replace(/<[^>]+>/g, '');
  expect(text).toContain('东河区城市管理综合行政执法局发稿审签单');
  for (const said of [
    '市容科整治夜间占道经营',
    '东河日报、区政府网站',
    '第 2 稿',
    '初审',
    '齐思远',
    '2 处',
    '2026-05-21 09:00',
    '汛情通告',
  ])
    expect(text).toContain(said);
  expect(document.match(/<w:gridSpan w:val="4"\/>/g)).toHaveLength(7);
  // The paragraph that Word wants after a table takes no room: the sheet stays on its page.
  expect(document.slice(document.lastIndexOf('</w:tbl>'))).toMatch(/w:line="20" w:lineRule="exact"/);
});

import { expect, test } from 'vitest';
import { facts, line, title } from './manuscript-for-tests.ts';

const TITLE = '青石镇清淤渠道保春灌';
const FIRST = '3月10日，青石镇组织12个村开展春灌前渠道清淤，清理沟渠17公里，受益农田4300亩。';

/** Lines that look like what stands around a text, and are the text. */
const TEXTS: [string, string[]][] = [
  ['units in a list', [FIRST, '参加活动的单位有：', '青石小学', '石门中学', '青石镇卫生院']],
  ['what readers are told', [FIRST, '时间：3月15日上午9:00', '地点：青石镇文化广场', '咨询电话：6600112']],
  ['who does what until when', [FIRST, '一、责任单位：青石镇农业农村办公室', '二、完成时间：2026年4月30日']],
  ['a plan', [FIRST, '下一步打算：', '1.建立台账。', '2.责任到人。']],
  ['who speaks', [FIRST, '“清水流到了田头！”（村民王大爷）']],
  ['where figures come from', [FIRST, '据统计，青石镇共有渠道47条。（数据来源：县水利局）']],
  ['hosts', [FIRST, '此次活动由青石镇政府主办，县水利局提供技术支持。']],
  [
    'headings of the second level',
    [FIRST, '（一）抓组织', '镇里把任务分到村组。', '（二）抓进度', '每天公布进度。'],
  ],
  ['a case', [FIRST, '典型案例', '青石村党支部书记马思远带头下沟清淤，三天清理渠道2公里。']],
  ['a short first line', ['近年来，', '青石镇不断加强农田水利建设。', FIRST]],
  ['a quotation', ['青石镇党委书记马思远说：“清淤要赶在春灌前。”', FIRST]],
  ['a sentence of unit and day', ['3月12日，青石镇。', FIRST]],
];

test.each(TEXTS)('%s stay in the text', (_, lines) => {
  const found = facts([title(TITLE), ...lines.map(text => line(text))]);
  expect(found.title).toBe(TITLE);
  expect(found.text).toEqual(lines);
});

import { addDays, daysOfMonth, weekdayOf } from './dates.ts';
import { type CheckedText, inParts, pattern, type Rule } from './rule.ts';
import { SUMS } from './sums.ts';

const SOURCE = 'GB/T 15835-2011';
const WEEKDAYS = '日一二三四五六';
const COUNTED = '个|家|人|户|件|起|处|辆|台|套|名|条|次|场|亩|吨|公里|万元|亿元|平方米|项';

/** From eleven on, without round tens: smaller and round ones often stand for no exact count. */
const FIGURE = new RegExp(
  `(?<![十百千万亿第几数二一三四五六七八九])(?:[一二三四五六七八九]百(?:零[一二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?)?|[一二三四五六七八九]?十[一二三四五六七八九])(?=(${COUNTED}))`,
  'gu',
);
const SMALL_FIGURE = new RegExp(
  `(?<![十百千万亿第几数二一两三四五六七八九每这那哪某同另逐])(?:[二三四五六七八九]?十|[一二两三四五六七八九])(?=(${COUNTED})(?!\\1))`,
  'gu',
);

export const NUMERALS: readonly Rule[] = [
  pattern({
    id: 'N1',
    severity: 'warning',
    source: `${SOURCE} 4.1.2`,
    zh: '年份应写全四位，“{text}”不清楚是哪一年。',
    en: 'Write the year in four digits; “{text}” leaves the century open.',
    pattern: /(?<![\d.第近约这满])\d{2}年(?=\d{1,2}月|[底初末]|上半年|下半年|[一二三四]季度)/gu,
    wrong: ['26年3月，中队开展巡查。', '05年底完成。'],
    right: ['2026年3月，中队开展巡查。', '近10年底数清楚。', '工作满30年。'],
  }),
  pattern({
    id: 'N1-zero',
    severity: 'warning',
    source: `${SOURCE} 4.1.3`,
    zh: '年份里的“零”应写作“〇”。',
    en: 'The zero of a year in Chinese numerals is “〇”.',
    pattern:
      /[二一三四五六七八九][0Oo○][二一三四五六七八九0Oo○]+|[二一三四五六七八九][二一三四五六七八九0Oo○]?[0Oo○][二一三四五六七八九]?(?=年)/gu,
    repair: match => match[0].replace(/[0Oo○]/gu, '〇'),
    wrong: ['二0二六年', '二○二六年', '二O二六年三月'],
    right: ['二〇二六年', '2026年'],
  }),
  {
    id: 'N2',
    severity: 'note',
    source: `${SOURCE} 4.1.1、5`,
    zh: '统计数字“{text}”宜用阿拉伯数字。',
    en: 'A statistical figure such as “{text}” is better written in Arabic numerals.',
    find: text => inParts(text, undefined, part => figuresIn(part.text)),
    reads: `${FIGURE} ${SMALL_FIGURE}`,
    wrong: [
      '共清理占道经营二十三处。',
      '走访商户一百二十家。',
      '整改十二处，其中九处当天完成，三处限期完成。',
    ],
    right: [
      '共清理占道经营23处。',
      '三五个人',
      '十几处',
      '二十大报告',
      '第十五条',
      '当天完成九处，其余三处限期完成。',
    ],
  },
  pattern({
    id: 'N3',
    severity: 'warning',
    source: `${SOURCE} 5；出版编校惯例`,
    zh: '“{text}”里约数重复，前后留一个。',
    en: '“{text}” says “about” twice: keep one.',
    pattern:
      /(?:大约|约|近|超过|逾|将近|接近)\s*[\d.,一二三四五六七八九十百千万亿]+[余多]?[\p{Script=Han}%％]{0,3}?(?:左右|上下|以上|余[\p{Script=Han}])/gu,
    unless: match => /[的在和与]/u.test(match[0]),
    wrong: ['约30家左右', '超过100户以上', '近50余处'],
    right: ['约30家', '30家左右', '100户以上', '近50处', '近期清理50处以上'],
  }),
  pattern({
    id: 'N4',
    severity: 'error',
    source: '出版编校惯例',
    zh: '减少、下降不能用“倍”，请改用百分比或“减少到几分之几”。',
    en: 'A decrease cannot be “times”: use a percentage or a fraction.',
    pattern:
      /(?:减少|下降|降低|缩短|压缩|下滑|减轻)[^，。；！？]{0,6}?[\d一二三四五六七八九十两]+(?:\.\d+)?倍/gu,
    wrong: ['投诉量下降了2倍。', '时间缩短近三倍。'],
    right: ['投诉量下降50%。', '产量增加了2倍。'],
  }),
  pattern({
    id: 'N4-most',
    severity: 'error',
    source: '出版编校惯例',
    zh: '“{text}”：减少、下降不会超过100%，请核对数字，或改写为“下降到”。',
    en: '“{text}”: nothing falls by more than 100 %. Check the figure.',
    pattern:
      /(?:减少|下降|降低|缩短|压缩|下滑|减轻|回落|降幅|压降|递减)[^，。；！？、到至为由从增升涨提高\d%％]{0,4}(?:为|达|到达|达到)?[^，。；！？、到至由从增升涨提高\d%％]{0,2}(?<!\d)(\d{3,}(?:\.\d+)?)[%％]/gu,
    unless: match => Number(match[1]) <= 100 || /(?:到|至)\d/u.test(match[0].replace('达到', '')),
    wrong: [
      '投诉量同比下降120%。',
      '积案减少了约150.5%。',
      '降幅达200%。',
      '用时缩短近三成以上，能耗降低101％。',
    ],
    right: [
      '投诉量同比下降20%。',
      '占道现象减少100%。',
      '完成率由150%下降到120%。',
      '支出减少，收入增长120%。',
      '下降至120%。',
    ],
  }),
  pattern({
    id: 'N5',
    severity: 'warning',
    source: `${SOURCE} 4.2`,
    zh: '“{text}”混用了单位，请写作“{named}”或改用整数。',
    en: '“{text}” mixes number words; write “{named}”.',
    pattern: /(?<![\d.])(\d+)千万元|(?<![\d.])(\d+)亿(\d+)千万元/gu,
    repair: match => tidyMoney(match),
    named: match => ({ zh: tidyMoney(match), en: tidyMoney(match) }),
    wrong: ['投入3千万元。', '投资1亿2千万元。'],
    right: ['投入3000万元。', '投资1.2亿元。'],
  }),
  {
    id: 'N5-grouping',
    severity: 'note',
    source: `${SOURCE} 5.1.2`,
    zh: '全文大数有的分节（12,345）有的不分节，请统一。',
    en: 'Some large numbers are grouped and some are not: use one style.',
    find: mixedGrouping,
    wrong: ['共12,345件，办结23456件。'],
    right: ['共12,345件，办结23,456件。', '共12345件，电话13812345678。'],
  },
  pattern({
    id: 'N6',
    severity: 'error',
    source: 'GB/T 9704-2012 7.2.5',
    zh: '发文字号应写作“{named}”：年份用六角括号，序号不编虚位、不加“第”。',
    en: 'A document number is written “{named}”: turtle-shell brackets, no leading zero, no “第”.',
    pattern: /[[［【(（](\d{4})[\]］】)）](?:第)?0*(\d+)号|〔(\d{4})〕(?:0+(\d+)|第0*(\d+))号/gu,
    repair: match => documentNumber(match),
    named: match => ({ zh: documentNumber(match), en: documentNumber(match) }),
    wrong: ['东城管[2026]15号', '东城管〔2026〕015号', '东城管（2026）第3号'],
    right: ['东城管〔2026〕15号'],
  }),
  {
    id: 'N7',
    severity: 'error',
    source: '历法',
    zh: '没有“{text}”这一天，请核对。',
    en: 'There is no such day as “{text}”: check it.',
    find: text =>
      datesIn(text)
        .filter(date => date.impossible)
        .map(bare),
    wrong: ['2026年2月30日', '4月31日上午', '2026年13月5日'],
    right: ['2026年2月28日', '4月30日上午', '2024年2月29日'],
  },
  {
    id: 'N7-weekday',
    severity: 'error',
    source: '历法',
    zh: '“{text}”与历法不符，{named}。',
    en: '“{text}” does not agree with the calendar: {named}.',
    find: text => datesIn(text).flatMap(weekdayMismatch),
    wrong: ['2026年11月22日（星期一）'],
    right: ['2026年11月22日（星期日）', '2026年11月22日（周日）'],
  },
  {
    id: 'N7-future',
    severity: 'warning',
    source: '编辑惯例',
    zh: '“{text}”还没有到，文中却像已经发生，请核对。',
    en: '“{text}” has not come yet but is told as past: check it.',
    find: text =>
      datesIn(text)
        .filter(date => date.future)
        .map(bare),
    wrong: [{ parts: [{ kind: 'paragraph', text: '2027年3月1日，中队开展巡查，清理占道20处。' }] }],
    right: ['2027年3月1日前，中队将完成整治。', '计划于2027年5月完工。', '2026年11月20日，中队开展巡查。'],
  },
  ...SUMS,
];

/** A sentence counts in one way: beside 十二处, the 九处 of the same sentence is a figure too, and alone it is none. */
function figuresIn(text: string): { from: number; to: number; repair: null }[] {
  const figures = [...text.matchAll(FIGURE)];
  if (figures.length === 0) return [];
  const sentenceOf = ({ index }: RegExpExecArray): number => text.slice(0, index).split(/[。！？；]/u).length;
  const counted = new Set(figures.map(match => `${sentenceOf(match)} ${match[1]}`));
  const beside = [...text.matchAll(SMALL_FIGURE)].filter(match =>
    counted.has(`${sentenceOf(match)} ${match[1]}`),
  );
  return [...figures, ...beside]
    .sort((a, b) => a.index - b.index)
    .map(match => ({ from: match.index, to: match.index + match[0].length, repair: null }));
}

function tidyMoney(match: RegExpExecArray): string {
  const [, millions, hundred, rest] = match;
  if (millions) return `${millions}000万元`;
  return `${hundred}.${rest}亿元`;
}

function documentNumber([, a, b, c, d, e]: RegExpExecArray): string {
  return `〔${a ?? c}〕${b ?? d ?? e}号`;
}

function mixedGrouping(text: CheckedText) {
  const found = inParts(text, ['paragraph', 'cell'], part =>
    [...part.text.matchAll(/(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{5,9})(?![\d.])(?!号)/gu)].map(match => ({
      from: match.index,
      to: match.index + match[0].length,
      repair: null,
      grouped: match[0].includes(','),
    })),
  );
  const grouped = found.filter(each => each.grouped).length;
  if (grouped === 0 || grouped === found.length) return [];
  const rarer = grouped * 2 <= found.length;
  return found.filter(each => each.grouped === rarer).map(({ grouped: _, ...hit }) => hit);
}

type Dated = {
  part: number;
  from: number;
  to: number;
  year: number | null;
  month: number;
  day: number;
  weekday: string | null;
  impossible: boolean;
  future: boolean;
};

const DATE =
  /(?:(?<![\d])(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日(?!常|夜|报|均)(?:[（(]?(?:星期|周)([一二三四五六日天])[）)]?)?/gu;
const COMING = /[将拟]|计划|预计|定于|之?前|以前|截至|截止|起|底|安排|力争|确保|到期|有效期|任务|目标/u;

function datesIn(text: CheckedText): Dated[] {
  return inParts(text, undefined, part =>
    [...part.text.matchAll(DATE)].map(match => ({
      from: match.index,
      to: match.index + match[0].length,
      repair: null,
      ...dated(match, { today: text.today, sentence: sentenceAround(part.text, match.index) }),
    })),
  );
}

function dated(match: RegExpExecArray, around: { today: string; sentence: string }) {
  const year = match[1] ? Number(match[1]) : null;
  const [month, day] = [Number(match[2]), Number(match[3])];
  const impossible = month < 1 || month > 12 || day < 1 || day > daysOfMonth(year ?? 2024, month);
  const iso = `${year}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  const future =
    !impossible && year !== null && iso > addDays(around.today, 1) && !COMING.test(around.sentence);
  return { year, month, day, weekday: match[4] ?? null, impossible, future };
}

function weekdayMismatch(date: Dated) {
  if (date.impossible || date.year === null || date.weekday === null) return [];
  const right = WEEKDAYS.charAt(weekdayOf(date.year, date.month, date.day));
  if (right === date.weekday.replace('天', '日')) return [];
  return [{ ...bare(date), named: { zh: `这一天是星期${right}`, en: `that day is 星期${right}` } }];
}

function bare({ part, from, to }: Dated) {
  return { part, from, to, repair: null };
}

function sentenceAround(text: string, at: number): string {
  const start = Math.max(...['。', '！', '？', '；'].map(mark => text.lastIndexOf(mark, at)));
  const end = text.slice(at).search(/[。！？；]/u);
  return text.slice(start + 1, end < 0 ? undefined : at + end);
}

import { chineseNumber } from './chinese-number.ts';
import { inParts, pattern, RUNNING, type Rule } from './rule.ts';

const SOURCE = 'GB/T 15834-2011';
const WIDE: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '!': '！',
  '?': '？',
  '(': '（',
  ')': '）',
};
const QUESTION = /[吗呢么谁哪何几否怎]|什么|多少|是不是|能不能|有没有/u;

const PAIRS = new Map([
  ['（', '）'],
  ['《', '》'],
  ['〈', '〉'],
  ['“', '”'],
  ['‘', '’'],
  ['【', '】'],
  ['〔', '〕'],
  ['「', '」'],
]);
const CLOSING = new Set(PAIRS.values());

/** The places of brackets and quotation marks without their other half. */
function unpaired(text: string): number[] {
  const open: { mark: string; at: number }[] = [];
  const alone: number[] = [];
  for (const [at, character] of Array.from(text, (c, i) => [i, c] as const)) {
    if (PAIRS.has(character)) open.push({ mark: character, at });
    else if (CLOSING.has(character)) {
      const last = open.at(-1);
      if (last && PAIRS.get(last.mark) === character) open.pop();
      else alone.push(at);
    }
  }
  return [...open.map(each => each.at), ...alone].sort((a, b) => a - b);
}

export const PUNCTUATION: readonly Rule[] = [
  pattern({
    id: 'P1',
    severity: 'warning',
    source: `${SOURCE} 4`,
    zh: '中文里用了半角标点“{text}”，应改为全角。',
    en: 'Half-width “{text}” in Chinese text: use the full-width mark.',
    pattern: /(?<=[\p{Script=Han}”》）])[,;:!](?=[\p{Script=Han}\d“《（]|$)/gu,
    repair: match => WIDE[match[0]] ?? null,
    wrong: ['今天,我们开会。', '时间:2026年3月1日。', '队员们说:“辛苦了。”'],
    right: ['比例为3:1，时间为9:30。', 'A,B,C三类。', '共12,345件。'],
  }),
  pattern({
    id: 'P1-question',
    severity: 'warning',
    source: `${SOURCE} 4.3`,
    zh: '问号是半角的，应改为“？”。',
    en: 'The question mark is half-width; use “？”.',
    pattern: /(?<=[\p{Script=Han}”》）])\?(?=[\p{Script=Han}“《（”]|$)/gu,
    unless: ({ index }, part) => !QUESTION.test(sentenceBefore(part.text, index)),
    repair: () => '？',
    wrong: ['为什么不整改?店主说没有人手。', '能不能早一点来?'],
    right: ['为什么不整改？', '2006年?月专设信息科。'],
  }),
  pattern({
    id: 'P1-bracket',
    severity: 'note',
    source: `${SOURCE} 4.9`,
    zh: '中文括注用了半角括号，应改为全角。',
    en: 'Half-width brackets around Chinese: use full-width ones.',
    pattern: /\((?=[^()]*\p{Script=Han})[^()]*\)/gu,
    repair: match => `（${match[0].slice(1, -1)}）`,
    wrong: ['见附件(名单)。'],
    right: ['见附件（名单）。', '世界卫生组织(WHO)发布报告。'],
  }),
  pattern({
    id: 'P1-quote',
    severity: 'note',
    source: `${SOURCE} 4.8`,
    zh: '引号是半角直引号，应改为“”。',
    en: 'Straight quotation marks: use “ ”.',
    pattern: /"(?=[^"]*\p{Script=Han})([^"]*)"/gu,
    repair: match => `“${match[1]}”`,
    wrong: ['开展"门前三包"行动。'],
    right: ['开展“门前三包”行动。'],
  }),
  pattern({
    id: 'P1-stop',
    severity: 'warning',
    source: `${SOURCE} 4.1`,
    zh: '句末用了西文句点“.”，应改为“。”。',
    en: 'A western full stop ends a Chinese sentence: use “。”.',
    pattern: /(?<=\p{Script=Han})\.(?=\p{Script=Han}|\s|$)/gu,
    kinds: RUNNING,
    repair: match => (match.index + 1 === match.input.length ? '。' : null),
    wrong: ['整治工作全部完成.', '整治完成.下一步继续巡查。'],
    right: ['网址为www.example.cn。', '增长3.5%。'],
  }),
  pattern({
    id: 'P2',
    severity: 'note',
    source: `${SOURCE} 4.5.3.5`,
    zh: '书名号、引号并列时一般不用顿号。',
    en: 'Between adjacent book titles or quotations no enumeration comma is needed.',
    pattern: /(?<=[》”])、(?=[《“])/gu,
    repair: () => '',
    wrong: ['学习《条例》、《办法》。', '落实“三包”、“五定”要求。'],
    right: [
      '学习《条例》《办法》。',
      '学习《条例》和《办法》、《规定》（节选）。'.replace('、《规定》', '《规定》'),
    ],
  }),
  pattern({
    id: 'P3',
    severity: 'warning',
    source: `${SOURCE} 4.11`,
    zh: '省略号应为六个小圆点“……”。',
    en: 'The ellipsis is six dots: “……”.',
    pattern: /\.{3,6}|。{3,}|(?<!…)…(?!…)/gu,
    repair: () => '……',
    wrong: ['摊位、招牌、车辆...都要管。', '摊位、招牌。。。', '摊位…'],
    right: ['摊位、招牌……都要管。'],
  }),
  pattern({
    id: 'P3-and-so-on',
    severity: 'note',
    source: `${SOURCE} 4.11.3.4`,
    zh: '省略号与“等”意思重复，留一个。',
    en: 'The ellipsis and “等” say the same: keep one.',
    pattern: /……等/gu,
    repair: () => '等',
    wrong: ['摊位、招牌……等都要管。'],
    right: ['摊位、招牌等都要管。'],
  }),
  pattern({
    id: 'P4',
    severity: 'warning',
    source: `${SOURCE} 4.10`,
    zh: '破折号应占两个字“——”。',
    en: 'The dash takes two characters: “——”.',
    pattern: /(?<=[\p{Script=Han}”》])(?:--+|－－|–+)(?=[\p{Script=Han}“《])/gu,
    repair: () => '——',
    wrong: ['我们的目标--让城市更整洁。'],
    right: ['我们的目标——让城市更整洁。', '北京—上海方向', '编号A-12。'],
  }),
  {
    id: 'P5',
    severity: 'error',
    source: `${SOURCE} 4.8、4.9、4.15`,
    zh: '“{text}”没有配对，请补上另一半或删去。',
    en: '“{text}” has no other half: add or delete it.',
    find: text =>
      inParts(text, undefined, part =>
        unpaired(part.text).map(at => ({ from: at, to: at + 1, repair: null })),
      ),
    wrong: ['落实《条例要求。', '他说：“马上整改。', '见附件）。'],
    right: ['落实《关于“三包”的办法（试行）》要求。'],
  },
  pattern({
    id: 'P5-nested',
    severity: 'note',
    source: `${SOURCE} 4.8.3.3`,
    zh: '引号里面再用引号，里层用单引号‘’。',
    en: 'A quotation inside a quotation takes single marks.',
    pattern: /“[^”“]*“[^”]*”[^”“]*”/gu,
    repair: match => nestedQuotes(match[0]),
    wrong: ['他说：“落实“三包”责任。”'],
    right: ['他说：“落实‘三包’责任。”', '“三包”和“五定”'],
  }),
  pattern({
    id: 'P6',
    severity: 'warning',
    source: `${SOURCE} 4.5.3、附录B`,
    zh: '“{text}”的序次标点应为“{named}”。',
    en: 'The numbering “{text}” is written “{named}”.',
    pattern:
      /第[一二三四五六七八九十]+、|[首其][先次]、|(?<=^)[（(][一二三四五六七八九十]+[）)]、|(?<=^)\d{1,2}、/gu,
    repair: match => numbering(match[0]),
    named: match => ({ zh: numbering(match[0]), en: numbering(match[0]) }),
    wrong: ['第一、加强巡查。', '（一）、加强巡查', '1、加强巡查', '首先、摸清底数。'],
    right: ['第一，加强巡查。', '（一）加强巡查', '1.加强巡查', '一、加强巡查', '一季度、二季度'],
  }),
  pattern({
    id: 'P7',
    severity: 'warning',
    source: `${SOURCE} 4.1`,
    zh: '这一段没有用句末标点结束。',
    en: 'This paragraph does not end with a closing mark.',
    pattern: /[^。！？…”’）》：；]$/gu,
    kinds: RUNNING,
    unless: (_, part) => part.text.length < 16 || !/[，。；]/u.test(part.text.slice(0, -1)),
    repair: match => closed(match),
    wrong: [
      '中队加强早晚高峰巡查，疏导流动摊贩20余处',
      '中队加强早晚高峰巡查，疏导流动摊贩20余处，',
      '中队加强早晚高峰巡查，疏导流动摊贩，同比减少20%.',
    ],
    right: ['中队加强早晚高峰巡查，疏导流动摊贩20余处。', '城东中队　2026年3月1日', '具体措施如下：'],
  }),
  pattern({
    id: 'P8',
    severity: 'warning',
    source: `${SOURCE} 4.1；GB/T 9704-2012`,
    zh: '标题末尾不用“{text}”。',
    en: 'A heading does not end with “{text}”.',
    pattern: /[。，、；：]$/gu,
    kinds: ['title', 'heading'],
    repair: () => '',
    wrong: [{ parts: [{ kind: 'title', text: '城东中队开展夜间巡查。' }] }],
    right: [{ parts: [{ kind: 'title', text: '城东中队开展夜间巡查' }] }, '巡查结束。'],
  }),
  pattern({
    id: 'P8-call',
    severity: 'warning',
    source: '公文和工作信息标题惯例',
    zh: '工作信息的标题不用感叹号，请删去或换一种说法。',
    en: 'The title of a report takes no exclamation mark: delete it or word it otherwise.',
    pattern: /[！!]+(?=$|[\p{Script=Han}“《\s])/gu,
    kinds: ['title'],
    repair: match => (match.index + match[0].length === match.input.length ? '' : null),
    wrong: [
      { parts: [{ kind: 'title', text: '城东中队夜间巡查见实效！' }] },
      { parts: [{ kind: 'title', text: '动真格！城东中队整治占道经营' }] },
    ],
    right: [
      { parts: [{ kind: 'title', text: '城东中队夜间巡查见实效' }] },
      '队员们齐声说：“请放心！”',
      { parts: [{ kind: 'title', text: '“老师好！”成为校门口的第一句话' }] },
    ],
  }),
  pattern({
    id: 'P9',
    severity: 'error',
    source: `${SOURCE} 5.1`,
    zh: '标点“{text}”重复或连用，请留一个。',
    en: 'Two marks in a row, “{text}”: keep one.',
    pattern:
      /，[，、；：。]+|、[，、；：。]+|；[，、；：。]+|：[，、；：。]+|。[，、；：]+|(?<!。)。。(?!。)|[！？][，、；：。]+/gu,
    repair: match => (new Set(match[0]).size === 1 ? (match[0][0] ?? null) : null),
    wrong: ['巡查结束，，大家返回。', '巡查结束。，大家返回。', '巡查结束。。'],
    right: ['巡查结束，大家返回。', '他说：“好。”', '真的？！'],
  }),
  pattern({
    id: 'P10',
    severity: 'warning',
    source: `${SOURCE} 4.13；GB/T 15835-2011 5.1.4`,
    zh: '数值范围“{text}”前一个数也要写百分号，中间用浪纹线，如20%～30%。',
    en: 'In the range “{text}” the first number needs its per cent sign too, with “～” between.',
    pattern: /(?<![\d.%％])(\d+(?:\.\d+)?)[-—~～－](\d+(?:\.\d+)?)([%％])/gu,
    repair: match => `${match[1]}${match[3]}～${match[2]}${match[3]}`,
    wrong: ['预计下降20~30%。', '占10-15%。'],
    right: ['预计下降20%～30%。', '占10%。'],
  }),
  pattern({
    id: 'P10-years',
    severity: 'note',
    source: `${SOURCE} 4.13.3`,
    zh: '年份起止用一字线“—”。',
    en: 'Between years the one-character line “—” is used.',
    pattern: /(?<!\d)((?:19|20)\d{2})[-~～－]((?:19|20)\d{2})(?=年)/gu,
    repair: match => `${match[1]}—${match[2]}`,
    wrong: ['2025-2026年度计划。', '2025～2026年'],
    right: ['2025—2026年度计划。'],
  }),
  pattern({
    id: 'P11',
    severity: 'note',
    source: '编辑惯例',
    zh: '两个汉字之间有空格，一般应删去。',
    en: 'A space between two Chinese characters: usually to be deleted.',
    pattern: /(?<=[\p{Script=Han}，。；：、]) +(?=\p{Script=Han})/gu,
    kinds: RUNNING,
    unless: (_, part) => (part.text.match(/[，。；]/gu)?.length ?? 0) < 2,
    repair: () => '',
    wrong: ['中队加强 巡查，疏导摊贩20余处，秩序良好。'],
    right: ['中队加强巡查，疏导摊贩20余处，秩序良好。', '张明 李华'],
  }),
  pattern({
    id: 'N6-article',
    severity: 'note',
    source: 'GB/T 15835-2011 4.2.3；立法技术规范',
    zh: '引用法规条款用汉字，写作“{named}”。',
    en: 'Articles of laws are cited in Chinese numerals: “{named}”.',
    pattern: /(?<=》)第(\d{1,3})([条款项])/gu,
    repair: match => `第${chineseNumber(Number(match[1]))}${match[2]}`,
    named: match => {
      const right = `第${chineseNumber(Number(match[1]))}${match[2]}`;
      return { zh: right, en: right };
    },
    wrong: ['依据《市容条例》第15条处理。'],
    right: ['依据《市容条例》第十五条处理。'],
  }),
];

/** A list's number that strayed to the end of a paragraph: what mends it is not a full stop. */
const STRAY_NUMBER =
  /(?:\d{1,2}[.．、]|[（(](?:\d{1,2}|[一二三四五六七八九十]+)[）)]、?|[一二三四五六七八九十]+、)$/u;

/** The last character with the full stop that it lacks; null where only a person can tell what belongs there. */
function closed({ 0: last, input }: RegExpExecArray): string | null {
  if (STRAY_NUMBER.test(input)) return null;
  return /[，、.．]/u.test(last) ? '。' : `${last}。`;
}

function sentenceBefore(text: string, at: number): string {
  const start = Math.max(...['。', '！', '？', '；', '?'].map(mark => text.lastIndexOf(mark, at - 1)));
  return text.slice(start + 1, at);
}

function nestedQuotes(text: string): string {
  const inner = text.slice(1, -1).replaceAll('“', '‘').replaceAll('”', '’');
  return `“${inner}”`;
}

function numbering(text: string): string {
  const body = text.slice(0, -1);
  if (/^\d/u.test(body)) return `${body}.`;
  if (/^[（(]/u.test(body)) return body;
  return `${body}，`;
}

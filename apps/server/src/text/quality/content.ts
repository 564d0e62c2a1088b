import { countWords } from '@xinxuan/contract';
import { numberOfChinese } from './chinese-number.ts';
import { type CheckedText, type Hit, inParts, type Part, type Rule } from './rule.ts';

const SOURCE = '信息报送工作要求';
const DATA =
  /\d[\d,.]*\s*余?(?:万|亿|千|百)?(?:个百分点|平方米|平方公里|公里|人次|万元|亿元|元|个|家|人|户|件|项|次|场|亩|吨|名|条|处|辆|台|套|[%％])/u;
const WHEN =
  /[一二三四五六七八九十]{1,2}月|[〇零一二三四五六七八九]{4}年|\d{1,2}月|\d{4}年|今年|近日|近期|日前|昨日|今日|今天|昨天|去年|今[春夏秋冬]|当[天日晚]|本月|上月|本周|上周|连日来|年初|季度|上午|下午|晚上|凌晨/u;
/** A line of a title holds 20 characters; what needs a fourth one is told as an error, before its smaller faults. */
const MOST_OF_TITLE = 60;
const LIMITS = { brief: [0, 800], long: [150, 3000], research: [1600, 6000] } as const;

const body = (text: CheckedText): readonly Part[] =>
  text.parts.filter(part => part.kind === 'paragraph' || part.kind === 'heading');

/** The same 字数 that stands on the page: a rule that counted otherwise would contradict it. */
function countedLength({ parts }: CheckedText): number {
  const counted = parts.filter(part => part.kind !== 'title' && part.kind !== 'caption');
  return counted.reduce((sum, part) => sum + countWords(part.text), 0);
}

function whole(text: CheckedText, kind: Part['kind']): Hit | null {
  const part = text.parts.findIndex(each => each.kind === kind);
  const found = text.parts[part];
  return found ? { part, from: 0, to: found.text.length, repair: null } : null;
}

function lengthHit(text: CheckedText): Hit[] {
  const first = whole(text, 'paragraph') ?? whole(text, 'title');
  if (!first) return [];
  const counted = countedLength(text);
  const [least, most] = LIMITS[text.genre];
  if (counted >= least && counted <= most) return [];
  const zh = counted < least ? `现有${counted}字，少于${least}字` : `现有${counted}字，多于${most}字`;
  const en =
    counted < least
      ? `${counted} characters, fewer than ${least}`
      : `${counted} characters, more than ${most}`;
  return [{ ...first, named: { zh, en } }];
}

const HEADING = /^([一二三四五六七八九十]+)、/u;
const POINT = /(?:^|[。；：，])([一二三四五六七八九十])是/gu;

/** 一、二、四、: the first number that does not follow. */
function headingGap(text: CheckedText): Hit[] {
  let expected = 1;
  return inParts(text, undefined, part => {
    const match = part.kind === 'title' ? null : HEADING.exec(part.text);
    const number = match ? numberOfChinese(match[1] ?? '') : null;
    if (!match || number === null) return [];
    const right = number === expected || number === 1;
    const before = expected;
    expected = number + 1;
    return right ? [] : [{ from: 0, to: match[0].length, repair: null, named: follows(before) }];
  });
}

/** 一是……三是……: within one paragraph. */
function pointGap(text: CheckedText): Hit[] {
  return inParts(text, ['paragraph'], part => {
    const found = [...part.text.matchAll(POINT)];
    const numbers = found.map(match => numberOfChinese(match[1] ?? ''));
    if (found.length < 2 || numbers[0] !== 1) return [];
    const wrong = numbers.findIndex((number, index) => number !== index + 1);
    const match = found[wrong];
    if (!match) return [];
    const to = match.index + match[0].length;
    return [{ from: to - 2, to, repair: null, named: follows(wrong + 1) }];
  });
}

function follows(number: number): { zh: string; en: string } {
  const numeral = '零一二三四五六七八九十'.charAt(number) || String(number);
  return { zh: `此处应是“${numeral}”`, en: `“${numeral}” is expected here` };
}

function unnamedUnit(text: CheckedText): Hit[] {
  const title = whole(text, 'title');
  const words = title && text.parts[title.part]?.text;
  if (!title || !words || text.unitNames.length === 0) return [];
  return text.unitNames.some(name => words.includes(name)) ? [] : [title];
}

const title = (words: string): Part => ({ kind: 'title', text: words });
const paragraph = (words: string): Part => ({ kind: 'paragraph', text: words });
const LONG = '中队组织队员开展夜间巡查，劝离流动摊贩，清理占道经营。';

export const CONTENT: readonly Rule[] = [
  {
    id: 'C1',
    severity: 'warning',
    source: SOURCE,
    zh: '篇幅不合：{named}。',
    en: 'The length is off: {named}.',
    find: lengthHit,
    wrong: [
      { parts: [paragraph(LONG)], genre: 'research' },
      { parts: [paragraph(LONG.repeat(40))], genre: 'brief' },
    ],
    right: [LONG, { parts: [paragraph(LONG.repeat(10))], genre: 'long' }],
  },
  {
    id: 'C2-most',
    severity: 'error',
    source: SOURCE,
    zh: '标题有{named}字，超过三行，不能发表。请先压缩到40字、两行以内。',
    en: 'The title has {named} characters, more than three lines: bring it down to 40, two lines, first.',
    find: text =>
      inParts(text, ['title'], part => {
        const length = [...part.text].length;
        const named = { zh: String(length), en: String(length) };
        return length > MOST_OF_TITLE ? [{ from: 0, to: part.text.length, repair: null, named }] : [];
      }),
    wrong: [{ parts: [title('城东中队'.repeat(16))] }],
    right: [{ parts: [title('城东中队'.repeat(11))] }],
  },
  {
    id: 'C2',
    severity: 'warning',
    source: SOURCE,
    zh: '标题超过40字，请压缩到两行以内。',
    en: 'The title has more than 40 characters: two lines at most.',
    find: text =>
      inParts(text, ['title'], part =>
        [...part.text].length > 40 && [...part.text].length <= MOST_OF_TITLE
          ? [{ from: 0, to: part.text.length, repair: null }]
          : [],
      ),
    wrong: [{ parts: [title('城东中队'.repeat(11))] }],
    right: [{ parts: [title('城东中队开展夜间巡查')] }, { parts: [title('城东中队'.repeat(16))] }],
  },
  {
    id: 'C3',
    severity: 'note',
    source: SOURCE,
    zh: '标题里没有单位名称，读者不知道是哪个单位的事。',
    en: 'The title does not name the unit.',
    find: unnamedUnit,
    wrong: [{ parts: [title('夜间巡查见成效')], unitNames: ['城东中队'] }],
    right: [
      { parts: [title('城东中队夜间巡查见成效')], unitNames: ['城东中队'] },
      { parts: [title('夜间巡查')] },
    ],
  },
  {
    id: 'C4',
    severity: 'error',
    source: SOURCE,
    zh: '序号“{text}”不连续，{named}。',
    en: 'The numbering breaks at “{text}”: {named}.',
    find: text => [...headingGap(text), ...pointGap(text)],
    wrong: [
      { parts: [paragraph('一、摸清底数'), paragraph('三、加强巡查')] },
      '主要做法：一是摸清底数。三是加强巡查。',
    ],
    right: [
      { parts: [paragraph('一、摸清底数'), paragraph('二、加强巡查')] },
      '主要做法：一是摸清底数。二是加强巡查。三是常态管理。',
      '这一是非曲直，三是后话。',
    ],
  },
  {
    id: 'C5',
    severity: 'note',
    source: SOURCE,
    zh: '工作成效没有数据，请补充数量、比例或金额。',
    en: 'Results without a figure: add a number, a share or an amount.',
    find: text => {
      const first = whole(text, 'paragraph');
      const has =
        body(text).some(part => DATA.test(part.text)) || text.parts.some(part => part.kind === 'cell');
      return text.wantsFigures && first && !has ? [first] : [];
    },
    wrong: [{ parts: [paragraph('整治取得明显成效，群众满意。')], wantsFigures: true }],
    right: [{ parts: [paragraph('清理占道经营23处。')], wantsFigures: true }, '整治取得明显成效。'],
  },
  {
    id: 'C6',
    severity: 'note',
    source: SOURCE,
    zh: '开头120字内没有写明时间。',
    en: 'The first 120 characters do not say when.',
    find: text => {
      const first = whole(text, 'paragraph');
      const opening = body(text)
        .map(part => part.text)
        .join('')
        .slice(0, 120);
      return first && opening.length >= 60 && !WHEN.test(opening) ? [first] : [];
    },
    wrong: [LONG.repeat(4)],
    right: [
      `11月20日，${LONG.repeat(4)}`,
      `三月二十日，${LONG.repeat(4)}`,
      `二〇二六年初，${LONG.repeat(4)}`,
      LONG,
    ],
  },
  {
    id: 'C7',
    severity: 'error',
    source: SOURCE,
    zh: '图片没有说明。请写明时间、地点、人物、事情，并注明摄影者。',
    en: 'The picture has no caption: say when, where, who and what, and who took it.',
    find: text =>
      inParts(text, ['caption'], part => (part.text.trim() === '' ? [{ from: 0, to: 0, repair: null }] : [])),
    wrong: [{ parts: [{ kind: 'caption', text: ' ' }] }],
    right: [{ parts: [{ kind: 'caption', text: '11月20日，队员在人民路巡查（王某摄）' }] }],
  },
  {
    id: 'C7-credit',
    severity: 'note',
    source: SOURCE,
    zh: '图片说明应为10至80字，并以“（××摄）”结尾。',
    en: 'A caption has 10 to 80 characters and ends with “（name摄）”.',
    find: text =>
      inParts(text, ['caption'], part => {
        const length = [...part.text].length;
        const right =
          length === 0 || (length >= 10 && length <= 80 && /[（(][^（）()]{2,12}摄[）)]$/u.test(part.text));
        return right ? [] : [{ from: 0, to: part.text.length, repair: null }];
      }),
    wrong: [{ parts: [{ kind: 'caption', text: '巡查现场' }] }],
    right: [{ parts: [{ kind: 'caption', text: '11月20日，队员在人民路巡查（王明摄）' }] }],
  },
];

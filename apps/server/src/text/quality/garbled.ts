import iconv from 'iconv-lite';
import { pinyin } from 'pinyin-pro';
import { type Hit, inParts, type Part, pattern, type Rule } from './rule.ts';

const SOURCE = '乱码识别';
/** Syllables of written pinyin without tones: what may stand between Chinese characters by damage. */
const SYLLABLE =
  /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|er|ia|ie|iu|ua|uo|ui|ue|ve|a|o|e|i|u|v)$/u;

/** 中(zhong)华: a bracket that holds the reading of the character before it. */
function readingInBrackets(part: Part) {
  const found = part.text.matchAll(/(\p{Script=Han})[（(]([a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüɡ]{1,6})[）)]/gu);
  return [...found].flatMap(match => {
    const [whole, character = '', written = ''] = match;
    if (!readings(character).has(plain(written))) return [];
    return [{ from: match.index + character.length, to: match.index + whole.length, repair: '' }];
  });
}

/** shu记, 受li: a syllable in the place of a character. */
function bareReading(part: Part) {
  const found = part.text.matchAll(
    /(?<=\p{Script=Han})([a-zāáǎàōóǒòēéěèīíǐìūúǔùüɡ]{2,6})(?=\p{Script=Han}|[，。、；]|$)/gu,
  );
  return [...found].flatMap(match =>
    SYLLABLE.test(plain(match[0])) && !KNOWN_WORDS.has(match[0])
      ? [{ from: match.index, to: match.index + match[0].length, repair: null }]
      : [],
  );
}
const KNOWN_WORDS = new Set(['app', 'vip', 'wan', 'pos', 'ai', 'pe', 'logo', 'la', 'gong']);

function readings(character: string): Set<string> {
  return new Set(pinyin(character, { toneType: 'none', multiple: true, type: 'array' }).map(plain));
}

function plain(reading: string): string {
  return reading
    .normalize('NFD')
    .replace(/[\u0300-\u0304\u0306-\u036f]/gu, '')
    .replaceAll('ɡ', 'g')
    .replaceAll('ü', 'v')
    .replaceAll('u\u0308', 'v')
    .normalize('NFC');
}

const HAN_ONLY = /^[\p{Script=Han}，。、；：？！“”（）《》\d\s]+$/u;
/** Damage looks like anything that GBK holds, so a run ends only at ASCII and at ordinary punctuation. */
const RUN = /[^\p{ASCII}，。、；：！？“”（）《》]{3,}/gu;

/** Text written in UTF-8 and read as GBK: turning it round gives Chinese again; a last half character may be lost. */
function utf8AsGbk(part: Part) {
  return [...part.text.matchAll(RUN)].flatMap(match => {
    for (const cut of [0, 1, 2]) {
      const run = match[0].slice(0, match[0].length - cut);
      const text = turnRound(run);
      if (text) return [{ from: match.index, to: match.index + run.length, repair: text }];
    }
    return [];
  });
}

function turnRound(run: string): string | null {
  const bytes = iconv.encode(run, 'gbk');
  if (iconv.decode(bytes, 'gbk') !== run) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 2 && HAN_ONLY.test(text) ? text : null;
  } catch {
    return null;
  }
}

function onlyNormal(found: Omit<Hit, 'part'>, part: Part): string {
  return part.text.slice(found.from, found.to).normalize('NFKC');
}

/** Characters of the Kangxi radicals and compatibility blocks, which PDFs put for ordinary ones. */
function odditiesOfPdf(part: Part) {
  return [...part.text.matchAll(/[\u2e80-\u2fdf\uf900-\ufaff]/gu)].map(match => {
    const hit = { from: match.index, to: match.index + 1, repair: null as string | null };
    const normal = onlyNormal(hit, part);
    return { ...hit, repair: normal === match[0] ? null : normal };
  });
}

export const GARBLED: readonly Rule[] = [
  pattern({
    id: 'G1',
    severity: 'error',
    source: SOURCE,
    zh: '此处有乱码“{text}”，原字已丢失，请对照原文补上。',
    en: 'Damaged text “{text}”: the characters are lost; restore them from the source.',
    pattern: /\ufffd+|(?:锟斤拷)+|烫烫烫+|屯屯屯+/gu,
    wrong: ['城管\ufffd\ufffd中队', '锟斤拷', '烫烫烫'],
    right: ['水烫烫的', '屯溪区'],
  }),
  pattern({
    id: 'G2',
    severity: 'error',
    source: SOURCE,
    zh: '“{text}”处可能丢了字，请对照原文补上。',
    en: 'A character seems lost at “{text}”: restore it from the source.',
    pattern:
      /(?<=[\p{Script=Han}\ue000-\uf8ff])\?(?:[A-Za-z@-~](?=[\p{Script=Han}，。、])|(?=[，。、；月日年,])|(?=[a-zàáǎāòóǒōèéěēìíǐīùúǔūü]{1,5}[)）]))/gu,
    wrong: ['发展?fàn)环境', '报纸?Q复印件', '以报纸?、视频为准', '2006年?月专设科室'],
    right: ['为什么?店主说。', '怎么办？'],
  }),
  {
    id: 'G3',
    severity: 'error',
    source: SOURCE,
    zh: '“{text}”是转码带进来的拼音，应删去。',
    en: '“{text}” is a reading left by a conversion: delete it.',
    find: text => inParts(text, undefined, readingInBrackets),
    wrong: ['中(zhong)华人民共和(he)国', '国务(wù)院', '導(dǎo)語', '聯(lián)系'],
    right: ['银行(bank)系统', '第(a)项', '工会（ALF）'],
  },
  {
    id: 'G4',
    severity: 'warning',
    source: SOURCE,
    zh: '“{text}”像是用拼音代替的字，请改成汉字。',
    en: '“{text}” looks like a reading in the place of a character.',
    find: text => inParts(text, undefined, bareReading),
    wrong: ['区委shu记调研', '依法受li，及时办结'],
    right: ['下载app办理', '推广wifi覆盖', '打造ip形象', '使用logo标识'],
  },
  pattern({
    id: 'G5',
    severity: 'error',
    source: SOURCE,
    zh: '“{text}”是编码错误造成的乱码，请重新从原文件复制。',
    en: '“{text}” was damaged by a wrong encoding: copy it from the source again.',
    pattern:
      /(?:[\u00C2-\u00F4][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u2013-\u203A\u20AC\u2122]+)+|(?:[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF][\u00A1-\u00B6\u00B8-\u00D6\u00D8-\u00FF]){2,}/gu,
    wrong: ['ä¸­æ–‡', 'ÄãºÃ'],
    right: ['café', '浓度≥5μg', '地址：××××××××'],
  }),
  {
    id: 'G6',
    severity: 'error',
    source: SOURCE,
    zh: '“{text}”是编码错误造成的乱码，原文应为“{named}”。',
    en: '“{text}” was damaged by a wrong encoding; it read “{named}”.',
    find: text =>
      inParts(text, undefined, utf8AsGbk).map(hit => ({ ...hit, named: { zh: hit.repair, en: hit.repair } })),
    wrong: [garble('数据中心'), garble('城市管理')],
    right: ['联通公司', '城市管理综合执法'],
  },
  {
    id: 'G7',
    severity: 'warning',
    source: SOURCE,
    zh: '“{text}”不是常用字形（多由PDF复制带入），请换成正常的字。',
    en: '“{text}” is not the ordinary character (often copied from a PDF).',
    find: text => inParts(text, undefined, odditiesOfPdf),
    wrong: ['⼀是加强巡查', '⼯作'],
    right: ['一是加强巡查'],
  },
  pattern({
    id: 'G7-private',
    severity: 'error',
    source: SOURCE,
    zh: '此处是自造字或符号字体，别的电脑上显示不出来，请重新输入。',
    en: 'A character of a private font: other machines cannot show it.',
    pattern: /[\ue000-\uf8ff]+/gu,
    wrong: ['\ue001巡查'],
    right: ['★巡查'],
  }),
  pattern({
    id: 'G8',
    severity: 'warning',
    source: SOURCE,
    zh: '此处有看不见的控制字符，应删去。',
    en: 'An invisible character: delete it.',
    pattern: /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|(?![\t\n])\p{Cc}/gu,
    repair: () => '',
    wrong: ['巡\u200b查', '\u202e倒序', '\ufeff开头'],
    right: ['巡查'],
  }),
  pattern({
    id: 'G9',
    severity: 'error',
    source: SOURCE,
    zh: '“{text}”是网页代码残留，应删去。',
    en: '“{text}” is left over from a web page: delete it.',
    pattern:
      /&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|#\d{1,6}|#x[\da-f]{1,5});|<\/?(?:p|br|div|span|font|strong|b|img|a|table|tr|td)(?:\s[^<>]{0,200})?\/?>|\\u[\da-f]{4}|(?<=\p{Script=Han})@@(?=\p{Script=Han})|\{\*? ?@\d \w\d [A-Z]\./giu,
    repair: match => LEFTOVERS[match[0].toLowerCase()] ?? (/^[<]|^&nbsp|^@@|^\{/u.test(match[0]) ? '' : null),
    wrong: ['巡查&nbsp;结束', '<p>巡查结束</p>', '\\u4e2d', '城管@@中队'],
    right: ['A&B公司', '3<5', '邮箱a@b.cn'],
  }),
];

const LEFTOVERS: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&ldquo;': '“',
  '&rdquo;': '”',
  '&mdash;': '—',
  '&hellip;': '…',
};

/** The damage of rule G6, for its examples. */
function garble(text: string): string {
  return iconv.decode(Buffer.from(text, 'utf8'), 'gbk');
}

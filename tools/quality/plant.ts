import type { Draw } from '../../apps/server/src/setup/demonstration/random.ts';
import {
  between,
  cardNumber,
  idNumber,
  PINYIN_SLIPS,
  READINGS,
  SLIP_CLAUSES,
  SLIPS,
  TRADITIONAL,
} from './planted-words.ts';

/** One planted error: the paragraph with it, and the rule that has to find it at that place. */
export type Planted = { rule: string; text: string; from: number; to: number };
type Planter = { rule: string; plant: (clean: string, draw: Draw) => Omit<Planted, 'rule'> | null };

/** Puts `wrong` in the place of one match of `at`, drawn from all. */
function swap(at: RegExp, wrong: (match: RegExpExecArray, draw: Draw) => string): Planter['plant'] {
  return (clean, draw) => {
    const matches = [...clean.matchAll(at)];
    if (matches.length === 0) return null;
    const match = draw.pick(matches);
    const put = wrong(match, draw);
    const text = clean.slice(0, match.index) + put + clean.slice(match.index + match[0].length);
    return { text, from: match.index, to: match.index + Math.max(put.length, 1) };
  };
}

/** Puts a clause with the error behind a comma, as the writer would have gone on. */
function clause(wrong: (draw: Draw) => string): Planter['plant'] {
  return swap(/，/gu, (_, draw) => `，${wrong(draw)}，`);
}

const HAN = '\\p{Script=Han}';

export const PLANTERS: readonly Planter[] = [
  { rule: 'P1', plant: swap(new RegExp(`(?<=${HAN})，(?=${HAN})`, 'gu'), () => ',') },
  { rule: 'P1', plant: swap(new RegExp(`(?<=${HAN})；(?=${HAN})`, 'gu'), () => ';') },
  { rule: 'P1-stop', plant: swap(/(?<=\p{Script=Han})。$/gu, () => '.') },
  {
    rule: 'P1-bracket',
    plant: clause(draw => `详见附件(${draw.pick(['名单', '照片', '统计表', '整改清单'])})`),
  },
  {
    rule: 'P1-quote',
    plant: clause(draw => `开展"${draw.pick(['门前三包', '清洁家园', '周五清扫', '夜巡'])}"行动`),
  },
  {
    rule: 'P2',
    plant: clause(draw => `学习《${draw.pick(['条例', '办法'])}》、《${draw.pick(['细则', '规定'])}》`),
  },
  { rule: 'P3', plant: clause(draw => `摊位、招牌${draw.pick(['...', '。。。', '…', '......'])}`) },
  { rule: 'P4', plant: clause(draw => `一个目标${draw.pick(['--', '－－', '---'])}让街面更整洁`) },
  {
    rule: 'P5',
    plant: swap(
      new RegExp(`(?<=${HAN})，(?=${HAN})`, 'gu'),
      (_, draw) => `，${draw.pick(['“', '（', '《', '”', '）'])}`,
    ),
  },
  { rule: 'P6', plant: swap(/^/gu, (_, draw) => `第${draw.pick([...'一二三四'])}、`) },
  { rule: 'P6', plant: swap(/^/gu, (_, draw) => `（${draw.pick([...'一二三四'])}）、`) },
  { rule: 'P7', plant: swap(/(?<=\p{Script=Han})。$/gu, () => '') },
  { rule: 'P9', plant: swap(/，/gu, (_, draw) => draw.pick(['，，', '，。', '、，', '。，'])) },
  {
    rule: 'P10',
    plant: clause(
      draw => `同比下降${between(draw, 5, 20)}${draw.pick(['-', '~', '—', '～'])}${between(draw, 21, 40)}%`,
    ),
  },
  {
    rule: 'P10-years',
    plant: clause(
      draw =>
        `实施${between(draw, 2021, 2024)}${draw.pick(['-', '~'])}${between(draw, 2025, 2027)}年行动方案`,
    ),
  },
  {
    rule: 'P11',
    plant: swap(new RegExp(`(?<=${HAN})(?=${HAN})`, 'gu'), (_, draw) => ' '.repeat(draw.int(1, 3))),
  },
  { rule: 'N1', plant: clause(draw => `${between(draw, 20, 26)}年${between(draw, 1, 12)}月起推行`) },
  {
    rule: 'N1-zero',
    plant: clause(draw => `二${draw.pick(['0', 'O', '○'])}二${draw.pick([...'四五六'])}年启动`),
  },
  {
    rule: 'N2',
    plant: clause(draw => `清理占道${draw.pick(['二十三', '一百二十', '四十五', '三百零六', '十七'])}处`),
  },
  {
    rule: 'N3',
    plant: clause(
      draw =>
        `${draw.pick(['约', '近', '超过'])}${between(draw, 20, 90)}${draw.pick(['户左右', '家以上', '件上下'])}`,
    ),
  },
  {
    rule: 'N4',
    plant: clause(draw => `投诉量${draw.pick(['下降', '减少', '降低'])}了${between(draw, 2, 5)}倍`),
  },
  {
    rule: 'N4-most',
    plant: clause(
      draw =>
        `投诉量${draw.pick(['同比下降', '比上月减少', '较去年降低'])}${draw.pick(['', '了', '近'])}${between(draw, 101, 300)}${draw.pick(['%', '％', '.5%'])}`,
    ),
  },
  {
    rule: 'W4',
    plant: clause(
      draw =>
        `办结${between(draw, 2, 90)}${draw.pick(['', '余'])}${draw.pick(['件件', '处处', '起起', '户户', '家家', '个个', '场场', '条条'])}`,
    ),
  },
  { rule: 'W5-running', plant: swap(new RegExp(`${HAN}{5,9}`, 'gu'), match => match[0] + match[0]) },
  {
    rule: 'W1',
    plant: clause(
      draw =>
        `${draw.pick(['居民', '商户', '群众'])}（${draw.pick(['家住城东', '匿名', '某小区业主'])}）反应${draw.pick(['噪声扰民', '楼道堆物', '油烟问题'])}`,
    ),
  },
  { rule: 'N5', plant: clause(draw => `投入${between(draw, 1, 9)}${draw.pick(['千万元', '亿3千万元'])}`) },
  {
    rule: 'N6',
    plant: clause(
      draw =>
        `依据东城管${draw.pick(['[', '（', '【'])}2026${draw.pick([']', '）', '】'])}${between(draw, 1, 90)}号文件`,
    ),
  },
  { rule: 'N6-article', plant: clause(draw => `依据《市容条例》第${between(draw, 10, 60)}条`) },
  {
    rule: 'N7',
    plant: clause(
      draw => `${draw.pick(['2月30日', '4月31日', '2026年2月29日', '6月31日', '13月5日', '9月31日'])}检查`,
    ),
  },
  {
    rule: 'N7-weekday',
    plant: clause(
      draw =>
        `${draw.pick(['2026年11月16日（星期二）', '2026年11月17日（星期五）', '2026年10月12日（周三）', '2026年9月1日（星期日）'])}`,
    ),
  },
  {
    rule: 'N7-future',
    plant: swap(
      /^/gu,
      (_, draw) => `2027年${between(draw, 1, 12)}月${between(draw, 1, 28)}日，队员到场巡查。`,
    ),
  },
  {
    rule: 'N8',
    plant: swap(
      /$/gu,
      (_, draw) =>
        `全月受理${between(draw, 30, 40)}件，其中占道${between(draw, 25, 30)}件、噪声${between(draw, 18, 24)}件。`,
    ),
  },
  {
    rule: 'N8-shares',
    plant: swap(
      /$/gu,
      (_, draw) =>
        `其中占道占${between(draw, 50, 60)}%，噪声占${between(draw, 30, 40)}%，油烟占${between(draw, 21, 30)}%。`,
    ),
  },
  {
    rule: 'N8-sign',
    plant: clause(
      draw =>
        `同比${draw.pick(['下降', '减少', '增长'])}${draw.pick(['-', '－'])}${between(draw, 2, 9)}.${between(draw, 1, 9)}%`,
    ),
  },
  { rule: 'W1', plant: clause(draw => draw.pick(SLIP_CLAUSES)) },
  {
    rule: 'W1',
    plant: (clean, draw) => {
      const found = SLIPS.filter(
        ([right]) =>
          clean.includes(right) && right !== '反映' && right !== '必须' && right !== '截至' && right !== '账',
      );
      if (found.length === 0) return null;
      const [right, wrong] = draw.pick(found);
      const from = clean.indexOf(right);
      return { text: clean.replace(right, wrong), from, to: from + wrong.length };
    },
  },
  {
    rule: 'T1',
    plant: (clean, draw) => {
      const found = TRADITIONAL.filter(([right]) => clean.includes(right));
      if (found.length === 0) return null;
      const [right, wrong] = draw.pick(found);
      const from = clean.indexOf(right);
      return { text: clean.replace(right, wrong), from, to: from + 1 };
    },
  },
  {
    rule: 'G1',
    plant: swap(new RegExp(`${HAN}{2}`, 'gu'), (_, draw) => draw.pick(['\ufffd\ufffd', '锟斤拷', '\ufffd'])),
  },
  {
    rule: 'G2',
    plant: swap(new RegExp(`(?<=${HAN})${HAN}(?=${HAN})`, 'gu'), (_, draw) => `?${draw.pick([...'QAjx@k'])}`),
  },
  {
    rule: 'G3',
    plant: swap(
      new RegExp(`[${Object.keys(READINGS).join('')}](?=${HAN})`, 'gu'),
      match => `${match[0]}(${READINGS[match[0]]})`,
    ),
  },
  { rule: 'G4', plant: clause(draw => draw.pick(PINYIN_SLIPS)) },
  {
    rule: 'G5',
    plant: clause(draw =>
      Buffer.from(draw.pick(['中文数据', '城市管理', '工作信息']), 'utf8').toString('latin1'),
    ),
  },
  {
    rule: 'G7',
    plant: swap(
      /[一工人大小日生用长]/gu,
      match =>
        ({ 一: '⼀', 工: '⼯', 人: '⼈', 大: '⼤', 小: '⼩', 日: '⽇', 生: '⽣', 用: '⽤', 长: '⻓' })[
          match[0]
        ] ?? match[0],
    ),
  },
  { rule: 'G7-private', plant: swap(new RegExp(`(?<=${HAN})(?=${HAN})`, 'gu'), () => '\ue00a') },
  {
    rule: 'G8',
    plant: swap(new RegExp(`(?<=${HAN})(?=${HAN})`, 'gu'), (_, draw) =>
      draw.pick(['\u200b', '\ufeff', '\u202e', '\u2060']),
    ),
  },
  {
    rule: 'G9',
    plant: swap(new RegExp(`(?<=${HAN})(?=${HAN})`, 'gu'), (_, draw) =>
      draw.pick(['&nbsp;', '<p>', '</span>', '@@', '<br/>', '&#8220;']),
    ),
  },
  { rule: 'D1', plant: clause(draw => `当事人身份证号${idNumber(draw)}`) },
  {
    rule: 'D2',
    plant: clause(draw => `联系电话1${draw.pick(['38', '59', '77', '90'])}0000${between(draw, 1000, 9999)}`),
  },
  { rule: 'D3', plant: clause(draw => `收款卡号${cardNumber(draw)}`) },
  {
    rule: 'D4',
    plant: clause(
      draw =>
        `查获苏${draw.pick([...'ABDEK'])}${draw.pick([...'0123456789'])}${between(draw, 1000, 9999)}渣土车`,
    ),
  },
  {
    rule: 'D5',
    plant: clause(
      draw =>
        `家住${draw.pick(['朝阳苑', '翠湖花园'])}${between(draw, 1, 30)}幢${between(draw, 1, 4)}单元${between(draw, 101, 909)}室`,
    ),
  },
  { rule: 'D6', plant: clause(draw => `救起落水女孩${draw.pick(['沈小禾', '陆小明', '孟小雨'])}`) },
  { rule: 'D7', plant: clause(draw => `护照号码E${between(draw, 10000000, 99999999)}`) },
  {
    rule: 'S1',
    plant: swap(
      /^/gu,
      (_, draw) =>
        `${draw.pick(['秘密', '机密', '绝密'])}${draw.pick(['★', ' ★', '☆'])}${draw.pick(['1年', '5年', '长期'])}　`,
    ),
  },
  {
    rule: 'S2',
    plant: clause(draw =>
      draw.pick(['此件为内部资料', '涉密文件已登记', '材料不得外传', '仅供领导参阅', '属于工作秘密']),
    ),
  },
];

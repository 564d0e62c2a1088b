import { inParts, type Part, pattern, RUNNING, type Rule } from './rule.ts';

const UNITS = '个|家|人次|人|户|件|起|处|辆|台|套|名|条|次|场|亩|吨|项|份|万元|元';
const FIGURE = new RegExp(`(\\d[\\d,]*(?:\\.\\d+)?)\\s*(${UNITS})`, 'gu');

type Figure = { value: number; unit: string; from: number; to: number };

function figuresIn(text: string, offset: number): Figure[] {
  return [...text.matchAll(FIGURE)].map(match => ({
    value: Number(match[1]?.replaceAll(',', '')),
    unit: match[2] ?? '',
    from: offset + match.index,
    to: offset + match.index + match[0].length,
  }));
}

/** 「共处理50件，其中甲30件、乙25件」: the parts of one unit after 其中, up to the end of the sentence, against the figure before. */
function partsOverWhole(part: Part) {
  return [...part.text.matchAll(/[^。；！？]*?其中[，：:]?([^。；！？]*)/gu)].flatMap(match => {
    const inner = match[1] ?? '';
    const start = match.index + match[0].length - inner.length;
    const whole = figuresIn(part.text.slice(match.index, start), match.index).at(-1);
    if (!whole) return [];
    const parts = figuresIn(inner, start).filter(figure => figure.unit === whole.unit);
    const sum = parts.reduce((total, figure) => total + figure.value, 0);
    const last = parts.at(-1);
    const biggest = Math.max(0, ...parts.map(figure => figure.value));
    if (!last || sum <= whole.value || /同比|环比|上年|去年|增[长加]|提高/u.test(inner)) return [];
    // Overlapping classes may add up to more than the whole; one part alone never does.
    const certain = biggest > whole.value;
    return [
      {
        from: whole.from,
        to: last.to,
        repair: null,
        named: {
          zh: certain
            ? `一项就有${biggest}，多于总数${whole.value}`
            : `各项相加为${sum}，总数为${whole.value}`,
          en: certain
            ? `one part is ${biggest}, more than the whole ${whole.value}`
            : `the parts add up to ${sum}, the whole is ${whole.value}`,
        },
      },
    ];
  });
}

function sharesOverHundred(part: Part) {
  return [...part.text.matchAll(/[^。！？]+/gu)].flatMap(sentence => {
    const shares = [...sentence[0].matchAll(/占(?:总[数量]|全部|比)?(?:的|约)?(\d+(?:\.\d+)?)[%％]/gu)];
    const sum = shares.reduce((total, share) => total + Number(share[1]), 0);
    const [first, last] = [shares[0], shares.at(-1)];
    if (!first || !last || shares.length < 2 || sum <= 100.5) return [];
    const shown = String(Math.round(sum * 10) / 10);
    return [
      {
        from: sentence.index + first.index,
        to: sentence.index + last.index + last[0].length,
        repair: null,
        named: { zh: `各项占比相加为${shown}%`, en: `the shares add up to ${shown}%` },
      },
    ];
  });
}

export const SUMS: readonly Rule[] = [
  {
    id: 'N8',
    severity: 'warning',
    source: '编辑惯例：数据核对',
    zh: '“其中”各项大于总数：{named}，请核对。',
    en: 'The parts after “其中” exceed the whole: {named}. Check the figures.',
    find: text => inParts(text, RUNNING, partsOverWhole),
    wrong: ['全月处理50件，其中占道30件、噪声25件。', '共走访20户，其中困难户26户。'],
    right: [
      '全月处理50件，其中占道30件、噪声20件。',
      '处理50件，其中重点12件，出动80人次。',
      '共50件，其中占道30件，同比增加25件。',
    ],
  },
  {
    id: 'N8-shares',
    severity: 'warning',
    source: '编辑惯例：数据核对',
    zh: '{named}，超过100%，请核对。',
    en: '{named}, more than 100%: check them.',
    find: text => inParts(text, RUNNING, sharesOverHundred),
    wrong: ['其中占道占45%，噪声占35%，油烟占30%。'],
    right: ['其中占道占45%，噪声占35%，油烟占20%。', '占45%。'],
  },
  pattern({
    id: 'N8-sign',
    severity: 'warning',
    source: '编辑惯例：数据核对',
    zh: '“{text}”：已写明增减，数字不再带负号。',
    en: '“{text}”: the word already says up or down; drop the minus sign.',
    pattern: /(?:增长|增加|上升|提高|下降|减少|降低|回落)了?[-－—]\d+(?:\.\d+)?[%％]?/gu,
    kinds: RUNNING,
    wrong: ['同比下降-3.5%。', '同比增长－5%。'],
    right: ['同比下降3.5%。', '同比增长5%。'],
  }),
];

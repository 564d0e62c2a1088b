import { type CheckedText, type Hit, inParts, pattern, type Rule } from './rule.ts';
import { hintsIn, secrecyMarks } from './secrecy-mark.ts';

const SOURCE = '保守国家秘密法；国家秘密定密管理规定';

export const SECRECY: readonly Rule[] = [
  {
    id: 'S1',
    severity: 'block',
    floor: true,
    source: SOURCE,
    zh: '文中有密级标志“{text}”。涉密内容不得进入本系统，请立即停止并联系保密员。',
    en: 'A secrecy mark, “{text}”. Classified matter may not enter this system: stop and call the secrecy officer.',
    find: marksIn,
    wrong: [
      '秘密★1年',
      '机密 ★ 会议开始前',
      '绝密*长期',
      '秘 密 ★ 1 年',
      '機　密☆長期',
      '祕\u200b密\u2060★３年',
      '【绝密】⭐10年',
      '机-密✱启用前',
      {
        parts: [
          { kind: 'cell', text: '秘密' },
          { kind: 'cell', text: '★1年' },
        ],
      },
      {
        parts: [
          { kind: 'caption', text: '文件封面：机' },
          { kind: 'caption', text: '密★20年' },
        ],
      },
    ],
    right: [
      '保守国家秘密',
      '工作秘密管理',
      '**保守国家秘密**',
      '要保守国家秘密。★加强值守',
      {
        parts: [
          { kind: 'paragraph', text: '一是保守工作秘密' },
          { kind: 'paragraph', text: '★二是加强值守' },
        ],
      },
    ],
  },
  pattern({
    id: 'S2',
    severity: 'error',
    floor: true,
    source: `${SOURCE}；工作秘密管理要求`,
    zh: '“{text}”提示内容可能不能公开。送出前须由两名审查人确认并写明理由。',
    en: '“{text}” suggests that this may not be published: before it leaves, two persons have to clear it with a reason.',
    pattern:
      /(?:绝密|机密|秘密)级?(?:文件|资料|事项|件)|内部(?:资料|文件|参考|传阅)|注意保存|不得外传|不予公开|依申请公开|工作秘密(?!管理)|(?<!不|未|非)涉密(?!检查|培训|自查|人员管理)|仅供.{0,6}(?:领导|参阅)|密码电报|密电|密传|密级[：:]\s*(?:绝密|机密|秘密)|^\s*(?:绝\s*密|机\s*密|秘\s*密)\s*$/gmu,
    wrong: ['此件为内部资料，不得外传。', '涉密文件', '仅供领导参阅', '密级：机密', '绝　密'],
    right: ['开展涉密自查', '本次公开内容不涉密', '公开透明', '严守秘密'],
  }),
  pattern({
    id: 'S3',
    severity: 'warning',
    floor: true,
    source: '党政机关公文处理工作条例',
    zh: '有紧急程度标志“{text}”，请确认是否可以通过本系统传送。',
    en: 'An urgency mark, “{text}”: make sure that it may travel through this system.',
    pattern: /^(?:特提|特急|加急)(?=[\s　]|$)/gmu,
    wrong: ['特急'],
    right: ['特急情况处置', '接到特急任务后'],
  }),
  {
    id: 'S4',
    severity: 'error',
    floor: true,
    source: '本单位保密提示词表',
    zh: '“{text}”在本单位的保密提示词表中。送出前须由两名审查人确认并写明理由。',
    en: '“{text}” is on the local list of words that hint at secrets: before it leaves, two persons have to clear it.',
    find: text => inParts(text, undefined, part => withoutRepair(hintsIn(part.text, text.secretWords))),
    wrong: [
      { parts: [{ kind: 'paragraph', text: '样例行动 代号 演练已完成。' }], secretWords: ['样例行动代号'] },
      { parts: [{ kind: 'paragraph', text: '第十二号样库完成检修。' }], secretWords: ['第*样库'] },
    ],
    right: [
      '样例行动代号演练已完成。',
      { parts: [{ kind: 'paragraph', text: '第十二号仓库完成检修。' }], secretWords: ['第*样库'] },
    ],
  },
];

/** Rules whose findings have to be cleared by two persons before the text leaves (L13). */
export const TO_BE_CLEARED: ReadonlySet<string> = new Set(['S2', 'S4']);

/** Of no finding under these rules is a quote kept. */
export const NEVER_QUOTED: ReadonlySet<string> = new Set(SECRECY.map(rule => rule.id));

/** Marks within the parts, and those that are spread over neighbours: the parts are read as one text. */
function marksIn(text: CheckedText): Hit[] {
  const whole = text.parts.map(part => part.text).join('\n');
  const marks = secrecyMarks(whole);
  if (marks.length === 0) return [];
  let start = 0;
  const starts = text.parts.map(part => {
    const from = start;
    start += part.text.length + 1;
    return from;
  });
  return marks.map(({ from, to }) => {
    const part = starts.findLastIndex(each => each <= from);
    const at = starts[part]!;
    return { part, from: from - at, to: Math.min(to - at, text.parts[part]!.text.length), repair: null };
  });
}

function withoutRepair(spans: { from: number; to: number }[]) {
  return spans.map(span => ({ ...span, repair: null }));
}

import { once } from './scheme.ts';

/** What the assessor of the demonstration wrote to those who are to approve the draft. All of it is invented. */
export const DRAFT_NOTE =
  '拟自2027年1月1日起施行：市级长篇由60分提为65分，省级简讯由40分提为45分，舆情被上级简报采用由15分提为20分；超额报送每条由10分减为5分，避免以量取胜。请审。';

/**
 * The draft for the next year that waits for approval in the demonstration: the scheme in force with a few amounts
 * changed, so that comparing, trying and approving have something to show.
 */
export function revisedDraft(yaml: string): string {
  return CHANGES.reduce((text, [place, words]) => once(text, place, words), yaml);
}

const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/^version: .*$/m, 'version: "2027"'],
  [
    /^title: .*$/m,
    'title: { zh: 街道宣传信息工作计分办法（2027年修订草案）, en: "Publicity points of a street office (draft of 2027)" }',
  ],
  [/^effective: .*$/m, 'effective: { from: 2027-01-01 }'],
  [/^( *)provincial: \{ long: 80, brief: 40 \}$/m, '$1provincial: { long: 80, brief: 45 }'],
  [/^( *)municipal: \{ long: 60, brief: 30 \}$/m, '$1municipal: { long: 65, brief: 30 }'],
  [
    /^( *)zh: 全年每名信息员50条；超过任务每多1条加10分，/m,
    '$1zh: 全年每名信息员50条；超过任务每多1条加5分，',
  ],
  [/each above earns 10, each below costs 5$/m, 'each above earns 5, each below costs 5'],
  [/^( *)extra: 10$/m, '$1extra: 5 # 2027年修订：原为 10'],
  [
    /^( *)text: \{ zh: 上级宣传信息简报每采用1条加15分, .*$/m,
    '$1text: { zh: 上级宣传信息简报每采用1条加20分, en: Each adoption by the upper bulletin earns 20 }',
  ],
  [/^( *)- value: 15$/m, '$1- value: 20 # 2027年修订：原为 15'],
];

const UNIT = '示例科';

/** Invented facts that try the changed clauses, as the examples below the text show them. */
export const DRAFT_EXAMPLES: Record<string, string>[] = [
  example({ 日期: '2027-01-12', 稿件编号: '1', 标题: '老旧小区加装电梯', level: 'municipal', genre: 'long' }),
  example({
    日期: '2027-01-20',
    稿件编号: '1',
    标题: '老旧小区加装电梯',
    level: 'provincial',
    genre: 'brief',
  }),
  example({
    日期: '2027-02-03',
    稿件编号: '2',
    标题: '春节用工情况',
    channel: 'opinion',
    level: 'upper_bulletin',
  }),
];

function example(given: Record<string, string>): Record<string, string> {
  return { 种类: 'adopted', 单位: UNIT, 作者: '示例信息员', channel: 'news', ...given };
}

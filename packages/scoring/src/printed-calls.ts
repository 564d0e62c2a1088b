/** Names and calls of conditions and formulas, in words: total('late') is printed as 第五条本期之和. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { PeriodKind } from './periods.ts';
import { label, ONE, ownOf, quoted, type Speech } from './printed-language.ts';
import type { Label } from './scheme.ts';

/** A call that names an account, a ranking or a kind of fact; undefined when it is another call. */
export function sayRead(name: string, args: readonly ASTNode[], speech: Speech): Label | undefined {
  const read = READS[name];
  if (!read) return undefined;
  const [of = '', kind] = args.map(arg => String(arg.args));
  const ranking = OF_RANKINGS.includes(name)
    ? speech.scheme.rankings.find(each => each.id === of)?.label
    : undefined;
  return read(ranking ? quoted(ranking) : speech.nameOf(of), spanOf(kind, name), {
    kind: speech.scheme.kinds[of] ?? label(of, of),
    own: ownOf(speech),
  });
}

/** What they name is a ranking, also where a ledger has the same id. */
const OF_RANKINGS = ['place', 'worth', 'highest', 'mean'];

/** min, max, the roundings and what is asked of days, with their arguments said already. */
export function sayCall(name: string, args: readonly Label[]): Label {
  const [x = label('', ''), y = label('', '')] = args;
  const two = TWO[name];
  if (two) return two(x, y);
  const how = CUTS[name] ?? label(name, name);
  return label(`（${x.zh}，${how.zh}）`, `(${x.en}, ${how.en})`);
}

function spanOf(kind: string | undefined, name: string): Label {
  if (kind === undefined && name === 'earlier') return label('', '');
  if (kind === undefined) return label('本期', 'the period');
  const { zh, en } = ONE[kind as PeriodKind];
  return label(`所在${zh}`, `the ${en}`);
}

type Read = (of: Label, span: Label, also: { kind: Label; own: Label }) => Label;

/** Calls that name an account, a ranking or a kind of fact. */
const READS: Record<string, Read> = {
  total: (of, span) => label(`${of.zh}${span.zh}之和`, `the sum of ${of.en} in ${span.en}`),
  before: (of, span) =>
    label(`${of.zh}在${span.zh}之前一期之和`, `the sum of ${of.en} in the one before ${span.en}`),
  lastYear: of => label(`${of.zh}上年同期之和`, `the sum of ${of.en} in the same period of last year`),
  unitTotal: (of, span) =>
    label(`所在单位${of.zh}${span.zh}之和`, `the sum of ${of.en} of the unit in ${span.en}`),
  personsTotal: (of, span) =>
    label(`本单位人员${of.zh}${span.zh}之和`, `the sum of ${of.en} of the unit’s persons in ${span.en}`),
  partsTotal: (of, span) =>
    label(`下属单位${of.zh}${span.zh}之和`, `the sum of ${of.en} of the units below in ${span.en}`),
  place: (of, span) => label(`${of.zh}${span.zh}的名次`, `the place in ${of.en} in ${span.en}`),
  worth: (of, span) =>
    label(`${of.zh}${span.zh}的名次折分`, `what the place in ${of.en} is worth in ${span.en}`),
  highest: (of, span) => label(`${of.zh}${span.zh}的最高分`, `the highest of ${of.en} in ${span.en}`),
  mean: (of, span) => label(`${of.zh}${span.zh}的平均分`, `the mean of ${of.en} in ${span.en}`),
  earlier: (_, span, { kind, own }) =>
    label(
      `${own.zh}${span.zh}此前的“${kind.zh}”件数`,
      `the number of “${kind.en}” of ${own.en} before this day${span.en === '' ? '' : ` in ${span.en}`}`,
    ),
  count: (_, __, { kind, own }) =>
    label(
      `同一稿件在${own.zh}的“${kind.zh}”件数`,
      `the number of “${kind.en}” of ${own.en} for the same item`,
    ),
};

const TWO: Record<string, (x: Label, y: Label) => Label> = {
  min: (x, y) => label(`（${x.zh}、${y.zh}中较小的）`, `the lesser of (${x.en}) and (${y.en})`),
  max: (x, y) => label(`（${x.zh}、${y.zh}中较大的）`, `the greater of (${x.en}) and (${y.en})`),
  days: (x, y) => label(`${x.zh}到${y.zh}的天数`, `the days from ${x.en} to ${y.en}`),
  workdays: (x, y) => label(`${x.zh}到${y.zh}的工作日数`, `the working days from ${x.en} to ${y.en}`),
  month: x => label(`${x.zh}的月份`, `the month of ${x.en}`),
  day: x => label(`${x.zh}的日`, `the day of the month of ${x.en}`),
  weekday: x => label(`${x.zh}是星期几（1至7）`, `the day of the week (1 to 7) of ${x.en}`),
};

const CUTS: Record<string, Label> = {
  floor: label('舍去小数', 'rounded down to a whole number'),
  ceil: label('有小数的进为整数', 'rounded up to a whole number'),
  round: label('四舍五入取整', 'rounded to a whole number'),
};

/** Names that every scheme has. */
export const NAMES: Record<string, Label> = {
  now: label('此时的数', 'the number so far'),
  base: label('基数', 'the base'),
  kind: label('事项', 'kind'),
  joint: label('报送单位数', 'number of units'),
  authors: label('作者数', 'number of authors'),
  order: label('分成时的次序', 'order among those who share'),
  on: label('发生日', 'day of the fact'),
  booked: label('登记日', 'day of its booking'),
};

/** What period.… may ask. */
export const PERIOD: Record<string, Label> = {
  weeks: label('本期周数', 'weeks of the period'),
  days: label('本期天数', 'days of the period'),
  workdays: label('本期工作日数', 'working days of the period'),
  months: label('本期月数', 'months of the period'),
  number: label('本年第几期', 'number of the period in the year'),
  key: label('期名', 'name of the period'),
  ended: label('本期已经结束', 'the period has ended'),
};

/** Roles that rosters commonly name by a code; any other is printed as the roster has it. */
const ROLES: Record<string, Label> = {
  correspondent: label('信息员', 'correspondent'),
  desk: label('编辑部门人员', 'member of the desk'),
  head: label('负责人', 'head'),
};

export function roleName(word: string): Label {
  return ROLES[word] ?? label(`“${word}”`, `“${word}”`);
}

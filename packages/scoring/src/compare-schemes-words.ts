/** Entries of steps whose values are words of the language: their names and what they say. */
import { canonical, type Part } from './compare-schemes-tree.ts';
import { sayFormula } from './printed-conditions.ts';
import { dimensionName, figure, label, listed, ONE, type Speech } from './printed-language.ts';
import { MODES } from './printed-steps.ts';
import type { ClosingStep, Expression, Label, Step } from './scheme.ts';

/** Entries whose values are words of the language, each with its name and its words. */
export function wordsOf(step: Step | ClosingStep, keys: readonly string[], speech: Speech): Part[] {
  return keys.flatMap(key => {
    const value: unknown = Reflect.get(step, key);
    if (value === undefined) return [];
    const name = ENTRIES[`${step.do}.${key}`] ?? ENTRIES[key] ?? label(key, key);
    return [{ key, name, says: wordFor(key, value, speech), form: canonical(value) }];
  });
}

const ENTRIES: Record<string, Label> = {
  number: label('评定填写的项目', 'entry of the mark'),
  judge: label('评定人的项目', 'entry of the judge'),
  reason: label('理由的项目', 'entry of the reason'),
  'tally.of': label('合计的方法', 'how it is added up'),
  per: label('期', 'period'),
  distinct: label('不重复地计', 'different'),
  forEach: label('分别按', 'for each'),
  drop: label('去掉的最高最低个数', 'left out first'),
  'tally.best': label('只取最高的件数', 'only the highest'),
  'combine.best': label('只计的件数', 'how many count'),
  key: label('归在一起的依据', 'what brings them together'),
  order: label('取舍的次序', 'which come first'),
  'combine.by': label('先比', 'compared first by'),
  oneOf: label('每一种只有一件参加', 'only one competes of each'),
  rest: label('其余各件的系数', 'factor of the others'),
  factors: label('依次的系数', 'factors in their order'),
  later: label('公布以后又有更高的', 'a higher one after publication'),
  to: label('记给', 'booked for'),
  share: label('分法', 'share'),
  places: label('保留的小数位数', 'decimals'),
  mode: label('取舍方法', 'rounding'),
  ledger: label('并入的台账', 'ledger taken in'),
  weight: label('并入的权重', 'weight'),
  'limit.of': label('封顶保底的基准', 'what the limit is a part of'),
  settle: label('结算', 'settled'),
  nothingOwed: label('任务数为0的', 'whoever owes nothing'),
  'gate.then': label('关口的处理', 'what the gate does'),
  'gate.to': label('关口定为', 'what the gate sets'),
  mark: label('关口的标记', 'mark of the gate'),
  running: label('关口连续的期数', 'periods running'),
};

const WORDS: Record<string, Label> = {
  sum: label('求和', 'sum'),
  count: label('计件数', 'number of items'),
  distinct: label('计不重复数', 'different ones'),
  average: label('取平均数', 'average'),
  lowest: label('取最低的一个', 'lowest'),
  all: label('全部', 'all'),
  highest: label('最高的在前', 'highest'),
  first: label('最早的在前', 'first'),
  last: label('最晚的在前', 'last'),
  difference: label('后一期补差额', 'the later period books the difference'),
  reopen: label('改记在后一期', 'it counts in the later period'),
  unit: label('报送单位', 'the reporting unit'),
  units: label('报送单位和协作单位', 'the unit and its co-units'),
  'co-units': label('协作单位', 'the co-units'),
  'first-person': label('第一作者', 'the first author'),
  persons: label('各位作者', 'the authors'),
  full: label('各计全额', 'in full'),
  equal: label('均分', 'in equal parts'),
  half: label('合作的各计一半', 'half each'),
  stated: label('按写明的比例', 'as stated'),
  base: label('基数', 'the base'),
  'at-end': label('期末结算', 'when the period ends'),
  running: label('随时记', 'at once'),
  skip: label('不计', 'no line'),
  met: label('视同完成', 'counts as met'),
  zero: label('归零', 'becomes 0'),
  set: label('定为一数', 'is set'),
  stop: label('以下各步不做', 'the steps below are left out'),
  mark: label('只记标记', 'only a mark'),
};

function wordFor(key: string, value: unknown, speech: Speech): Label {
  if (Array.isArray(value)) return listed(value.map(each => wordFor(key, each, speech)));
  if (typeof value === 'object' && value !== null && 'ratio' in value) {
    const ratio = (value.ratio as readonly string[]).map(figure).join('∶');
    return label(`按${ratio}分`, ratio);
  }
  if (isExpression(value)) return sayFormula(value, speech);
  if (typeof value === 'object' && value !== null && 'formula' in value)
    return wordFor(key, value.formula, speech);
  if (typeof value === 'object' && value !== null && 'lowest' in value && 'highest' in value)
    return label(
      `最高${value.highest}个、最低${value.lowest}个`,
      `highest ${value.highest}, lowest ${value.lowest}`,
    );
  const text = String(value);
  if (key === 'mode') return MODES[text as keyof typeof MODES] ?? label(text, text);
  if (key === 'ledger') return speech.nameOf(text);
  const isPeriod = key === 'per' || key === 'key';
  const period = isPeriod ? ONE[text as keyof typeof ONE] : undefined;
  const isAttribute = Object.hasOwn(speech.scheme.attributes, text);
  if (period && !isAttribute) return period;
  if (isAttribute || key === 'key' || key === 'distinct') return dimensionName(speech.scheme, text);
  return WORDS[text] ?? label(figure(text), figure(text));
}

function isExpression(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null && 'ast' in value;
}

/** 第一章: what the scheme counts, its words, the numbers of the roster, the classes. */
import { formatDecimal, parseDecimal } from './decimal.ts';
import { sayFormula } from './printed-conditions.ts';
import {
  dimensionName,
  figure,
  joined,
  label,
  listed,
  MONTHS,
  NOTHING,
  quoted,
  type Speech,
  sayBand,
} from './printed-language.ts';
import { said } from './printed-tables.ts';
import type { Attribute, Label, Scheme } from './scheme.ts';

/** One sentence for each kind of word; each becomes an item of the article. */
export function sayKinds({ scheme }: Speech): Label {
  const kinds = listed(Object.values(scheme.kinds).map(quoted));
  return label(
    `本办法只对下列事项计分：${kinds.zh}。没有列出的事项不计。`,
    `Only these are counted: ${kinds.en}. Nothing else is.`,
  );
}

/** 媒体级别：由高到低为国家级、省级；没有填写的按省级. */
export function sayAttribute(attribute: Attribute, speech: Speech): Label {
  const name = quoted(attribute.label);
  const what = meaningOf(attribute, speech);
  const fallback = attribute.formula || attribute.bands ? undefined : defaultOf(attribute, speech);
  const otherwise = fallback
    ? label(`；没有填写的，按${fallback.zh}`, `; taken as ${fallback.en} when not given`)
    : label('', '');
  return label(`${name.zh}：${what.zh}${otherwise.zh}。`, `${name.en}: ${what.en}${otherwise.en}.`);
}

function meaningOf(attribute: Attribute, speech: Speech): Label {
  const { formula, bands, values } = attribute;
  if (bands) return sayAttributeBands(bands, attribute, speech);
  if (formula && attribute.type === 'yes-no') {
    const when = sayFormula(formula, speech);
    return label(`${when.zh}的，属于此项`, `holds when ${when.en}`);
  }
  if (formula) {
    const words = sayFormula(formula, { ...speech, yields: attribute.id });
    const list = values ? listed(Object.values(values).map(quoted)) : label('', '');
    const among = values ? label(`分为${list.zh}，`, `one of ${list.en}, `) : label('', '');
    return label(`${among.zh}按下列方法确定：${words.zh}`, `${among.en}found as follows: ${words.en}`);
  }
  if (values) {
    const list = listed(Object.values(values));
    return isCompared(attribute.id, speech.scheme)
      ? label(`由高到低分为${list.zh}`, `from high to low ${list.en}`)
      : label(`分为${list.zh}`, `one of ${list.en}`);
  }
  return joined([TYPES[attribute.type], boundsOf(attribute)], '，', ', ');
}

/** Whether the order of its words decides anything. */
function isCompared(id: string, { clauses }: Scheme): boolean {
  return clauses.some(clause => clause.steps.some(step => step.do === 'combine' && step.by === id));
}

/** What cannot be is told, and taken as not given. */
function boundsOf({ least, most }: Attribute): Label {
  if (least === undefined && most === undefined) return NOTHING;
  const from = least === undefined ? NOTHING : label(`不小于${figure(least)}`, `at least ${figure(least)}`);
  const to = most === undefined ? NOTHING : label(`不大于${figure(most)}`, `at most ${figure(most)}`);
  const { zh, en } = joined([from, to], '、', ' and ');
  return label(`${zh}（此外的按没有填写）`, `${en} (anything else as not given)`);
}

const TYPES: Record<Attribute['type'], Label> = {
  word: label('从所列的词中选填', 'one of a list of words'),
  text: label('填写名称或文字', 'a name or a text'),
  number: label('填写数字', 'a number'),
  'yes-no': label('填写“是”或“否”', 'yes or no'),
  day: label('填写日期', 'a day'),
};

type Bands = NonNullable<Attribute['bands']>;

function sayAttributeBands({ of, from, bounds }: Bands, { id }: Attribute, speech: Speech): Label {
  const name = dimensionName(speech.scheme, of);
  const parts = from.map(({ word, at }, i) => {
    const band = sayBand(at, from[i + 1]?.at, bounds === 'from');
    const words = said(id, word, speech);
    if (words.zh === band.zh) return words;
    return label(`${band.zh}为${words.zh}`, `${band.en} is ${words.en}`);
  });
  return label(
    `按${name.zh}分档，${parts.map(part => part.zh).join('；')}`,
    `by ${name.en}: ${parts.map(part => part.en).join('; ')}`,
  );
}

function defaultOf({ id, type, default: word }: Attribute, speech: Speech): Label | undefined {
  if (word === undefined || word === '') return undefined;
  if (type === 'word') return quoted(said(id, word, speech));
  if (type === 'yes-no') return word === 'true' ? label('“是”', '“yes”') : label('“否”', '“no”');
  const decimal = type === 'number' ? parseDecimal(word) : null;
  const text = decimal === null ? word : figure(formatDecimal(decimal));
  return label(text, text);
}

/** 信息员人数（没有载明的为1）. */
export function sayNumbers({ scheme }: Speech): Label | undefined {
  const numbers = Object.values(scheme.numbers).map(entry =>
    label(
      `${quoted(entry.label).zh}（没有载明的为${figure(entry.default)}）`,
      `${quoted(entry.label).en} (${figure(entry.default)} when not stated)`,
    ),
  );
  if (numbers.length === 0) return undefined;
  const list = listed(numbers);
  return label(`下列各数以名册所载为准：${list.zh}。`, `The roster states for each: ${list.en}.`);
}

export function sayClasses({ scheme }: Speech): Label | undefined {
  const classes = Object.values(scheme.classes).map(quoted);
  if (classes.length === 0) return undefined;
  const list = listed(classes);
  return label(
    `单位按名册分类：${list.zh}；一个单位可以属于几类。`,
    `The roster classes the units: ${list.en}; a unit may belong to several.`,
  );
}

/** Only where the year does not begin with January, or school terms are counted in. */
export function sayYear({ year }: Scheme): Label | undefined {
  const isPlain = year.month === 1 && year.day === 1 && !year.terms;
  if (isPlain) return undefined;
  const day = (at: { month: number; day: number }) =>
    label(`${at.month}月${at.day}日`, `${at.day} ${MONTHS[at.month - 1] ?? ''}`);
  const starts = day(year);
  const terms = year.terms?.map(day);
  const of = terms ? listed(terms) : undefined;
  return label(
    `考核年度自${starts.zh}起算，季、半年随之推算，年度以结束的那年命名。${of ? `学期自${of.zh}开始。` : ''}`,
    `The year begins on ${starts.en}; quarters and half-years follow it, and it is named after the year in which it ends.${of ? ` Terms begin on ${of.en}.` : ''}`,
  );
}

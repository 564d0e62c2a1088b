/** Words that every part of a printed scheme is made of: numbers, periods, lists, references. */
import type { PeriodKind } from './periods.ts';
import type { Label, Scheme } from './scheme.ts';

export function label(zh: string, en: string): Label {
  return { zh, en };
}

export const NOTHING: Label = { zh: '', en: '' };

/** A decimal as printed: with the true minus sign, which a reader cannot take for a dash of the text. */
export function figure(decimal: string): string {
  return decimal.replace(/^-/, '−');
}

export function number(decimal: string): Label {
  return label(figure(decimal), figure(decimal));
}

/** 一, 十二, 一百零三: the numbers of chapters, articles and items. */
export function chineseNumber(value: number): string {
  const digit = (n: number) => '零一二三四五六七八九'[n] ?? '';
  if (value < 10) return digit(value);
  if (value < 20) return `十${value % 10 === 0 ? '' : digit(value % 10)}`;
  if (value < 100) return `${digit(Math.floor(value / 10))}十${value % 10 === 0 ? '' : digit(value % 10)}`;
  const rest = value % 100;
  const tail =
    rest === 0
      ? ''
      : rest < 10
        ? `零${digit(rest)}`
        : rest < 20
          ? `一${chineseNumber(rest)}`
          : chineseNumber(rest);
  return `${digit(Math.floor(value / 100))}百${tail}`;
}

/** A、B、C and A, B and C; what stands in quotation marks takes no 、 between (GB/T 15834). */
export function listed(labels: readonly Label[]): Label {
  const english = labels.map(each => each.en);
  const last = english.pop() ?? '';
  const comma = labels.some(each => each.zh.includes('、')) ? '；' : '、';
  const areQuoted = labels.every(each => each.zh.startsWith('“') && each.zh.endsWith('”'));
  return label(
    labels.map(each => each.zh).join(areQuoted ? '' : comma),
    english.length > 0 ? `${english.join(', ')} and ${last}` : last,
  );
}

/** A、B和C: where the last of a list belongs to the sentence that goes on. */
export function together(labels: readonly Label[]): Label {
  const chinese = labels.map(each => each.zh);
  const last = chinese.pop() ?? '';
  return label(chinese.length > 0 ? `${chinese.join('、')}和${last}` : last, listed(labels).en);
}

export function joined(labels: readonly Label[], zh: string, en: string): Label {
  const said = labels.filter(each => each.zh !== '' || each.en !== '');
  return label(said.map(each => each.zh).join(zh), said.map(each => each.en).join(en));
}

/** “重要稿件” and “important”. */
export function quoted({ zh, en }: Label): Label {
  return label(`“${zh}”`, `“${en}”`);
}

export const ONE: Record<PeriodKind, Label> = {
  day: label('日', 'day'),
  week: label('周', 'week'),
  'ten-days': label('旬', 'ten days'),
  'half-month': label('半月', 'half-month'),
  month: label('月', 'month'),
  'two-months': label('双月', 'two months'),
  quarter: label('季', 'quarter'),
  'half-year': label('半年', 'half-year'),
  term: label('学期', 'term'),
  year: label('年', 'year'),
  all: label('计分时段', 'whole time'),
};

/** 每季, each quarter; 整个计分时段, the whole time. */
export function every(kind: PeriodKind): Label {
  if (kind === 'all') return label('整个计分时段', 'the whole time');
  return label(`每${ONE[kind].zh}`, `each ${ONE[kind].en}`);
}

/** Where a sentence stands: the scheme whose words it uses, and how clauses and ledgers are called in it. */
export type Speech = {
  scheme: Scheme;
  /** What total('…') and lines name: 第五条, “宣传信息”台账. */
  nameOf(id: string): Label;
  /** The attribute whose words a text literal is one of, where a formula yields a word. */
  yields?: string;
  /** What `now` is called here; 此时的数 when left out. */
  now?: Label;
  /** Whose own facts a condition looks at: 本单位, 本人; both when it is not known. */
  own?: Label;
};

/** The owner of an account, as its rules speak of it. */
export const OWN: Record<'unit' | 'person', Label> = {
  unit: { zh: '本单位', en: 'the unit' },
  person: { zh: '本人', en: 'the person' },
};

/** Where the account is not known: an attribute may be read for both. */
export function ownOf({ own }: Speech): Label {
  return own ?? { zh: '本单位（个人台账里为本人）', en: 'the unit (in a ledger of persons, the person)' };
}

export function measureOf({ scheme }: Speech, ledger: string | undefined): Label {
  const measure = ledger === undefined ? undefined : scheme.ledgers[ledger]?.measure;
  return measure === undefined ? NOTHING : (scheme.measures[measure]?.label ?? NOTHING);
}

/** “宣传信息”台账, the ledger “publicity”. */
export function ledgerName(scheme: Scheme, id: string): Label {
  const { zh, en } = scheme.ledgers[id]?.label ?? label(id, id);
  return label(`“${zh}”台账`, `the ledger “${en}”`);
}

/** The word that a table, a group or a distinct count is laid out by. */
export function dimensionName(scheme: Scheme, name: string): Label {
  const attribute = Object.hasOwn(scheme.attributes, name) ? scheme.attributes[name] : undefined;
  return attribute?.label ?? DIMENSIONS[name] ?? label(name, name);
}

const DIMENSIONS: Record<string, Label> = {
  kind: label('事项', 'kind'),
  manuscript: label('稿件', 'manuscript'),
  lead: label('线索', 'lead'),
  day: label('日', 'day'),
  'unit.group': label('单位分组', 'group of the unit'),
  'unit.class': label('单位类别', 'class of the unit'),
  'person.role': label('个人角色', 'role of the person'),
};

/** 2013-01-01 as 2013年1月1日 and 1 January 2013. */
export function printedDay(day: string): Label {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return label(`${year}年${month}月${date}日`, `${date} ${MONTHS[month - 1] ?? ''} ${year}`);
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** 3以上、不足5 and 超过3、不超过5; what begins at 0 has only its upper end. */
export function sayBand(from: string, next: string | undefined, isFrom: boolean): Label {
  const [low, high] = [figure(from), next === undefined ? undefined : figure(next)];
  if (isFrom) {
    if (high === undefined) return label(`${low}以上`, `${low} and above`);
    if (from === '0') return label(`不足${high}`, `below ${high}`);
    return label(`${low}以上、不足${high}`, `${low} to below ${high}`);
  }
  return high === undefined
    ? label(`超过${low}`, `above ${low}`)
    : label(`超过${low}、不超过${high}`, `above ${low} to ${high}`);
}

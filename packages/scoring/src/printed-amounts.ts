/** How much, in words: 计60分, 扣5分, 基数的50%, the table that follows, the formula in words. */

import { sayFormula } from './printed-conditions.ts';
import { dimensionName, figure, joined, label, NOTHING, type Speech } from './printed-language.ts';
import { dimensionsOf, type PrintedTable, printedTable } from './printed-tables.ts';
import type { Amount, Bounds, Clause, EachPart, Label, Table } from './scheme.ts';

/** A sentence and the tables that it points to. */
export type Said = { text: Label; tables: readonly PrintedTable[] };

export function said(zh: string, en: string, tables: readonly PrintedTable[] = []): Said {
  return { text: label(zh, en), tables };
}

export type AmountSpeech = { speech: Speech; unit: Label };

export type ClauseSpeech = AmountSpeech & {
  clause: Clause;
  /** What a row is at this point: 每件, 每季, 每季每一媒体. */
  row: Label;
};

/** The amount as a noun: 60分, 基数的50%, 下表所列的数, 信息员人数 × 50. */
export function sayAmount(amount: Amount, { speech, unit }: AmountSpeech): Label {
  const core = sayCore(amount, { speech, unit });
  const parts = [core, boundsOf(amount), amount.each ? sayEach(amount.each, speech) : NOTHING];
  return joined(parts, '，', ', ');
}

function sayCore(amount: Amount, { speech, unit }: AmountSpeech): Label {
  const of = amount.percent === 'base' ? label('基数', 'the base') : label('此时的数', 'the number so far');
  if ('number' in amount) {
    const value = figure(amount.number);
    if (amount.percent) return label(`${of.zh}的${value}%`, `${value}% of ${of.en}`);
    return withUnit(value, unit);
  }
  const words =
    'formula' in amount
      ? sayFormula(amount.formula, speech)
      : label(
          `下表按${dimensionsOf(amount, speech).zh}所列的数`,
          `what the table below has for the ${dimensionsOf(amount, speech).en}`,
        );
  if (!amount.percent) return words;
  if ('formula' in amount)
    return label(`${of.zh}的百分之（${words.zh}）`, `(${words.en}) per cent of ${of.en}`);
  const by = dimensionsOf(amount, speech);
  return label(
    `${of.zh}的百分比，下表按${by.zh}列出`,
    `the per cent of ${of.en} that the table below has for the ${by.en}`,
  );
}

export function withUnit(value: string, { zh, en }: Label): Label {
  return label(`${value}${zh}`, en === '' ? value : `${value} ${en}`);
}

function boundsOf({ least, most }: { least?: string; most?: string }): Label {
  const parts = [
    least === undefined ? NOTHING : label(`最少${figure(least)}`, `at least ${figure(least)}`),
    most === undefined ? NOTHING : label(`最多${figure(most)}`, `at most ${figure(most)}`),
  ];
  return joined(parts, '、', ' and ');
}

/** 字数超过800的部分每满100计一份. */
export function sayEach({ of, over, step, count }: EachPart, { scheme }: Speech): Label {
  const name = dimensionName(scheme, of);
  const what =
    over === '0' ? name : label(`${name.zh}超过${figure(over)}的部分`, `${name.en} above ${figure(over)}`);
  const size = figure(step);
  const how: Record<EachPart['count'], Label> = {
    whole: label(`每满${size}计一份，不满的不计`, `once for each full ${size} of ${what.en}`),
    started: label(
      `每${size}计一份，不足${size}的也计一份`,
      `once for each ${size} of ${what.en} that is begun`,
    ),
    exact: label(`每${size}计一份，不足的按比例计`, `for each ${size} of ${what.en}, parts in proportion`),
  };
  return label(`${what.zh}${how[count].zh}`, how[count].en);
}

/** The tables of an amount, with what they are for as caption. */
export function tablesOf(
  amount: Amount | undefined,
  caption: Label,
  { speech, unit }: AmountSpeech,
): PrintedTable[] {
  if (!amount || !('table' in amount)) return [];
  const measure = amount.percent ? label('%', '%') : unit;
  const rest = othersOf(amount);
  const named = rest.zh === '' ? caption : label(`${caption.zh}（${rest.zh}）`, `${caption.en} (${rest.en})`);
  return [printedTable(amount, { caption: named, unit: measure, speech })];
}

/** What the table gives to all that it does not list. */
function othersOf({ otherwise }: Extract<Amount, { table: Table }>): Label {
  if (otherwise === undefined) return NOTHING;
  const rest = figure(otherwise);
  return label(`表中未列的为${rest}`, `what it does not list gets ${rest}`);
}

/** What holds where a table has no cell; nothing for numbers and formulas, and for a table that says it itself. */
export function restOf(amount: Amount, missing: Label): Label {
  if (!('table' in amount) || amount.otherwise !== undefined) return NOTHING;
  return isFull(amount.table) ? NOTHING : missing;
}

/** Whether the rest of the words has its own row. */
function isFull(table: Table): boolean {
  return (
    Object.hasOwn(table, '*') && Object.values(table).every(cell => typeof cell === 'string' || isFull(cell))
  );
}

/** 计60分 and 扣5分: a plain negative number is a deduction. */
export function gives(amount: Amount, context: AmountSpeech): Label {
  if ('number' in amount && amount.number.startsWith('-')) {
    const positive = sayAmount({ ...amount, number: amount.number.slice(1) }, context);
    return label(`扣${positive.zh}`, `costs ${positive.en}`);
  }
  const words = sayAmount(amount, context);
  const isChoice = 'formula' in amount && amount.formula.ast.op === '?:';
  return label(isChoice ? `按下列情形计：${words.zh}` : `计${words.zh}`, `gives ${words.en}`);
}

/** 不低于0分，不超过20分. */
export function sayBounds({ least, most }: Bounds, context: AmountSpeech): Label {
  const from = least ? sayAmount(least, context) : undefined;
  const to = most ? sayAmount(most, context) : undefined;
  return joined(
    [
      from ? label(`不低于${from.zh}`, `at least ${from.en}`) : NOTHING,
      to ? label(`不超过${to.zh}`, `at most ${to.en}`) : NOTHING,
    ],
    '，',
    ', ',
  );
}

export function boundTables({ least, most }: Bounds, context: AmountSpeech) {
  return [
    ...tablesOf(least, label('最低', 'Least'), context),
    ...tablesOf(most, label('最高', 'Most'), context),
  ];
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Facts that come in columns already, from a database or a file: nothing is made into an object on the way. */

import { fromNumber } from './decimal.ts';
import { type Column, type FactTable, missingValue } from './fact-table.ts';
import type { FactProblem } from './ledger.ts';

/** Words as numbers: `words[codes[row]]`; a code below 0 stands for "not given". */
export type Coded = { codes: ArrayLike<number>; words: readonly string[] };

/** Facts of one kind, column by column; every column has one entry per fact. Days are counted from 1970-01-01. */
export type FactColumns = {
  kind: string;
  ids: readonly string[];
  on: ArrayLike<number>;
  bookedOn?: ArrayLike<number>;
  unit: Coded;
  /** Any number that is the same for the facts of one manuscript; below 0 for none. Not to be mixed with `addFact`. */
  manuscript?: ArrayLike<number>;
  words?: Readonly<Record<string, Coded>>;
  numbers?: Readonly<Record<string, ArrayLike<number>>>;
  flags?: Readonly<Record<string, ArrayLike<number>>>;
};

/**
 * Adds the facts of a batch. The ids are taken to differ. Facts of unknown or closed units are left out and told in
 * `table.problems`; words outside the scheme's lists are told once per word and taken as not given.
 */
export function addColumns(table: FactTable, batch: FactColumns): void {
  const kind = table.codes.kind.get(batch.kind);
  if (kind === undefined) return;
  const kept = keepKnown(table, batch);
  const { ids, on, bookedOn = on, manuscript } = batch;
  for (const row of kept.rows) {
    table.shape.push(table.shapes++);
    table.id[table.count++] = ids[row] ?? '';
    table.kind.push(kind);
    table.on.push(on[row] as number);
    table.bookedOn.push(bookedOn[row] as number);
    table.unit.push(kept.units[batch.unit.codes[row] as number] as number);
    table.manuscript.push(manuscript ? (manuscript[row] as number) : -1);
    table.lead.push(-1);
    table.persons.push(undefined);
  }
  for (const column of Object.values(table.columns)) addColumn(table, column, { batch, rows: kept.rows });
}

type Kept = { rows: readonly number[]; units: readonly number[] };

function keepKnown(table: FactTable, { ids, on, unit }: FactColumns): Kept {
  const units = unit.words.map(id => table.roster.unitOf(id));
  const rows: number[] = [];
  for (let row = 0; row < ids.length; row++) {
    const entry = units[unit.codes[row] as number];
    const day = on[row] as number;
    if (entry && day >= entry.from && day <= entry.to) rows.push(row);
    else
      table.problems.push(
        unitProblem(ids[row] ?? '', unit.words[unit.codes[row] as number] ?? '', entry !== undefined),
      );
  }
  return { rows, units: units.map(entry => entry?.index ?? -1) };
}

function unitProblem(factId: string, unit: string, known: boolean): FactProblem {
  return known
    ? {
        factId,
        code: 'unit-closed',
        zh: `单位“${unit}”当日不在名册有效期内`,
        en: `The unit "${unit}" is not in the roster on that day`,
      }
    : {
        factId,
        code: 'unknown-unit',
        zh: `名册中没有单位“${unit}”`,
        en: `The unit "${unit}" is not in the roster`,
      };
}

type Batch = { batch: FactColumns; rows: readonly number[] };

function addColumn(table: FactTable, column: Column, { batch, rows }: Batch): void {
  const { id, type, formula, bands } = column.attribute;
  if (formula || bands) return;
  if (type === 'number') addNumbers(column, batch.numbers?.[id], rows);
  else if (type === 'yes-no') {
    const given = batch.flags?.[id];
    const fallback = missingValue(column);
    for (const row of rows) column.codes.push(given ? (given[row] as number) : fallback);
  } else addWords(table, column, { given: batch.words?.[id], rows });
}

function addNumbers(column: Column, given: ArrayLike<number> | undefined, rows: readonly number[]): void {
  const fallback = missingValue(column);
  for (const row of rows) {
    const value = given ? fromNumber(given[row] as number) : fallback;
    column.numbers.push(typeof value === 'number' ? value : fallback);
  }
}

type Words = { given: Coded | undefined; rows: readonly number[] };

function addWords(table: FactTable, column: Column, { given, rows }: Words): void {
  const fallback = missingValue(column);
  if (!given) {
    for (const _ of rows) column.codes.push(fallback);
    return;
  }
  const codes = given.words.map(word => codeOf(table, column, word));
  for (const row of rows) column.codes.push(codes[given.codes[row] as number] ?? fallback);
}

function codeOf(table: FactTable, column: Column, word: string): number {
  const known = column.codeOf.get(word);
  if (known !== undefined) return known;
  if (column.attribute.type === 'text') {
    const code = column.texts.push(word) - 1;
    column.codeOf.set(word, code);
    return code;
  }
  const { label } = column.attribute;
  table.problems.push({
    factId: '',
    code: 'unknown-word',
    zh: `${label.zh}“${word}”不在计分办法的词表内，按未填处理`,
    en: `${label.en} "${word}" is not a word that the scheme knows; taken as not given`,
  });
  return 0;
}

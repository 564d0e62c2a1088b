/** COMBINE: several values with one key. Highest only, best k, first of each level, a fraction of the rest. */
import { add, compare, type Dec, multiply, ONE, parseDecimal, subtract } from './decimal.ts';
import type { FactTable } from './fact-table.ts';
import { note, type RunStep, type StepContext } from './item-steps.ts';
import { COUNTED, type OwnerRun, type Row, SUPERSEDED } from './rows.ts';
import type { CombineStep, Label } from './scheme.ts';

type KeyOf = (table: FactTable, row: Row) => number | string;

export function compileCombine(step: CombineStep, { ledger }: StepContext): RunStep {
  if (step.best === 'all' && !step.oneOf && !step.factors) return rows => rows;
  const keyOf = compileKey(step.key);
  const closes = ledger?.closes ?? 'year';
  return (rows, run) => {
    const groups = new Map<number | string, Row>();
    for (const row of rows) {
      // what was published last year stays there; this year begins anew
      if (row.state !== COUNTED || row.fact < 0 || row.day < run.since) continue;
      const key = keyOf(run.scene.table, row);
      if (key === -1) continue;
      row.next = groups.get(key) ?? null;
      groups.set(key, row);
    }
    for (const head of groups.values()) if (head.next) combineGroup(head, { step, run, closes });
    return rows;
  };
}

/** -1 for a fact without the key: it stands alone. */
function compileKey(names: readonly string[]): KeyOf {
  const parts = names.map((name): KeyOf => {
    if (name === 'manuscript') return (table, row) => table.manuscript[row.fact] ?? -1;
    if (name === 'lead') return (table, row) => table.lead[row.fact] ?? -1;
    if (name === 'day') return (_, row) => row.day;
    return (table, row) => table.columns[name]?.codes[row.fact] || -1;
  });
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  return (table, row) => {
    const keys = parts.map(part => part(table, row));
    return keys.includes(-1) ? -1 : keys.join('|');
  };
}

type Group = { step: CombineStep; run: OwnerRun; closes: Parameters<OwnerRun['calendar']['indexOf']>[0] };

/**
 * With `later: difference`, what was published stays: rows of a closed period keep what they had, and a row of a later
 * period books what the whole now comes to, less what was booked before.
 */
function combineGroup(head: Row, { step, run, closes }: Group): void {
  const rows: Row[] = [];
  for (let row: Row | null = head; row; row = row.next) rows.push(row);
  const table = run.scene.table;
  const periodOf = (row: Row) => run.calendar.indexOf(closes, row.day);
  const first = periodOf(head);
  if (step.later === 'reopen' || rows.every(row => periodOf(row) === first)) {
    settle(rows, evaluate(rows, step, table));
    return;
  }
  const periods = [...new Set(rows.map(periodOf))].sort((a, b) => a - b);
  let booked: Dec = 0;
  const outcomes = periods.map(period => {
    const known = rows.filter(row => periodOf(row) <= period);
    const outcome = evaluate(known, step, table);
    const own = known.filter(row => periodOf(row) === period);
    const sum = [...outcome.values()].reduce((total, part) => add(total, part.value), 0 as Dec);
    const ownSum = own.reduce((total, row) => add(total, outcome.get(row)?.value ?? 0), 0 as Dec);
    const difference = subtract(subtract(sum, booked), ownSum);
    booked = sum;
    return { own, outcome, difference };
  });
  for (const { own, outcome, difference } of outcomes) {
    settle(own, outcome);
    if (compare(difference, 0) === 0) continue;
    const carrier = own.find(row => row.state === COUNTED) ?? own[0];
    if (!carrier) continue;
    carrier.state = COUNTED;
    carrier.now = add(carrier.now, difference);
    note(carrier, 'difference', BOOKED_BEFORE, difference);
  }
}

const BOOKED_BEFORE: Label = {
  zh: '前期已计，只补差额',
  en: 'booked in an earlier period, only the difference counts',
};

type Part = { value: Dec; winner: Row | null; factor: Dec };
type Outcome = Map<Row, Part>;

/** What each row of a group is worth beside the others. */
function evaluate(rows: readonly Row[], step: CombineStep, table: FactTable): Outcome {
  const ordered = [...rows].sort(orderOf(step, table));
  const top = ordered[0] ?? null;
  const outcome: Outcome = new Map();
  const taken = new Map<number, Row>();
  const rest = parseDecimal(step.rest) ?? 0;
  const factors = step.factors?.map(factor => parseDecimal(factor) ?? 0);
  let place = 0;
  for (const row of ordered) {
    const word = step.oneOf ? (table.columns[step.oneOf]?.codes[row.fact] ?? 0) : -1;
    const ahead = taken.get(word);
    if (step.oneOf && ahead) {
      outcome.set(row, { value: 0, winner: ahead, factor: 0 });
      continue;
    }
    taken.set(word, row);
    const full = step.best === 'all' || place < step.best;
    const factor = factors ? (factors[Math.min(place, factors.length - 1)] ?? ONE) : full ? ONE : rest;
    outcome.set(row, { value: multiply(row.now, factor), winner: factor === 0 ? top : null, factor });
    place++;
  }
  return outcome;
}

/** Highest first (or by day); between equals the earlier, then the lower id, so that the order of facts never matters. */
function orderOf({ order, by }: CombineStep, table: FactTable): (a: Row, b: Row) => number {
  const ids = (a: Row, b: Row) => ((table.id[a.fact] ?? '') < (table.id[b.fact] ?? '') ? -1 : 1);
  if (order === 'first') return (a, b) => a.day - b.day || ids(a, b);
  if (order === 'last') return (a, b) => b.day - a.day || ids(a, b);
  const codes = by === undefined ? undefined : table.columns[by]?.codes;
  // words stand in the scheme from high to low; a word not given comes last
  const level = (row: Row) => codes?.[row.fact] || Number.MAX_SAFE_INTEGER;
  return (a, b) => level(a) - level(b) || compare(b.now, a.now) || a.day - b.day || ids(a, b);
}

const REST: Label = { zh: '同稿其他采用按比例', en: 'further use of the same item' };

function settle(rows: readonly Row[], outcome: Outcome): void {
  for (const row of rows) {
    const part = outcome.get(row);
    if (!part) continue;
    if (part.winner) {
      row.state = SUPERSEDED;
      row.winner = part.winner;
    } else if (part.factor !== ONE) {
      row.now = part.value;
      note(row, 'rest', REST, part.factor);
    }
  }
}

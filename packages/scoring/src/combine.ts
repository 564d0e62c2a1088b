/** COMBINE: several values with one key. Highest only, best k, first of each level, a fraction of the rest. */
import { add, compare, type Dec, multiply, negate, ONE, parseDecimal, subtract } from './decimal.ts';
import { idOf } from './fact-table.ts';
import { note, type RunStep, type StepContext } from './item-steps.ts';
import { PERIOD_KINDS } from './periods.ts';
import { type CodeOf, codeGetter } from './row-words.ts';
import { COUNTED, type OwnerRun, type Row, SUPERSEDED } from './rows.ts';
import type { Scene } from './scene.ts';
import type { CombineStep, Label } from './scheme.ts';

type KeyOf = (run: OwnerRun, row: Row) => number | string;

/** The step with its numbers read. */
type CombineRule = {
  best: CombineStep['best'];
  oneOf: CodeOf | undefined;
  rest: Dec;
  factors: readonly Dec[] | undefined;
  reopen: boolean;
  highestOnly: boolean;
  order(scene: Scene): (a: Row, b: Row) => number;
};

export function compileCombine(step: CombineStep, context: StepContext): RunStep {
  const { ledger } = context;
  if (step.best === 'all' && !step.oneOf && !step.factors) return rows => rows;
  const keyOf = compileKey(step.key, context);
  const closes = ledger?.closes ?? 'year';
  const rule = ruleOf(step, context);
  return (rows, run) => {
    const groups = new Map<number | string, Row>();
    for (const row of rows) {
      // what was published last year stays there; this year begins anew
      if (row.state !== COUNTED || row.fact < 0 || row.day < run.since) continue;
      const key = keyOf(run, row);
      if (key === -1) continue;
      row.next = groups.get(key) ?? null;
      row.full = row.now;
      groups.set(key, row);
    }
    for (const head of groups.values()) {
      if (head.next || rule.factors) combineGroup(head, { rule, run, closes });
    }
    return rows;
  };
}

function ruleOf(step: CombineStep, context: StepContext): CombineRule {
  const rest = parseDecimal(step.rest) ?? 0;
  const factors = step.factors?.map(factor => parseDecimal(factor) ?? 0);
  return {
    best: step.best,
    oneOf: step.oneOf === undefined ? undefined : codeGetter(step.oneOf, context),
    rest,
    factors,
    reopen: step.later === 'reopen',
    highestOnly: step.best === 1 && rest === 0 && !step.oneOf && !factors,
    order: orderOf(step, context),
  };
}

/** -1 for a fact without the key: it stands alone. */
function compileKey(names: readonly string[], context: StepContext): KeyOf {
  const parts = names.map((name): KeyOf => {
    if (name === 'manuscript') return ({ scene }, row) => scene.table.manuscript[row.fact] ?? -1;
    if (name === 'lead') return ({ scene }, row) => scene.table.lead[row.fact] ?? -1;
    const kind = PERIOD_KINDS.find(kind => kind === name);
    if (kind) return ({ calendar }, row) => calendar.indexOf(kind, row.day);
    const codeOf = codeGetter(name, context);
    return ({ scene }, row) => codeOf(scene, row) || -1;
  });
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  return (run, row) => {
    const keys = parts.map(part => part(run, row));
    return keys.includes(-1) ? -1 : keys.join('|');
  };
}

type Group = { rule: CombineRule; run: OwnerRun; closes: Parameters<OwnerRun['calendar']['indexOf']>[0] };

/**
 * With `later: difference`, what was published stays: rows of a closed period keep what they had, and a row of a later
 * period books what the whole now comes to, less what was booked before.
 */
function combineGroup(head: Row, { rule, run, closes }: Group): void {
  const { calendar } = run;
  const first = calendar.indexOf(closes, head.day);
  let closed = false;
  if (!rule.reopen) {
    for (let row: Row | null = head; row; row = row.next)
      closed ||= calendar.indexOf(closes, row.day) !== first;
  }
  const order = rule.order(run.scene);
  if (rule.highestOnly) {
    if (closed) keepHighestSoFar(head, { order, run, closes });
    else keepFirst(head, order);
    return;
  }
  const rows = chained(head).sort(order);
  if (!closed) settle(rows, evaluate(rows, rule, run.scene));
  else bookDifferences(rows, { rule, run, closes });
}

type Order = (a: Row, b: Row) => number;

function chained(head: Row): Row[] {
  const rows: Row[] = [];
  for (let row: Row | null = head; row; row = row.next) rows.push(row);
  return rows;
}

/** Highest only, over several closed periods: a period's line stands, a higher one later books what it is higher by. */
function keepHighestSoFar(
  head: Row,
  { order, run, closes }: { order: Order } & Pick<Group, 'run' | 'closes'>,
): void {
  const rows = chained(head).sort((a, b) => a.day - b.day || order(a, b));
  const adjustments: { row: Row; booked: Dec }[] = [];
  let top: Row | null = null;
  for (let start = 0; start < rows.length; ) {
    const period = run.calendar.indexOf(closes, (rows[start] as Row).day);
    let end = start;
    let best: Row | null = top;
    for (; end < rows.length && run.calendar.indexOf(closes, (rows[end] as Row).day) === period; end++) {
      if (!best || order(rows[end] as Row, best) < 0) best = rows[end] as Row;
    }
    for (const row of rows.slice(start, end)) {
      if (row === best) continue;
      row.state = SUPERSEDED;
      row.winner = best;
    }
    if (best && best !== top) {
      if (top) adjustments.push({ row: best, booked: top.now });
      top = best;
    }
    start = end;
  }
  // only now: until here rows compare by what they are worth in full
  for (const { row, booked } of adjustments) addDifference(row, negate(booked));
}

function addDifference(row: Row, difference: Dec): void {
  row.now = add(row.now, difference);
  note(row, { op: 'difference', words: BOOKED_BEFORE, number: difference });
}

function keepFirst(head: Row, order: Order): void {
  let top = head;
  for (let row = head.next; row; row = row.next) if (order(row, top) < 0) top = row;
  for (let row: Row | null = head; row; row = row.next) {
    if (row === top) continue;
    row.state = SUPERSEDED;
    row.winner = top;
  }
}

function bookDifferences(rows: readonly Row[], { rule, run, closes }: Group): void {
  const periodOf = (row: Row) => run.calendar.indexOf(closes, row.day);
  const periods = [...new Set(rows.map(periodOf))].sort((a, b) => a - b);
  let booked: Dec = 0;
  const outcomes = periods.map(period => {
    const known = rows.filter(row => periodOf(row) <= period);
    const outcome = evaluate(known, rule, run.scene);
    const own = known.filter(row => periodOf(row) === period);
    let [sum, ownSum]: [Dec, Dec] = [0, 0];
    for (const [row, { value }] of outcome) {
      sum = add(sum, value);
      if (periodOf(row) === period) ownSum = add(ownSum, value);
    }
    const difference = subtract(subtract(sum, booked), ownSum);
    booked = sum;
    return { own, outcome, difference };
  });
  for (const { own, outcome, difference } of outcomes) {
    settle(own, outcome);
    if (compare(difference, 0) === 0) continue;
    const carrier = own.find(row => row.state === COUNTED) ?? (own[0] as Row);
    if (carrier.state !== COUNTED) {
      carrier.state = COUNTED;
      carrier.winner = null;
      carrier.now = 0;
      note(carrier, { op: 'set', words: SUPERSEDED_BEFORE, number: 0 });
    }
    addDifference(carrier, difference);
  }
}

const BOOKED_BEFORE: Label = {
  zh: '前期已计，只补差额',
  en: 'booked in an earlier period, only the difference counts',
};

const SUPERSEDED_BEFORE: Label = { zh: '同稿另有更高', en: 'the same item counts higher elsewhere' };

type Part = { value: Dec; winner: Row | null; factor: Dec };
type Outcome = Map<Row, Part>;

/** What each row of a group, given in order, is worth beside the others. */
function evaluate(
  ordered: readonly Row[],
  { best, oneOf, rest, factors }: CombineRule,
  scene: Scene,
): Outcome {
  const top = ordered[0] ?? null;
  const outcome: Outcome = new Map();
  const taken = new Map<number, Row>();
  let place = 0;
  for (const row of ordered) {
    if (oneOf) {
      const word = oneOf(scene, row);
      const ahead = taken.get(word);
      if (ahead) {
        outcome.set(row, { value: 0, winner: ahead, factor: 0 });
        continue;
      }
      taken.set(word, row);
    }
    const full = best === 'all' || place < best;
    const factor = factors ? (factors[Math.min(place, factors.length - 1)] ?? ONE) : full ? ONE : rest;
    outcome.set(row, { value: multiply(row.now, factor), winner: factor === 0 ? top : null, factor });
    place++;
  }
  return outcome;
}

/** Highest first (or by day); between equals the earlier, then the lower id, so that the order of facts never matters. */
function orderOf({ order, by }: CombineStep, context: StepContext): CombineRule['order'] {
  const codeOf = by === undefined ? undefined : codeGetter(by, context);
  return scene => inOrder(scene, { order, codeOf });
}

type Ordering = { order: CombineStep['order']; codeOf: CodeOf | undefined };

function inOrder(scene: Scene, { order, codeOf }: Ordering): Order {
  const { table } = scene;
  const ids = (a: Row, b: Row) => (idOf(table, a.fact) < idOf(table, b.fact) ? -1 : 1);
  if (order === 'first') return (a, b) => a.day - b.day || ids(a, b);
  if (order === 'last') return (a, b) => b.day - a.day || ids(a, b);
  // words stand in the scheme from high to low; a word not given comes last
  const level = (row: Row) => codeOf?.(scene, row) || Number.MAX_SAFE_INTEGER;
  return (a, b) => (codeOf ? level(a) - level(b) : 0) || compare(b.now, a.now) || a.day - b.day || ids(a, b);
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
      note(row, { op: 'rest', words: REST, number: part.factor });
    }
  }
}

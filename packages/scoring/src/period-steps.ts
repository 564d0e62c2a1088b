/** TALLY, TARGET and MAP: from rows about facts to rows about periods. */
import { type CompiledAmount, compileAmount } from './amounts.ts';
import { type Buckets, bucketsOf } from './buckets.ts';
import * as decimal from './decimal.ts';
import { type Dec, parseDecimal } from './decimal.ts';
import { compileExpression } from './evaluate.ts';
import { note, type RunStep, type StepContext } from './item-steps.ts';
import { compileBounds, keepWithin } from './limits.ts';
import { wordBefore, wordGetter } from './row-words.ts';
import { COUNTED, frameRow, framesOf, type OwnerRun, PENDING, type Row, turnTo } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Label, Step, TallyStep, TargetStep } from './scheme.ts';

const NO_WORDS: Label = { zh: '', en: '' };

export function compileTally(step: TallyStep, context: StepContext): RunStep {
  const { scheme, scope } = context;
  const wordOf = step.forEach === undefined ? undefined : wordGetter(step.forEach, context);
  const keyOf = distinctKeys(step, context);
  const owedWords = wordsOwed(step, context);
  const dividedBy = step.dividedBy ? compileExpression<Scene, Dec>(step.dividedBy, scope) : null;
  return (rows, run) => {
    const tallied: Row[] = [];
    const frames = framesOf(run, step.per).filter(frame => frame.from <= run.asOf);
    const buckets = bucketsOf(rows, run, { per: step.per, wordOf });
    for (const [part, periods] of withOwed(buckets, owedWords)) {
      for (const frame of frames) {
        const row = frameRow(run, frame, part);
        const sources = periods.get(frame.index) ?? [];
        row.sources = sources;
        row.now = amountOf(step, sources, keyOf(run));
        const words = wordBefore({ name: step.forEach, word: part }, TALLIES[step.of], scheme);
        note(row, { op: 'tally', words, number: row.now });
        if (dividedBy) divideBy(row, dividedBy(turnTo(run.scene, row)));
        row.base = row.now;
        tallied.push(row);
      }
    }
    return tallied;
  };
}

/** Where a target follows, nothing done of a listed word is still something missing. */
function wordsOwed({ forEach }: TallyStep, { scheme, clause }: StepContext): readonly string[] {
  if (forEach === undefined || !clause.steps.some(step => step.do === 'target')) return [];
  return Object.keys((forEach === 'kind' ? scheme.kinds : scheme.attributes[forEach]?.values) ?? {});
}

function withOwed(buckets: Buckets, words: readonly string[]): Buckets {
  const met = new Set(buckets.map(([part]) => part));
  const none = words.filter(word => !met.has(word)).map((word): Buckets[number] => [word, new Map()]);
  return none.length === 0 ? buckets : [...buckets, ...none].sort(([a], [b]) => (a < b ? -1 : 1));
}

const TALLIES = {
  count: { zh: '条数', en: 'items' },
  sum: { zh: '合计', en: 'sum' },
  average: { zh: '平均', en: 'mean' },
  highest: { zh: '最高', en: 'highest' },
  lowest: { zh: '最低', en: 'lowest' },
  distinct: { zh: '不重复条数', en: 'different items' },
};

type KeyOf = (row: Row) => string | number;

function amountOf(step: TallyStep, all: readonly Row[], keyOf: KeyOf): Dec {
  const sources = chosen(step, all);
  if (step.of === 'count') return decimal.whole(sources.length);
  if (step.of === 'distinct') return decimal.whole(new Set(sources.map(keyOf)).size);
  const [first] = sources;
  if (!first) return 0;
  if (step.of === 'highest') return sources.reduce((top, row) => decimal.greatest(top, row.now), first.now);
  if (step.of === 'lowest') return sources.reduce((low, row) => decimal.least(low, row.now), first.now);
  const sum = sources.reduce((total: Dec, row) => decimal.add(total, row.now), 0);
  return step.of === 'average' ? decimal.divide(sum, decimal.whole(sources.length)) : sum;
}

/** What is left without the highest and lowest that are dropped, and of that the best. */
function chosen({ best, drop }: TallyStep, all: readonly Row[]): readonly Row[] {
  if (best === undefined && drop === undefined) return all;
  const highestFirst = [...all].sort((a, b) => decimal.compare(b.now, a.now));
  const kept = drop ? highestFirst.slice(drop.highest, highestFirst.length - drop.lowest) : highestFirst;
  return best === undefined ? kept : kept.slice(0, best);
}

function distinctKeys({ distinct = 'day' }: TallyStep, context: StepContext): (run: OwnerRun) => KeyOf {
  if (distinct === 'day') return () => row => row.day;
  if (distinct === 'manuscript' || distinct === 'lead')
    return ({ scene }) =>
      row => {
        const code = scene.table[distinct][row.fact] ?? -1;
        return code >= 0 ? code : `alone ${row.fact}`;
      };
  const wordOf = wordGetter(distinct, context);
  return ({ scene }) =>
    row =>
      wordOf(scene, row);
}

function divideBy(row: Row, divisor: Dec): void {
  row.now = decimal.compare(divisor, 0) === 0 ? 0 : decimal.divide(row.now, divisor);
  note(row, { op: 'divide', words: NO_WORDS, number: divisor });
}

type Rate = 'met' | 'unmet' | 'missing' | 'extra' | 'proportion';
const RATES: readonly Rate[] = ['met', 'unmet', 'missing', 'extra', 'proportion'];

export function compileTarget(step: TargetStep, { scheme, scope, clause }: StepContext): RunStep {
  const number = compileAmount(step.number, { scheme, scope });
  const rates: Partial<Record<Rate, CompiledAmount>> = {};
  for (const rate of RATES) {
    const amount = step[rate];
    if (amount) rates[rate] = compileAmount(amount, { scheme, scope });
  }
  const limits = compileBounds(step, { scheme, scope });
  const tally = clause.steps.find(other => other.do === 'tally');
  const wordsOf = ({ part }: Row) => wordBefore({ name: tally?.forEach, word: part }, NO_WORDS, scheme);
  return (rows, run) => {
    for (const row of rows)
      if (row.state === COUNTED) meet(row, run, { number, rates, limits, step, clause: clause.id, wordsOf });
    return rows;
  };
}

type Target = {
  number: CompiledAmount;
  rates: Partial<Record<Rate, CompiledAmount>>;
  limits: ReturnType<typeof compileBounds>;
  step: TargetStep;
  clause: string;
  /** The word of for-each that the row stands for. */
  wordsOf(row: Row): Label;
};

function meet(row: Row, run: OwnerRun, { number, rates, limits, step, clause, wordsOf }: Target): void {
  const { frame } = row;
  if (!frame) return;
  const scene = turnTo(run.scene, row);
  const target = number.of(scene) ?? 0;
  const done = row.now;
  run.targets.push({ clause, frame, target, done, row });
  note(row, { op: 'target', words: wordsOf(row), number: target });
  if (decimal.compare(target, 0) <= 0 && step.nothingOwed === 'skip') {
    row.state = PENDING;
    return;
  }
  const ended = frame.to <= run.asOf;
  const missing = decimal.greatest(0, decimal.subtract(target, done));
  const extra = decimal.greatest(0, decimal.subtract(done, target));
  const met = missing === 0;
  row.outcome = met ? (decimal.compare(extra, 0) > 0 ? 'extra' : 'met') : 'missing';
  row.now = 0;
  const pay = (rate: Rate, times: Dec | null) => {
    const value = rates[rate]?.of(scene);
    if (value === undefined) return;
    row.now = decimal.add(row.now, times === null ? value : decimal.multiply(value, times));
    if (row.log)
      note(row, {
        op: 'pay',
        words: paid(rate, value, times),
        number: times === null ? value : decimal.multiply(value, times),
      });
  };
  const settled = ended || step.settle === 'running';
  if (!settled) {
    row.state = PENDING;
    return;
  }
  // owing nothing is no merit where the scheme only counts what is above
  const merit = decimal.compare(target, 0) > 0 || step.nothingOwed !== 'count';
  if (met && merit) pay('met', null);
  if (!met && ended) pay('unmet', null);
  if (!met && ended) pay('missing', missing);
  if (decimal.compare(extra, 0) > 0) pay('extra', extra);
  const part =
    decimal.compare(target, 0) === 0 ? decimal.ONE : decimal.least(decimal.ONE, decimal.divide(done, target));
  if (rates.proportion && merit) pay('proportion', part);
  keepWithin(row, limits(scene));
}

function paid(rate: Rate, value: Dec, times: Dec | null): Label {
  const each = decimal.formatDecimal(value);
  const many = times === null ? '' : decimal.formatDecimal(times);
  switch (rate) {
    case 'met':
      return { zh: '达标', en: 'target met' };
    case 'unmet':
      return { zh: '未达标', en: 'target not met' };
    case 'missing':
      return { zh: `少 ${many} × ${each}`, en: `${many} missing × ${each}` };
    case 'extra':
      return { zh: `超 ${many} × ${each}`, en: `${many} above × ${each}` };
    default:
      return { zh: `按完成比例，满额 ${each}`, en: `in proportion, ${each} for the whole` };
  }
}

export function compileBands(step: Extract<Step, { do: 'bands' }>, { scheme, scope }: StepContext): RunStep {
  const bands = step.bands
    .map(({ from, gives }) => ({
      from: parseDecimal(from) ?? 0,
      text: from,
      gives: compileAmount(gives, { scheme, scope }),
    }))
    .reverse();
  return (rows, run) => {
    for (const row of rows) {
      if (row.state !== COUNTED) continue;
      const above = (from: Dec) => decimal.compare(row.now, from);
      const band = bands.find(({ from }) => (step.bounds === 'from' ? above(from) >= 0 : above(from) > 0));
      const value = band?.gives.of(turnTo(run.scene, row)) ?? 0;
      row.now = value;
      const zh = band ? `${step.bounds === 'from' ? '达到' : '超过'} ${band.text}` : '未到最低一档';
      note(row, {
        op: 'bands',
        words: {
          zh,
          en: band ? `${step.bounds === 'from' ? 'from' : 'above'} ${band.text}` : 'below the lowest band',
        },
        number: value,
      });
    }
    return rows;
  };
}

/** LIMIT: the least and the most of a row, or of what the rows of a period come to. */
import { type AmountContext, compileAmount } from './amounts.ts';
import { bucketsOf } from './buckets.ts';
import type { Dec } from './decimal.ts';
import * as decimal from './decimal.ts';
import { idOf } from './fact-table.ts';
import { note, type RunStep, type StepContext } from './item-steps.ts';
import { wordBefore, wordGetter } from './row-words.ts';
import { COUNTED, frameRow, type Row, turnTo } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Bounds, Label, LimitStep } from './scheme.ts';

const NO_WORDS: Label = { zh: '', en: '' };
const SUM: Label = { zh: '合计', en: 'sum' };

export type Limits = { least: Dec | undefined; most: Dec | undefined };

export function compileBounds({ least, most }: Bounds, context: AmountContext): (scene: Scene) => Limits {
  const [from, to] = [least && compileAmount(least, context), most && compileAmount(most, context)];
  return scene => ({ least: from?.of(scene), most: to?.of(scene) });
}

/** Brings a row between its bounds, and says so. */
export function keepWithin(row: Row, { least, most }: Limits, words = NO_WORDS): void {
  if (least !== undefined && decimal.compare(row.now, least) < 0) {
    row.now = least;
    note(row, { op: 'least', words, number: least });
  }
  if (most !== undefined && decimal.compare(row.now, most) > 0) {
    row.now = most;
    note(row, { op: 'most', words, number: most });
  }
}

export function compileLimit(step: LimitStep, context: StepContext): RunStep {
  const of = compileBounds(step, context);
  const ofBase = (bound: Dec | undefined, base: Dec) =>
    bound === undefined ? undefined : decimal.divide(decimal.multiply(base, bound), decimal.whole(100));
  return (rows, run) => {
    for (const row of rows) {
      if (row.state !== COUNTED) continue;
      const { least, most } = of(turnTo(run.scene, row));
      const limits = step.of
        ? { least: ofBase(least, row.base), most: ofBase(most, row.base) }
        : { least, most };
      keepWithin(row, limits, step.because);
    }
    return rows;
  };
}

type PeriodLimit = LimitStep & { per: NonNullable<LimitStep['per']> };

/** A limit on what the rows of one period come to: a row of its own takes off (or makes up) the difference. */
export function compilePeriodLimit(step: PeriodLimit, context: StepContext): RunStep {
  const limitsOf = compileBounds(step, context);
  const wordOf = step.forEach === undefined ? undefined : wordGetter(step.forEach, context);
  return (rows, run) => {
    const adjusting: Row[] = [];
    for (const [word, periods] of bucketsOf(rows, run, { per: step.per, wordOf })) {
      for (const [index, sources] of [...periods].sort(([a], [b]) => a - b)) {
        const frame = { kind: step.per, index, ...run.calendar.bounds(step.per, index) };
        const row = frameRow(run, frame, ['limit', step.per, ...(word ? [word] : [])].join('-'));
        const sum = sources.reduce((total: Dec, source) => decimal.add(total, source.now), 0);
        // bounds that depend on the facts are those of the earliest
        const limits = limitsOf(turnTo(run.scene, earliest(sources, run.scene)));
        row.sources = sources;
        row.now = sum;
        const words = wordBefore({ name: step.forEach, word }, SUM, context.scheme);
        note(row, { op: 'tally', words, number: sum });
        keepWithin(row, limits, step.because);
        if (decimal.compare(row.now, sum) === 0) continue;
        row.now = decimal.subtract(row.now, sum);
        note(row, { op: 'adjust', words: NO_WORDS, number: row.now });
        adjusting.push(row);
      }
    }
    return [...rows, ...adjusting];
  };
}

function earliest(rows: readonly Row[], { table }: Scene): Row {
  const id = (row: Row) => idOf(table, row.fact) || '~';
  return rows.reduce((first, row) =>
    row.day < first.day || (row.day === first.day && id(row) < id(first)) ? row : first,
  );
}

/** Rows of periods: counting and summing, targets and bands. */
import type { Row } from './combine.ts';
import { LAST, PERIODS, within } from './days.ts';
import * as f from './fractions.ts';
import { type Q, q, read, ZERO } from './fractions.ts';
import type { Owner, PeriodStep, Tally } from './rules.ts';
import { keep, textOf } from './world.ts';

type Tallying = { tally: Tally; staff: number; owed: boolean };
export const LEVELS = ['national', 'province', 'city'];

export function tally(rows: Row[], { tally: step, staff, owed }: Tallying): Row[] {
  const counted = rows.filter(row => row.state === 'counted');
  const { forEach } = step;
  const met = forEach ? counted.map(row => textOf(row.fact, forEach)) : [''];
  const words = new Set(owed && forEach === 'level' ? [...met, ...LEVELS] : met);
  return [...words].flatMap(word =>
    PERIODS[step.per]
      .filter(span => span.from <= LAST)
      .map((span): Row => {
        const own = counted.filter(
          row => within(row.day, span) && (!forEach || textOf(row.fact, forEach) === word),
        );
        const value = tallied(own, step);
        const now = step.byStaff ? f.over(value, q(staff)) : value;
        return { day: span.books, span, now, base: now, state: 'counted', part: word };
      }),
  );
}

function tallied(all: readonly Row[], { of, drop, best, distinct }: Tally): Q {
  let own = [...all];
  if (drop || best !== undefined) own = own.sort((a, b) => f.cmp(b.now, a.now));
  if (drop) own = own.slice(drop.highest, Math.max(0, own.length - drop.lowest));
  if (best !== undefined) own = own.slice(0, best);
  const values = own.map(row => row.now);
  if (of === 'count') return q(own.length);
  if (of === 'distinct') {
    const name = (row: Row, i: number) =>
      distinct === 'day'
        ? row.day
        : distinct === 'level'
          ? textOf(row.fact, 'level')
          : (row.fact?.[distinct ?? 'lead'] ?? `none ${i}`);
    return q(new Set(own.map(name)).size);
  }
  const [first] = values;
  if (!first) return ZERO;
  if (of === 'highest') return values.reduce((a, b) => f.least(a, b), first);
  if (of === 'lowest') return values.reduce((a, b) => f.most(a, b), first);
  return of === 'average' ? f.over(f.sum(values), q(values.length)) : f.sum(values);
}

type PeriodWork = { step: PeriodStep; owner: Owner };

export function periodStep(row: Row, { step, owner }: PeriodWork): Row {
  if (row.state !== 'counted') return row;
  if (step.do === 'times') return { ...row, now: f.mul(row.now, read(step.number)) };
  if (step.do === 'formula') {
    const now = step.of(row.now);
    return { ...row, now, base: now };
  }
  if (step.do === 'bands') {
    const reached = step.bands.filter(([from]) => {
      const above = f.cmp(row.now, read(from));
      return step.bounds === 'from' ? above >= 0 : above > 0;
    });
    return { ...row, now: read(reached.at(-1)?.[1] ?? '0') };
  }
  return pay(row, { step, owner });
}

type Target = Extract<PeriodStep, { do: 'target' }>;

function pay(row: Row, { step, owner }: { step: Target; owner: Owner }): Row {
  const target = targetOf(row, { step, owner });
  const owes = f.cmp(target, ZERO) > 0;
  if ((!owes && step.nothingOwed === 'skip') || (row.span?.to ?? '') > LAST)
    return { ...row, state: 'pending' };
  const missing = f.least(f.minus(target, row.now), ZERO);
  const extra = f.least(f.minus(row.now, target), ZERO);
  const met = f.same(missing, ZERO);
  const merit = owes || step.nothingOwed !== 'count';
  const pays: Q[] = [];
  if (met && merit && step.met) pays.push(read(step.met));
  if (!met && step.unmet) pays.push(read(step.unmet));
  if (!met && step.missing) pays.push(f.mul(missing, read(step.missing)));
  if (f.cmp(extra, ZERO) > 0 && step.extra) pays.push(f.mul(extra, read(step.extra)));
  if (step.proportion && merit) {
    const part = target.n === 0n ? q(1) : f.most(f.over(row.now, target), q(1));
    pays.push(f.mul(part, read(step.proportion)));
  }
  return { ...row, now: keep(f.sum(pays), step) };
}

function targetOf(row: Row, { step: { number }, owner }: { step: Target; owner: Owner }): Q {
  if ('plain' in number) return read(number.plain);
  return 'staff' in number ? f.mul(q(owner.staff), read(number.staff)) : read(number.table[row.part] ?? '0');
}

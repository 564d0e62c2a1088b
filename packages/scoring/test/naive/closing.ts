/** What happens to a ledger when its period ends, step by step. */

import type { Row } from './combine.ts';
import { LAST, PERIODS, type Span, within } from './days.ts';
import * as f from './fractions.ts';
import { type Q, read, ZERO } from './fractions.ts';
import type { Closing, Owner } from './rules.ts';
import { keep, sumAt, type World } from './world.ts';

type Gate = Extract<Closing, { do: 'gate' }>;
type Of = { ledger: 'main' | 'own' | 'year'; rows: readonly Row[] };

export function close(world: World, owner: Owner, { ledger, rows }: Of): Row[] {
  const { rules } = world;
  const steps = ledger === 'main' ? rules.mainSteps : ledger === 'year' ? rules.yearSteps : [];
  const spans = PERIODS[ledger === 'main' ? rules.per : 'year'];
  const runs = steps.map(() => 0);
  const holds = (gate: Gate, i: number, standing: Q): boolean => {
    const running = f.cmp(standing, read(gate.below)) < 0 ? (runs[i] ?? 0) + 1 : 0;
    runs[i] = running;
    return running >= gate.running;
  };
  /** What stands after all steps of one period; a gate that stops ends them. */
  const after = (span: Span, before: Q): Q => {
    let standing = before;
    for (const [i, step] of steps.entries()) {
      const outcome = apply(step, { world, owner, span, standing });
      if (step.do === 'gate' && !holds(step, i, standing)) continue;
      if (step.do === 'gate' && step.does === 'mark') mark(world, owner);
      if (step.do === 'gate' && step.does === 'stop') break;
      standing = outcome;
    }
    return standing;
  };
  return spans.flatMap(span => {
    const mine = rows.filter(row => row.state === 'counted' && within(row.day, span) && row.day <= LAST);
    const before = f.sum(mine.map(row => row.now));
    let standing = after(span, before);
    const { places, mode, at } = rules.rounding;
    if (at === 'total') standing = f.round(standing, places, mode);
    const change = f.minus(standing, before);
    return f.same(change, ZERO)
      ? []
      : [{ day: span.books, span, now: change, base: change, state: 'counted' as const, part: 'closing' }];
  });
}

function mark(world: World, { kind, id }: Owner): void {
  const key = `${kind} ${id}`;
  world.marks.set(key, (world.marks.get(key) ?? new Set()).add('不合格'));
}

type Standing = { world: World; owner: Owner; span: Span; standing: Q };

function apply(step: Closing, { world, owner, span, standing }: Standing): Q {
  switch (step.do) {
    case 'start':
      return f.plus(standing, read(step.number));
    case 'part':
      return f.plus(
        standing,
        f.round(f.mul(sumAt(world, owner, { id: 'main', span }), read(step.weight)), 6, 'half-up'),
      );
    case 'limit':
      return keep(standing, step);
    case 'round':
      return f.round(standing, step.places, step.mode);
    case 'gate':
      return step.does === 'zero' ? ZERO : step.does === 'set' ? read(step.to) : standing;
    default: {
      if (step.whenBelow !== undefined && f.cmp(standing, read(step.whenBelow)) >= 0) return standing;
      const number = read(step.number);
      const to =
        step.do === 'add' ? f.plus(standing, number) : step.do === 'times' ? f.mul(standing, number) : number;
      return f.plus(standing, f.round(f.minus(to, standing), 6, 'half-up'));
    }
  }
}

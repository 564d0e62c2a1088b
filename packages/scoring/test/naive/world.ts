/** Everything worked out so far, and what an account comes to over some days. */
import type { Fact } from '../../src/index.ts';
import type { Row } from './combine.ts';
import { type Span, within } from './days.ts';
import * as f from './fractions.ts';
import { type Q, read } from './fractions.ts';
import type { Bound, Owner, Rules } from './rules.ts';

export type Given = { rules: Rules; facts: readonly Fact[]; owners: readonly Owner[] };
/** Everything worked out so far: rows by owner and by clause or ledger; marks of owners. */
export type World = Given & {
  known: readonly Fact[];
  rows: Map<string, Row[]>;
  marks: Map<string, Set<string>>;
};

export const keyOf = (owner: Owner, id: string) => `${owner.kind} ${owner.id} ${id}`;
export const rowsAt = (world: World, owner: Owner, id: string): Row[] =>
  world.rows.get(keyOf(owner, id)) ?? [];
export const sumAt = (world: World, owner: Owner, { id, span }: { id: string; span: Span }): Q =>
  f.sum(
    rowsAt(world, owner, id)
      .filter(row => row.state === 'counted' && within(row.day, span))
      .map(row => row.now),
  );

export function keep(value: Q, { least, most }: Bound): Q {
  const low = least === undefined ? value : f.least(value, read(least));
  return most === undefined ? low : f.most(low, read(most));
}

export const textOf = (fact: Fact | undefined, name: string) => String(fact?.attrs?.[name] ?? '');

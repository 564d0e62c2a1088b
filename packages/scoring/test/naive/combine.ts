/** Items with one key: who counts, and how much. */
import type { Fact } from '../../src/index.ts';
import type { Span } from './days.ts';
import * as f from './fractions.ts';
import { type Q, q, read, ZERO } from './fractions.ts';
import type { Combine } from './rules.ts';

export type Row = {
  fact?: Fact;
  day: string;
  span?: Span;
  now: Q;
  base: Q;
  state: 'counted' | 'superseded' | 'excluded' | 'pending';
  part: string;
};

const LEVELS = ['national', 'province', 'city'];

export function combine(rows: Row[], step: Combine): Row[] {
  const keyOf = (row: Row): string | undefined => {
    const { fact } = row;
    const parts = step.key.map(name => {
      if (name === 'month') return row.day.slice(0, 7);
      if (name === 'kind') return fact?.kind;
      return name === 'outlet' ? String(fact?.attrs?.outlet ?? '') || undefined : fact?.[name];
    });
    return parts.includes(undefined) ? undefined : parts.join(' | ');
  };
  const alone = rows.filter(row => keyOf(row) === undefined);
  const keys = [...new Set(rows.map(keyOf))].filter(key => key !== undefined);
  return [
    ...alone,
    ...keys.flatMap(key =>
      group(
        rows.filter(row => keyOf(row) === key),
        step,
      ),
    ),
  ];
}

function group(rows: Row[], { best, order, by, oneOf, rest = '0', factors }: Combine): Row[] {
  if (rows.length === 1 && !factors) return rows;
  const level = (row: Row) => {
    const at = LEVELS.indexOf(String(row.fact?.attrs?.level ?? ''));
    return at < 0 ? 99 : at;
  };
  const early = (a: Row, b: Row) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1);
  const ids = (a: Row, b: Row) => ((a.fact?.id ?? '') < (b.fact?.id ?? '') ? -1 : 1);
  const sorted = [...rows].sort((a, b) => {
    if (order === 'first') return early(a, b) || ids(a, b);
    if (order === 'last') return early(b, a) || ids(a, b);
    return (by ? level(a) - level(b) : 0) || f.cmp(b.now, a.now) || early(a, b) || ids(a, b);
  });
  const seen = new Set<string>();
  let place = 0;
  return sorted.map(row => {
    const word = String(row.fact?.attrs?.level ?? '');
    if (oneOf && seen.has(word)) return { ...row, state: 'superseded' };
    seen.add(word);
    const listed = factors ? factors[Math.min(place, factors.length - 1)] : undefined;
    const factor = listed === undefined ? (best === 'all' || place < best ? q(1) : read(rest)) : read(listed);
    place++;
    return f.same(factor, ZERO) ? { ...row, state: 'superseded' } : { ...row, now: f.mul(row.now, factor) };
  });
}

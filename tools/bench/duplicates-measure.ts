import type { Reader } from '../../apps/server/src/db/connect.ts';
import { findLookAlikes } from '../../apps/server/src/manuscripts/repeats.ts';
import { bodyOf, numberOf } from './duplicates-body.ts';
import { KINDS, type Probe, type ProbeKind } from './duplicates-set.ts';

/** What was found of the texts of one kind; `sought` pairs were there to be found, `wrong` ones were told besides. */
export type Found = { kind: ProbeKind; probes: number; sought: number; found: number; wrong: number };
export type Measured = { kinds: Found[]; ms: number[] };

/** Looks every probe up as the product does, one after another. */
export async function measureProbes(reader: Reader, probes: readonly Probe[]): Promise<Measured> {
  const kinds = KINDS.map(kind => ({ kind, probes: 0, sought: 0, found: 0, wrong: 0 }));
  const ms: number[] = [];
  for (const probe of probes) {
    const body = bodyOf(probe.text);
    const started = performance.now();
    const { found } = await findLookAlikes(reader, { body, not: null });
    ms.push(performance.now() - started);
    const told = new Set(found.map(({ id }) => numberOf(id)));
    const right = probe.from.filter(number => told.has(number)).length;
    const sum = kinds[KINDS.indexOf(probe.kind)]!;
    sum.probes += 1;
    sum.sought += probe.from.length;
    sum.found += right;
    sum.wrong += told.size - right;
  }
  return { kinds, ms };
}

/** Recall over what was sought, precision over what was told; 1 where there was nothing to find or nothing told. */
export function ratesOf(of: readonly Found[]): { recall: number; precision: number } {
  const sum = (pick: (found: Found) => number): number => of.reduce((total, each) => total + pick(each), 0);
  const found = sum(each => each.found);
  const told = found + sum(each => each.wrong);
  const sought = sum(each => each.sought);
  return { recall: sought === 0 ? 1 : found / sought, precision: told === 0 ? 1 : found / told };
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

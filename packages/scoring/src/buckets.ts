/** Rows of facts, put together by period. */
import { COUNTED, type OwnerRun, type Row } from './rows.ts';
import type { Scene } from './scene.ts';
import type { TallyStep } from './scheme.ts';

export type Buckets = [part: string, periods: Map<number, Row[]>][];
type Bucketing = { per: TallyStep['per']; wordOf: ((scene: Scene, row: Row) => string) | undefined };

/** Counted rows by the word of `for-each` (one part when there is none) and by period. */
export function bucketsOf(rows: readonly Row[], run: OwnerRun, { per, wordOf }: Bucketing): Buckets {
  const parts = new Map<string, Map<number, Row[]>>();
  if (!wordOf) parts.set('', new Map());
  for (const row of rows) {
    if (row.state !== COUNTED) continue;
    const part = wordOf ? wordOf(run.scene, row) : '';
    const periods = parts.get(part) ?? new Map<number, Row[]>();
    parts.set(part, periods);
    const index = run.calendar.indexOf(per, row.day);
    const bucket = periods.get(index);
    if (bucket) bucket.push(row);
    else periods.set(index, [row]);
  }
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1));
}

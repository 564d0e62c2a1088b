import type { Credit, Standing } from '@xinxuan/contract';
import { type Place, paths } from '../paths.ts';
import type { ChartData } from '../ui/chart/option.ts';
import { daysOf } from './period.ts';

export type Owners = 'unit' | 'person';
export type Group = { group: { id: string; name: string } | null; rows: readonly Standing[] };

/** The period that is shown, and the day that is looked back to. */
export type Shown = { period: string; asOf: string | null };

/** The lists that the figures of one standing were counted from; looking back, only the ledger knows the day. */
export function listsBehind(standing: Standing, owners: Owners, { period, asOf }: Shown) {
  const id = standing.owner.id;
  const days = daysOf(period);
  const sent = (credit: Credit) =>
    paths.manuscripts({ [owners === 'unit' ? 'unitId' : 'authorId']: id, credit, ...days });
  const ledger = (search: Record<string, string> = {}): Place =>
    paths.ledger({ owner: owners, ownerId: id, period, ...(asOf && { asOf }), ...search });
  return {
    points: ledger(),
    clause: (clause: string) => ledger({ clause }),
    submitted: sent('submitted'),
    counted: sent('counted'),
    adopted: paths.adoptions({
      [owners === 'unit' ? 'unitId' : 'personId']: id,
      state: ['verified'],
      ...days,
    }),
  };
}

/**
 * Places gained since the period before: 2 is up, -1 down, 0 unchanged; null without a place then. A group in which
 * nobody had points then had no places worth comparing.
 */
export function placeChanges(now: readonly Group[], before: readonly Group[]): Map<string, number | null> {
  const ranked = before.filter(group => group.rows.some(row => Number(row.points) !== 0));
  const earlier = new Map(ranked.flatMap(group => group.rows.map(row => [row.owner.id, row.place] as const)));
  return new Map(
    now.flatMap(group =>
      group.rows.map(row => {
        const place = earlier.get(row.owner.id);
        return [row.owner.id, place === undefined ? null : place - row.place] as const;
      }),
    ),
  );
}

/** Points of a group this time and the time before, in the order of places. */
export function chartOf(
  group: Group,
  before: readonly Group[],
  said: { title: string; now: string; before: string },
): ChartData {
  const earlier = new Map(
    before.flatMap(other => other.rows.map(row => [row.owner.id, row.points] as const)),
  );
  const series = [{ name: said.now, values: group.rows.map(row => row.points) }];
  if (earlier.size > 0)
    series.push({ name: said.before, values: group.rows.map(row => earlier.get(row.owner.id) ?? '0') });
  return {
    kind: 'bars',
    title: said.title,
    categories: group.rows.map(row => row.owner.name),
    series,
  };
}

/** Done of a target in percent for a bar, from exact decimals; a target of nothing is met. */
export function percentDone(done: string, target: string): number {
  const whole = Number(target);
  if (!(whole > 0)) return 100;
  return Math.max(0, Math.min(100, Math.floor((Number(done) / whole) * 100)));
}

import type { Named, PlanTopic } from '@xinxuan/contract';

/**
 * How a unit stands in a month: nothing is asked of it, not begun, less than half, half or more, all of it; or the time of
 * a topic is over and something is missing.
 */
export const GRID_STATES = ['none', 'begun', 'some', 'most', 'reached', 'behind'] as const;
export type GridState = (typeof GRID_STATES)[number];
export type GridCell = { month: number; target: number; reached: number; state: GridState };
/** `unit` is null in the row of all units together. */
export type GridRow = { unit: Named | null; cells: GridCell[] };

export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/** Whether a topic runs in these months of its year, both included; a plan stays within its year. */
export function runsIn({ from, to }: Pick<PlanTopic, 'from' | 'to'>, first: number, last: number): boolean {
  return Number(from.slice(5, 7)) <= last && Number(to.slice(5, 7)) >= first;
}

/**
 * Units by months: the topics that run in a month, their targets and what the desk has of them, so that each cell is the
 * sum of the list that it opens. A topic of several months stands in each of them.
 */
export function yearGrid(topics: readonly PlanTopic[]): GridRow[] {
  const units = new Map<string, Named>();
  for (const { progress } of topics) for (const { unit } of progress) units.set(unit.id, unit);
  if (units.size === 0) return [];
  const rowOf = (unit: Named | null): GridRow => ({
    unit,
    cells: MONTHS.map(month => cellOf(topics, { unit, month })),
  });
  return [null, ...units.values()].map(rowOf);
}

function cellOf(
  topics: readonly PlanTopic[],
  { unit, month }: { unit: Named | null; month: number },
): GridCell {
  const parts = topics
    .filter(topic => runsIn(topic, month, month))
    .flatMap(topic =>
      topic.progress
        .filter(each => unit === null || each.unit.id === unit.id)
        .map(each => ({ ...each, late: topic.state === 'behind' && !each.reached })),
    );
  const target = parts.reduce((sum, part) => sum + part.items, 0);
  const reached = parts.reduce((sum, part) => sum + part.reachedItems, 0);
  // One unit's surplus does not make up for what another owes.
  const counted = parts.reduce((sum, part) => sum + Math.min(part.items, part.reachedItems), 0);
  const late = parts.some(part => part.late);
  return { month, target, reached, state: stateOf({ share: target > 0 ? counted / target : null, late }) };
}

function stateOf({ share, late }: { share: number | null; late: boolean }): GridState {
  if (late) return 'behind';
  if (share === null) return 'none';
  if (share >= 1) return 'reached';
  if (share >= 0.5) return 'most';
  return share > 0 ? 'some' : 'begun';
}

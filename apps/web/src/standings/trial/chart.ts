import type { TrialOwner } from '@xinxuan/contract';
import type { ChartData } from '../../ui/chart/option.ts';

/** More rows than this are not read as a shape any more. */
const ROWS = 24;

type Titles = (shown: number | null) => { title: string; before: string; after: string };

/** Places of a group as dumbbells, best new place first; of a large group only the largest moves. */
export function chartOf(
  owners: readonly TrialOwner[],
  titles: Titles,
): { data: ChartData; owners: TrialOwner[] } {
  const placed = owners.filter(({ before, after }) => before?.place && after?.place);
  const size = ({ shift }: TrialOwner) => Math.abs(shift ?? 0);
  const shown =
    placed.length <= ROWS
      ? placed
      : placed
          .toSorted((a, b) => size(b) - size(a))
          .slice(0, ROWS)
          .toSorted((a, b) => (a.after?.place ?? 0) - (b.after?.place ?? 0));
  const { title, before, after } = titles(placed.length <= ROWS ? null : shown.length);
  const places = (side: 'before' | 'after') => shown.map(owner => String(owner[side]?.place ?? ''));
  const data: ChartData = {
    kind: 'dumbbells',
    title,
    categories: shown.map(({ owner }) => owner.name),
    series: [
      { name: before, values: places('before') },
      { name: after, values: places('after') },
    ],
  };
  return { data, owners: shown };
}

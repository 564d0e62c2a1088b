import { contract, type PeriodChange } from '@xinxuan/contract';
import type { Reader } from '../../db/connect.ts';
import { answers } from '../../http/endpoint.ts';
import { periodOf } from '../period.ts';
import { plain } from '../plain.ts';
import { figuresOf, publishedOf } from './figures.ts';
import { findPublished, type Published } from './queries.ts';

export const changesSincePublication = answers(
  contract.standings.changesSincePublication,
  async ({ input, reader }) => {
    const changes = await changesOf(reader, input.period);
    const start = (input.page - 1) * input.pageSize;
    return { rows: changes.slice(start, start + input.pageSize), total: changes.length };
  },
);

/** What is no longer as it was published; nothing of a period that never was. */
export async function changesOf(reader: Reader, period: string): Promise<PeriodChange[]> {
  const before = await findPublished(reader, period);
  if (!before) return [];
  const figures = await figuresOf(reader, periodOf(period));
  const now = publishedOf(figures);
  const names = new Map(
    (['unit', 'person'] as const).flatMap(kind =>
      [...before[kind].places, ...now[kind].places].map(each => [each.owner, each.name] as const),
    ),
  );
  return (['unit', 'person'] as const).flatMap(kind =>
    compare(kind, { before: before[kind], now: now[kind], names }),
  );
}

type Compared = { before: Published['unit']; now: Published['unit']; names: Map<string, string> };

/** Places first, then lines, each in a fixed order. */
export function compare(ownerKind: 'unit' | 'person', { before, now, names }: Compared): PeriodChange[] {
  const owner = (id: string) => ({ id, name: names.get(id) ?? '' });
  const places = pairs(before.places, now.places, each => each.owner)
    .filter(([was, is]) => was?.place !== is?.place || was?.points !== is?.points)
    .map(([was, is, id]) => ({
      what: 'place' as const,
      owner: owner(id),
      ownerKind,
      before: was?.points ?? null,
      now: is?.points ?? null,
      zh: `名次 ${placeOf(was)} → ${placeOf(is)}，积分 ${was?.points ?? '—'} → ${is?.points ?? '—'}`,
      en: `place ${placeOf(was)} → ${placeOf(is)}, points ${was?.points ?? '—'} → ${is?.points ?? '—'}`,
    }));
  const lines = pairs(before.lines, now.lines, each => each.id)
    .filter(([was, is]) => was?.points !== is?.points || was?.zh !== is?.zh)
    .map(([was, is]) => ({
      what: 'line' as const,
      owner: owner((is ?? was)?.owner ?? ''),
      ownerKind,
      before: was ? plain(was.points) : null,
      now: is ? plain(is.points) : null,
      zh: is ? is.zh : `已不存在：${was?.zh ?? ''}`,
      en: is ? is.en : `gone: ${was?.en ?? ''}`,
    }));
  return [...places, ...lines];
}

const placeOf = (each: { place: number } | undefined): string => (each ? String(each.place) : '—');

function pairs<T>(before: T[], now: T[], key: (each: T) => string): [T | undefined, T | undefined, string][] {
  const were = new Map(before.map(each => [key(each), each]));
  const are = new Map(now.map(each => [key(each), each]));
  return [...new Set([...were.keys(), ...are.keys()])].sort().map(id => [were.get(id), are.get(id), id]);
}

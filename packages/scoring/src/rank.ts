/** RANK: places within groups. */
import { compare, type Dec, parseDecimal } from './decimal.ts';

export type Entry = {
  id: string;
  /** Entries of one group are ranked among each other. */
  group: string;
  points: string;
  /** Figures that decide between equal points, first first. */
  breakers?: readonly string[];
  /** Listed without a place (guests, exempt units). */
  apart?: boolean;
};

export type RankRule = {
  /** `shared`: 1, 2, 2, 4. `dense`: 1, 2, 2, 3. */
  ties?: 'shared' | 'dense';
  /** Whether more or less of each breaker is better; more when left out. */
  breakers?: readonly ('more' | 'less')[];
};

export type Place = Entry & {
  /** From 1; null for entries listed apart. */
  place: number | null;
  tied: boolean;
  /** Number (from 1) of the breaker that parted this entry from an equal neighbour. */
  brokenBy?: number;
};

/**
 * Places, best first, group by group in order of their names; entries listed apart stand at the end of their group.
 * Full equals share a place and stand in order of id. Throws on points that are not decimals: they come from ledgers.
 */
export function rank(entries: readonly Entry[], rule: RankRule = {}): Place[] {
  const groups = Map.groupBy(entries, entry => entry.group);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, members]) => rankGroup(members, rule));
}

type Read = { entry: Entry; points: Dec; breakers: Dec[] };

function rankGroup(members: readonly Entry[], rule: RankRule): Place[] {
  const better = order(rule);
  const read = (entry: Entry): Read => ({
    entry,
    points: decimalOf(entry.points),
    breakers: (entry.breakers ?? []).map(decimalOf),
  });
  const sorted = members
    .filter(entry => !entry.apart)
    .map(read)
    .sort((a, b) => better(a, b).sign || (a.entry.id < b.entry.id ? -1 : 1));
  const places: Place[] = [];
  for (const [i, current] of sorted.entries()) {
    const before = sorted[i - 1];
    const after = sorted[i + 1];
    const ahead = before ? better(before, current) : null;
    const behind = after ? better(current, after) : null;
    const last = places.at(-1)?.place ?? 0;
    const place = ahead?.sign === 0 ? last : rule.ties === 'dense' ? last + 1 : i + 1;
    const broken = (ahead?.sign !== 0 && ahead?.by) || (behind?.sign !== 0 && behind?.by) || 0;
    places.push({
      ...current.entry,
      place,
      tied: ahead?.sign === 0 || behind?.sign === 0,
      ...(broken > 0 && { brokenBy: broken }),
    });
  }
  const apart = members.filter(entry => entry.apart).sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...places, ...apart.map(entry => ({ ...entry, place: null, tied: false }))];
}

function order({ breakers: directions = [] }: RankRule): (a: Read, b: Read) => { sign: number; by: number } {
  return (a, b) => {
    const sign = compare(b.points, a.points);
    if (sign !== 0) return { sign, by: 0 };
    for (let i = 0; i < Math.max(a.breakers.length, b.breakers.length); i++) {
      const difference = compare(b.breakers[i] ?? 0, a.breakers[i] ?? 0);
      if (difference !== 0) return { sign: directions[i] === 'less' ? -difference : difference, by: i + 1 };
    }
    return { sign: 0, by: 0 };
  };
}

function decimalOf(text: string): Dec {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`"${text}" is not a decimal`);
  return value;
}

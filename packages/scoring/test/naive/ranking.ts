/** Places, what they are worth, and who gets an award. */
import type { Span } from './days.ts';
import * as f from './fractions.ts';
import { type Q, q, read, ZERO } from './fractions.ts';
import type { Owner } from './rules.ts';
import { sumAt, type World } from './world.ts';

export type Entry = { owner: Owner; group: string; points: Q; place: number | null; worth: Q | undefined };

export function rankIn(world: World, span: Span): Entry[] {
  const { ranking } = world.rules;
  const units = world.owners.filter(owner => owner.kind === 'unit');
  const figure = (owner: Owner, id: string) => sumAt(world, owner, { id, span });
  const groupOf = (owner: Owner) =>
    ranking.by === 'all' ? '' : ranking.by === 'group' ? owner.group : (CLASSES[owner.id] ?? '');
  return units.map(owner => {
    const points = figure(owner, 'main');
    const others = units.filter(
      other =>
        groupOf(other) === groupOf(owner) && !(ranking.apart && f.cmp(figure(other, 'main'), ZERO) <= 0),
    );
    const better = (a: Owner, b: Owner) => {
      const main = f.cmp(figure(a, 'main'), figure(b, 'main'));
      if (main !== 0 || !ranking.breaker) return main > 0;
      const more = f.cmp(figure(a, ranking.breaker.of), figure(b, ranking.breaker.of));
      return ranking.breaker.order === 'more' ? more > 0 : more < 0;
    };
    const apart = ranking.apart && f.cmp(points, ZERO) <= 0;
    const ahead = others.filter(other => better(other, owner));
    // dense places count how many different results are ahead
    const results = ahead.filter((a, i) => ahead.findIndex(b => !better(a, b) && !better(b, a)) === i);
    const place = apart ? null : (ranking.ties === 'dense' ? results.length : ahead.length) + 1;
    const highest = others.map(other => figure(other, 'main')).reduce((a, b) => f.least(a, b), q(-1_000_000));
    return { owner, group: groupOf(owner), points, place, worth: worthOf(world, { place, points, highest }) };
  });
}

/** Of the units that the tests have; the first class of a unit is the one it is ranked by. */
export const CLASSES: Record<string, string> = { u1: 'town', u2: 'town', u3: 'bureau' };

type Placed = { place: number | null; points: Q; highest: Q };

function worthOf({ rules }: World, { place, points, highest }: Placed): Q | undefined {
  const { worth } = rules.ranking;
  if (place === null) return undefined;
  if ('gives' in worth) return read(worth.gives[place - 1] ?? worth.others);
  if (f.cmp(highest, ZERO) <= 0) return ZERO;
  return f.round(f.over(f.mul(points, read(worth.full)), highest), 2, 'half-up');
}

/** Ids of those who get each award, in order. */
export function awarded(world: World, span: Span): Record<'one' | 'two', string[]> {
  const { seats, barred, atLeast, ties, second } = world.rules.awards;
  const table = rankIn(world, span).filter(entry => entry.place !== null);
  const bad = (entry: Entry) => barred && world.marks.has(`unit ${entry.owner.id}`);
  const one: string[] = [];
  const two: string[] = [];
  for (const group of new Set(table.map(entry => entry.group))) {
    const members = table
      .filter(entry => entry.group === group)
      .sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
    const open = members.filter(
      entry => !bad(entry) && (atLeast === undefined || f.cmp(entry.points, read(atLeast)) >= 0),
    );
    const exact =
      'eachGroup' in seats
        ? q(seats.eachGroup)
        : f.round(f.mul(read('share' in seats ? seats.share : '0'), q(members.length)), 0, 'half-up');
    const many = Number(exact.n / exact.d);
    const first =
      'from' in seats
        ? open.filter(entry => f.cmp(entry.points, read(seats.from)) >= 0)
        : best(open, { many, ties });
    one.push(...first.map(entry => entry.owner.id));
    if (second) {
      const left = members.filter(entry => !first.includes(entry));
      two.push(...best(left, { many: 1, ties: 'all' }).map(entry => entry.owner.id));
    }
  }
  return { one: one.sort(), two: two.sort() };
}

/** The first so many; those equal at the last seat all or none. */
function best(open: readonly Entry[], { many, ties }: { many: number; ties: 'all' | 'none' }): Entry[] {
  return open.filter(entry => {
    const ahead = open.filter(other => (other.place ?? 0) < (entry.place ?? 0)).length;
    const equal = open.filter(other => other.place === entry.place).length;
    if (ahead >= many) return false;
    return ahead + equal <= many || ties === 'all';
  });
}

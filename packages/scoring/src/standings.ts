/** RANK and AWARD put to work on a ledger: places in groups, and who gets what. */

import * as decimal from './decimal.ts';
import { type Dec, parseDecimal } from './decimal.ts';
import { compileExpression } from './evaluate.ts';
import { openFactTable } from './fact-table.ts';
import type { Owner, Roster } from './facts.ts';
import type { Ledger, Mark } from './ledger.ts';
import { type Entry, type Place, rank } from './rank.ts';
import { indexRoster, type OwnerEntry, type RosterIndex } from './roster.ts';
import { type Scene, scopeOf } from './scene.ts';
import type { Award, Label, Ranking, Scheme } from './scheme.ts';

/** `worth` is what the place gives, or the total as a share of the group's highest, when the ranking says so. */
export type Standing = Place & { owner: Owner; name: string; worth?: string };
export type Standings = { ranking: string; label: Label; ledger: string; places: Standing[] };

export type StandingsInput = { scheme: Scheme; ledger: Ledger; roster: Roster };

/** Places for every ranking of the scheme. Owners without a total stand nowhere. */
export function standings({ scheme, ledger, roster }: StandingsInput): Standings[] {
  const index = indexRoster(scheme, roster);
  const figures = figuresOf(ledger);
  return scheme.rankings.map(ranking => {
    const isApart = apartness({ scheme, ranking, index, figures });
    const owners = new Map<string, OwnerEntry>();
    const entries = ledger.totals.flatMap((total): Entry[] => {
      if (total.ledger !== ranking.ledger) return [];
      const owner =
        total.owner.kind === 'unit' ? index.unitOf(total.owner.id) : index.personOf(total.owner.id);
      if (!owner) return [];
      owners.set(owner.id, owner);
      const breakers = ranking.breakers.map(({ of }) => decimal.formatDecimal(figures(owner, of)));
      return [
        {
          id: owner.id,
          group: groupOf(owner, ranking),
          points: total.points,
          breakers,
          apart: isApart(owner),
        },
      ];
    });
    const places = rank(entries, {
      ties: ranking.ties,
      breakers: ranking.breakers.map(({ order }) => order),
    });
    const named = places.map((place): Standing => {
      const { kind, name } = owners.get(place.id) as OwnerEntry;
      const worth = worthOf(place, ranking, places);
      return { ...place, owner: { kind, id: place.id }, name, ...(worth !== undefined && { worth }) };
    });
    return { ranking: ranking.id, label: ranking.label, ledger: ranking.ledger, places: named };
  });
}

function worthOf(place: Place, { gives, convert }: Ranking, places: readonly Place[]): string | undefined {
  if (place.place === null) return undefined;
  if (gives) return gives.places[place.place - 1] ?? gives.others;
  if (!convert) return undefined;
  const highest = parseDecimal(places.find(other => other.group === place.group)?.points ?? '') ?? 0;
  if (decimal.compare(highest, 0) <= 0) return '0';
  const share = decimal.divide(
    decimal.multiply(parseDecimal(place.points) ?? 0, parseDecimal(convert.full) ?? 0),
    highest,
  );
  return decimal.formatDecimal(decimal.roundTo(share, convert.places, convert.mode));
}

function groupOf(owner: OwnerEntry, { by }: Ranking): string {
  if (by === 'group') return owner.group;
  return by === 'class' ? (owner.classes[0] ?? '') : '';
}

type Figures = (owner: OwnerEntry, id: string) => Dec;

/** What an owner has in a ledger, a clause or a counter. */
function figuresOf(ledger: Ledger): Figures {
  const sums = new Map<string, Dec>();
  const put = (owner: Owner, id: string, value: string) => {
    const key = `${owner.kind} ${owner.id} ${id}`;
    sums.set(key, decimal.add(sums.get(key) ?? 0, parseDecimal(value) ?? 0));
  };
  for (const total of ledger.totals) put(total.owner, total.ledger, total.points);
  for (const counter of ledger.counters) put(counter.owner, counter.clause, counter.value);
  for (const line of ledger.lines) if (line.clause !== line.ledger) put(line.owner, line.clause, line.points);
  return (owner, id) => sums.get(`${owner.kind} ${owner.id} ${id}`) ?? 0;
}

type Apartness = { scheme: Scheme; ranking: Ranking; index: RosterIndex; figures: Figures };

function apartness({ scheme, ranking, index, figures }: Apartness): (owner: OwnerEntry) => boolean {
  if (!ranking.apart) return () => false;
  const isApart = compileExpression<Scene, boolean>(ranking.apart, scopeOf(scheme));
  const table = openFactTable(scheme, index);
  return owner =>
    isApart({
      table,
      owner,
      fact: -1,
      now: 0,
      base: 0,
      frame: null,
      part: '',
      total: id => figures(owner, id),
      also: () => false,
      measure: () => 0,
    });
}

export type Winner = { award: string; label: Label; standing: Standing; money?: string };
/** Someone who had the place but carries a mark that bars it. */
export type Barred = { award: string; standing: Standing; mark: Mark };

/** Who gets the awards of a scheme, and who would have but is barred by a mark. A barred place goes to the next. */
export function awards({ scheme, ledger, roster }: StandingsInput): { winners: Winner[]; barred: Barred[] } {
  const tables = standings({ scheme, ledger, roster });
  const winners: Winner[] = [];
  const barred: Barred[] = [];
  for (const award of scheme.awards) {
    const places = tables.find(table => table.ranking === award.ranking)?.places ?? [];
    for (const [group, members] of Map.groupBy(places, place => place.group)) {
      const ranked = members.filter(member => member.place !== null);
      const open = ranked.filter(standing => {
        const mark = ledger.marks.find(
          ({ owner, mark }) =>
            owner.id === standing.id && owner.kind === standing.owner.kind && award.barred.includes(mark),
        );
        if (mark) barred.push({ award: award.id, standing, mark });
        return !mark;
      });
      const { id, label, money } = award;
      for (const standing of seated(open, award, { group, participants: ranked.length })) {
        winners.push({ award: id, label, standing, ...(money !== undefined && { money }) });
      }
    }
  }
  return { winners, barred };
}

/** The first of those still open, as many as there are seats; equals at the last seat all or none, as the scheme says. */
function seated(
  open: readonly Standing[],
  { seats, tiesAtLast }: Award,
  { group, participants }: { group: string; participants: number },
): Standing[] {
  if ('from' in seats) {
    const mark = parseDecimal(seats.from) ?? 0;
    return open.filter(standing => decimal.compare(parseDecimal(standing.points) ?? 0, mark) >= 0);
  }
  const count =
    'eachGroup' in seats
      ? seats.eachGroup
      : 'groups' in seats
        ? (seats.groups[group] ?? 0)
        : shareOf(seats, participants);
  const last = open[count - 1]?.place;
  const next = open[count]?.place;
  if (last === undefined || last !== next) return open.slice(0, count);
  return open.filter(({ place }) => (place ?? 0) < (last ?? 0) || (tiesAtLast === 'all' && place === last));
}

function shareOf(
  { share, rounding }: Extract<Award['seats'], { share: string }>,
  participants: number,
): number {
  const exact = decimal.multiply(parseDecimal(share) ?? 0, decimal.whole(participants));
  return Number(decimal.formatDecimal(decimal.roundTo(exact, 0, rounding)));
}

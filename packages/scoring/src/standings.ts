/** RANK and AWARD put to work on a ledger: places in groups, and who gets what. */

import { type Room, reasonOf } from './award-reasons.ts';
import * as decimal from './decimal.ts';
import { type Dec, parseDecimal } from './decimal.ts';
import { compileExpression } from './evaluate.ts';
import { openFactTable } from './fact-table.ts';
import type { Owner, Roster } from './facts.ts';
import type { Ledger, Line, Mark } from './ledger.ts';
import { type Entry, type Place, rank } from './rank.ts';
import { indexRoster, type OwnerEntry, type RosterIndex } from './roster.ts';
import { ownerScene, type Scene, scopeOf } from './scene.ts';
import type { Award, Expression, Label, Ranking, Scheme } from './scheme.ts';

/** `worth` is what the place gives, or the total as a share of the group's highest, when the ranking says so. */
export type Standing = Place & { owner: Owner; name: string; worth?: string };
export type Standings = { ranking: string; label: Label; ledger: string; places: Standing[] };

/** A ledger, or sums that stand for its lines: `{ ...sums, lines: sums.clauses }`. */
export type RankedLedger = Pick<Ledger, 'totals' | 'counters' | 'marks'> & {
  lines: readonly Pick<Line, 'owner' | 'ledger' | 'clause' | 'points'>[];
};

export type StandingsInput = { scheme: Scheme; ledger: RankedLedger; roster: Roster };

/** Places for every ranking of the scheme. Owners without a total stand nowhere. */
export function standings({ scheme, ledger, roster }: StandingsInput): Standings[] {
  const index = indexRoster(scheme, roster);
  const figures = figuresOf(ledger);
  return scheme.rankings.map(ranking => {
    const owners = ledger.totals.flatMap(total => {
      if (total.ledger !== ranking.ledger) return [];
      const { kind, id } = total.owner;
      return (kind === 'unit' ? index.unitOf(id) : index.personOf(id)) ?? [];
    });
    const places = placesOf(ranking, { scheme, index, owners, figures });
    return { ranking: ranking.id, label: ranking.label, ledger: ranking.ledger, places };
  });
}

type Ranked = { scheme: Scheme; index: RosterIndex; owners: readonly OwnerEntry[]; figures: Figures };

/** Places of these owners by what they have in the ranking's ledger; who has no account in it stands nowhere. */
export function placesOf(ranking: Ranking, { scheme, index, owners, figures }: Ranked): Standing[] {
  const asked = { scheme, index, figures };
  const isApart = asks(ranking.apart, false, { ...asked, now: owner => figures(owner, ranking.ledger) });
  const hasAccount = asks(scheme.ledgers[ranking.ledger]?.who, true, { ...asked, now: () => 0 });
  const known = new Map(owners.filter(hasAccount).map(owner => [owner.id, owner]));
  const entries = [...known.values()].map(
    (owner): Entry => ({
      id: owner.id,
      group: groupOf(owner, ranking),
      points: decimal.formatDecimal(figures(owner, ranking.ledger)),
      breakers: ranking.breakers.map(({ of }) => decimal.formatDecimal(figures(owner, of))),
      apart: isApart(owner),
    }),
  );
  const places = rank(entries, {
    ties: ranking.ties,
    breakers: ranking.breakers.map(({ order }) => order),
  });
  return places.map((place): Standing => {
    const { kind, name } = known.get(place.id) as OwnerEntry;
    const worth = worthOf(place, ranking, places);
    return { ...place, owner: { kind, id: place.id }, name, ...(worth !== undefined && { worth }) };
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

export function groupOf(owner: OwnerEntry, { by }: Ranking): string {
  if (by === 'group') return owner.group;
  return by === 'class' ? (owner.classes[0] ?? '') : '';
}

export type Figures = (owner: OwnerEntry, id: string) => Dec;

/** What an owner has in a ledger, a clause or a counter. */
function figuresOf(ledger: RankedLedger): Figures {
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

/** `now` is what the owner has in the ledger that is ranked. */
type Asked = Pick<Ranked, 'scheme' | 'index' | 'figures'> & { now(owner: OwnerEntry): Dec };

/** A question about an owner, or the same answer for everybody where the scheme does not ask. */
function asks(
  question: Expression | undefined,
  otherwise: boolean,
  { scheme, index, figures, now }: Asked,
): (owner: OwnerEntry) => boolean {
  if (!question) return () => otherwise;
  const holds = compileExpression<Scene, boolean>(question, scopeOf(scheme));
  const table = openFactTable(scheme, index);
  return owner => {
    const total = (id: string) => figures(owner, id);
    return holds({ ...ownerScene(table, owner, total), now: now(owner) });
  };
}

export type Winner = { award: string; label: Label; standing: Standing; money?: string };
/** Someone who had the place but carries a mark that bars it. */
export type Barred = { award: string; standing: Standing; mark: Mark };

/** A finding from outside the scheme (一票否决) that bars an owner from every award of the period. */
export type Veto = { owner: Owner; because: Label };
export type AwardsInput = StandingsInput & { vetoes?: readonly Veto[] };

/**
 * What an award decides about one owner. `seated` gets it; `missed` stands below the seats or the mark; `barred` carries
 * a mark or a veto; `last` stood on one of the last places that lose eligibility; `apart` is not ranked at all.
 */
export const AWARD_OUTCOMES = ['seated', 'missed', 'barred', 'last', 'apart'] as const;
export type AwardOutcome = {
  award: string;
  label: Label;
  standing: Standing;
  outcome: (typeof AWARD_OUTCOMES)[number];
  /** Seats of the owner's group; null where everybody from a mark on gets it. */
  seats: number | null;
  money?: string;
  mark?: Mark;
  /** Why, in one sentence. */
  reason: Label;
};

/** Who gets the awards of a scheme, and who would have but is barred by a mark. A barred place goes to the next. */
export function awards(input: AwardsInput): { winners: Winner[]; barred: Barred[] } {
  const outcomes = awardOutcomes(input);
  const winners = outcomes.filter(({ outcome }) => outcome === 'seated');
  return {
    winners: winners.map(({ award, label, standing, money }) => ({
      award,
      label,
      standing,
      ...(money !== undefined && { money }),
    })),
    barred: outcomes.flatMap(({ award, standing, mark }) => (mark ? [{ award, standing, mark }] : [])),
  };
}

/**
 * Every award with everybody who stands in its ranking: who gets it, who does not, and why in one sentence. In the
 * order of the awards, then of groups and places. The same input gives the same answer.
 */
export function awardOutcomes({ scheme, ledger, roster, vetoes = [] }: AwardsInput): AwardOutcome[] {
  const tables = standings({ scheme, ledger, roster });
  /** Who has which award by now: a second prize goes to those without a first. */
  const won = new Map<string, Label>();
  return scheme.awards.flatMap(award => {
    const places = tables.find(table => table.ranking === award.ranking)?.places ?? [];
    const outcomes = [...Map.groupBy(places, place => place.group)].flatMap(([group, members]) =>
      outcomesOfGroup(award, members, { group, marks: ledger.marks, vetoes, won }),
    );
    for (const { outcome, standing } of outcomes)
      if (outcome === 'seated') won.set(`${award.id} ${standing.owner.kind} ${standing.id}`, award.label);
    return outcomes;
  });
}

type Around = {
  group: string;
  marks: readonly Mark[];
  vetoes: readonly Veto[];
  won: ReadonlyMap<string, Label>;
};
type Bar = { outcome: 'barred' | 'last' | 'missed'; because: Label; mark?: Mark };

function outcomesOfGroup(award: Award, members: readonly Standing[], around: Around): AwardOutcome[] {
  const ranked = members.filter(member => member.place !== null);
  const bars = new Map(
    ranked.flatMap(standing => {
      const bar = barOf(award, standing, { ...around, ranked });
      return bar ? [[standing.id, bar] as const] : [];
    }),
  );
  const open = ranked.filter(({ id }) => !bars.has(id));
  const room = { group: around.group, participants: ranked.length };
  const seats = seatsOf(award, room);
  const winners = new Set(seated(open, award, seats).map(({ id }) => id));
  const without = new Set(seated(ranked, award, seats).map(({ id }) => id));
  return members.map((standing): AwardOutcome => {
    const bar = bars.get(standing.id);
    const outcome =
      standing.place === null ? 'apart' : (bar?.outcome ?? (winners.has(standing.id) ? 'seated' : 'missed'));
    const won = outcome === 'seated';
    const { id, label, money } = award;
    return {
      award: id,
      label,
      standing,
      outcome,
      seats,
      ...(won && money !== undefined && { money }),
      ...(bar?.mark && { mark: bar.mark }),
      reason: reasonOf(award, standing, {
        ...room,
        outcome,
        seats,
        because: bar?.because,
        inside: without.has(standing.id),
        tiedAtLast: isTiedAtLast(standing, open, seats),
      }),
    };
  });
}

/** A veto goes before a mark of the scheme, a mark before the last places. */
function barOf(
  award: Award,
  standing: Standing,
  { marks, vetoes, ranked, won }: Around & { ranked: readonly Standing[] },
): Bar | null {
  const isMine = (owner: Owner): boolean => owner.id === standing.id && owner.kind === standing.owner.kind;
  const veto = vetoes.find(({ owner }) => isMine(owner));
  if (veto) return { outcome: 'barred', because: veto.because };
  const mark = marks.find(each => isMine(each.owner) && award.barred.includes(each.mark));
  if (mark) {
    const { zh, en } = mark.because;
    const said = zh === mark.mark ? '' : zh;
    const because = { zh: `“${mark.mark}”${said && `（${said}）`}`, en: `“${mark.mark}” (${en})` };
    return { outcome: 'barred', because, mark };
  }
  if (isAmongLast(standing, ranked, award.lastLose))
    return { outcome: 'last', because: { zh: '居本组末位', en: 'last of the group' } };
  const other = award.except.map(id => won.get(`${id} ${standing.owner.kind} ${standing.id}`)).find(Boolean);
  if (other)
    return { outcome: 'missed', because: { zh: `已得“${other.zh}”`, en: `already has "${other.en}"` } };
  const { atLeast } = award;
  if (atLeast === undefined || decimal.compare(pointsOf(standing), parseDecimal(atLeast) ?? 0) >= 0)
    return null;
  const because = {
    zh: `得分${standing.points}，未达到${atLeast}的底线`,
    en: `${standing.points} is below the least of ${atLeast}`,
  };
  return { outcome: 'missed', because };
}

function pointsOf({ points }: Standing): Dec {
  return parseDecimal(points) ?? 0;
}

/** The last places of a group in which somebody is really ahead; equals at the edge are all among the last. */
function isAmongLast({ place }: Standing, ranked: readonly Standing[], count: number): boolean {
  const edge = ranked[ranked.length - count];
  if (count <= 0 || !edge || place === null || edge.place === null) return false;
  return place >= edge.place && edge.place > (ranked[0]?.place ?? 0);
}

/** The first of those still open, as many as there are seats; equals at the last seat all or none, as the scheme says. */
function seated(open: readonly Standing[], award: Award, count: number | null): Standing[] {
  if (count === null) {
    const least = 'from' in award.seats ? (parseDecimal(award.seats.from) ?? 0) : 0;
    return open.filter(standing => decimal.compare(parseDecimal(standing.points) ?? 0, least) >= 0);
  }
  const last = open[count - 1]?.place;
  const next = open[count]?.place;
  if (last === undefined || last !== next) return open.slice(0, count);
  return open.filter(
    ({ place }) => (place ?? 0) < (last ?? 0) || (award.tiesAtLast === 'all' && place === last),
  );
}

function isTiedAtLast({ place }: Standing, open: readonly Standing[], seats: number | null): boolean {
  if (seats === null || seats === 0) return false;
  return open[seats - 1]?.place === place && open[seats]?.place === place;
}

/** How many seats a group has; null where a mark decides and not a number. */
function seatsOf({ seats }: Award, { group, participants }: Room): number | null {
  if ('from' in seats) return null;
  if ('eachGroup' in seats) return seats.eachGroup;
  if ('groups' in seats) return seats.groups[group] ?? 0;
  const exact = decimal.multiply(parseDecimal(seats.share) ?? 0, decimal.whole(participants));
  return Number(decimal.formatDecimal(decimal.roundTo(exact, 0, seats.rounding)));
}

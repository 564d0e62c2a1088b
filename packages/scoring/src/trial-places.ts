/** Places, ties and awards under one scheme, for the owners of a trial. */
import { rankedLedger } from './accounts.ts';
import type { Owner, OwnerKind, Roster } from './facts.ts';
import { rank } from './rank.ts';
import type { Label, Scheme } from './scheme.ts';
import { type AwardOutcome, awardOutcomes, type RankedLedger, standings } from './standings.ts';
import { type OwnerFigures, ownerKey } from './trial-figures.ts';

export type TrialPlace = {
  place: number | null;
  tied: boolean;
  /** Among whom: the name of the group or class, '' when all are ranked together. */
  among: string;
  /** What each award of the scheme decides about the owner, by the id of the award. */
  awards: Record<string, Pick<AwardOutcome, 'label' | 'outcome' | 'reason'>>;
};

export type PlacedSide = {
  scheme: Scheme;
  figures: ReadonlyMap<string, OwnerFigures>;
  places: ReadonlyMap<string, TrialPlace>;
  /** How each kind of owner is ranked: the words of the ranking, null when the scheme has no account for them. */
  rankings: Record<OwnerKind, Label | null>;
};

type Placing = { scheme: Scheme; figures: readonly OwnerFigures[]; roster: Roster };

/**
 * Places of everybody by the first ranking of each kind of owner. Where a scheme has none, owners are ranked by their
 * account within the groups of the roster, equals sharing a place. An owner without an account stands nowhere.
 */
export function placeSide({ scheme, figures, roster }: Placing): PlacedSide {
  const ledger = summedLedger(figures);
  const tables = standings({ scheme, ledger, roster });
  const places = new Map<string, TrialPlace>();
  const rankings: PlacedSide['rankings'] = { unit: null, person: null };
  for (const kind of ['unit', 'person'] as const) {
    const account = rankedLedger(scheme, kind);
    if (account === null) continue;
    const table = tables.find(each => each.ledger === account);
    rankings[kind] = table?.label ?? scheme.ledgers[account]?.label ?? null;
    for (const { id, place, tied, group } of table?.places ?? byAccount(kind, figures, roster)) {
      places.set(ownerKey({ kind, id }), { place, tied, among: group, awards: {} });
    }
  }
  for (const { award, standing, label, outcome, reason } of awardOutcomes({ scheme, ledger, roster })) {
    const at = places.get(ownerKey(standing.owner));
    if (at && outcome !== 'apart') at.awards[award] = { label, outcome, reason };
  }
  return { scheme, figures: new Map(figures.map(each => [ownerKey(each.owner), each])), places, rankings };
}

function summedLedger(figures: readonly OwnerFigures[]): RankedLedger {
  return {
    totals: figures.flatMap(({ owner, totals, measure }) =>
      Object.entries(totals).map(([ledger, points]) => ({ owner, ledger, points, measure, counted: 0 })),
    ),
    lines: figures.flatMap(({ owner, clauses }) =>
      clauses.flatMap(({ clause, ledger, points }) => (ledger ? { owner, ledger, clause, points } : [])),
    ),
    counters: figures.flatMap(({ owner, counters }) =>
      Object.entries(counters).map(([clause, value]) => ({ owner, clause, value })),
    ),
    marks: figures.flatMap(({ marks }) => marks),
  };
}

function byAccount(kind: OwnerKind, figures: readonly OwnerFigures[], roster: Roster) {
  const groupOf = groupsOf(roster);
  return rank(
    figures.flatMap(({ owner, points }) =>
      owner.kind === kind && points !== null ? [{ id: owner.id, group: groupOf(owner), points }] : [],
    ),
  );
}

/** The group of an owner in the roster: a person's is the one of the unit. */
export function groupsOf({ units, persons = [] }: Roster): (owner: Owner) => string {
  const groups = new Map(units.map(unit => [unit.id, unit.group ?? '']));
  const unitOf = new Map(persons.map(person => [person.id, person.unit]));
  return ({ kind, id }) => groups.get(kind === 'unit' ? id : (unitOf.get(id) ?? '')) ?? '';
}

/** Owners who share a place. `owners` may be cut where a result is kept; `count` says how many there are. */
export type Tie = {
  kind: OwnerKind;
  among: string;
  place: number;
  points: string;
  count: number;
  owners: string[];
};

/** The ties of one side: units before persons, by group, best first. */
export function tiesOf({ figures, places }: PlacedSide): Tie[] {
  const ties = new Map<string, Tie>();
  for (const [key, { owner, points }] of figures) {
    const at = places.get(key);
    if (!at?.tied || at.place === null) continue;
    const shared = `${owner.kind}\n${at.among}\n${at.place}`;
    const tie = ties.get(shared);
    if (tie) {
      tie.owners.push(owner.id);
      tie.count++;
    } else {
      const { among, place } = at;
      const owners = [owner.id];
      ties.set(shared, { kind: owner.kind, among, place, points: points ?? '0', count: 1, owners });
    }
  }
  for (const tie of ties.values()) tie.owners.sort();
  return [...ties.values()].sort((a, b) =>
    a.kind !== b.kind
      ? a.kind === 'unit'
        ? -1
        : 1
      : a.among === b.among
        ? a.place - b.place
        : a.among < b.among
          ? -1
          : 1,
  );
}

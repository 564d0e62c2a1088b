/** A proposed scheme beside the one in force, on the same facts: who moves, how far, and because of which clauses. */
import { compare, parseDecimal } from './decimal.ts';
import type { Owner, OwnerKind, Roster } from './facts.ts';
import type { Label, Scheme } from './scheme.ts';
import type { AwardOutcome } from './standings.ts';
import { type ClauseFigure, difference, type OwnerFigures, ownerKey, sum } from './trial-figures.ts';
import { groupsOf, type PlacedSide, type Tie, type TrialPlace, tiesOf } from './trial-places.ts';

/** Where an owner stands under one scheme. `place` is null for who is listed apart or has no place. */
export type TrialStanding = { points: string; place: number | null; tied: boolean; among: string };

export type TrialClauseShift = {
  clause: string;
  before: string;
  after: string;
  change: string;
};

/** What an award decided about an owner before and after; null on a side whose scheme has no such award. */
export type TrialAward = {
  award: string;
  label: Label;
  before: Verdict | null;
  after: Verdict | null;
};
export type Verdict = Pick<AwardOutcome, 'outcome' | 'reason'>;

export type TrialOwner = {
  owner: Owner;
  name: string;
  /** The unit of a person. */
  unit: string | null;
  group: string;
  /** Null where the scheme keeps no account for the owner. */
  before: TrialStanding | null;
  after: TrialStanding | null;
  /** Points after less points before; null when the two schemes measure in different things. */
  change: string | null;
  /** Places gained (positive) or lost; null where there is nothing to compare: other groups, no place on a side. */
  shift: number | null;
  /** Clauses whose points differ, the largest difference first; their changes add up to `change`. */
  clauses: TrialClauseShift[];
  /** Awards whose verdict differs. */
  awards: TrialAward[];
  /** Marks (不合格, 取消评先资格) that only one of the schemes puts on the owner. */
  marksGained: string[];
  marksLost: string[];
};

export type TrialClauseSide = {
  rule: string;
  text: Label;
  points: string;
  /** Lines that count, and lines that there are at all. */
  lines: number;
  read: number;
};

/** One clause over everybody; a side is null where the scheme does not have it. A clause fires when a line counts. */
export type TrialClause = {
  clause: string;
  owner: OwnerKind;
  ranked: boolean;
  before: TrialClauseSide | null;
  after: TrialClauseSide | null;
};

/** All owners of a kind in a few figures. */
export type TrialTotals = {
  kind: OwnerKind;
  owners: number;
  rankings: { before: Label | null; after: Label | null };
  measure: { before: Label | null; after: Label | null };
  points: { before: string; after: string };
  /** Owners whose points differ, and whose place does: up, down. */
  moved: number;
  up: number;
  down: number;
  tied: { before: number; after: number };
};

export type TrialComparison = {
  totals: TrialTotals[];
  /** Units before persons, by group and new place. */
  owners: TrialOwner[];
  clauses: TrialClause[];
  /** Ties that one side has and the other has not, by who shares the place. */
  tiesGone: Tie[];
  tiesNew: Tie[];
  /** Whether the two schemes decide everything alike: no points, places, awards or marks differ. */
  same: boolean;
};

type Sides = { before: PlacedSide; after: PlacedSide; roster: Roster };

/** Compares two placed sides of the same facts and roster. Pure: the same sides give the same comparison. */
export function compareSides({ before, after, roster }: Sides): TrialComparison {
  const owners = ownersOf({ before, after, roster });
  const [was, is] = [tiesOf(before), tiesOf(after)];
  return {
    totals: (['unit', 'person'] as const).flatMap(kind => totalsOf(kind, { before, after, owners })),
    owners,
    clauses: clausesOf(before, after),
    tiesGone: without(was, is),
    tiesNew: without(is, was),
    same: owners.every(isSame),
  };
}

const isSame = (owner: TrialOwner): boolean =>
  owner.change === '0' &&
  (owner.shift === 0 || (owner.before?.place ?? null) === (owner.after?.place ?? null)) &&
  owner.clauses.length + owner.awards.length + owner.marksGained.length + owner.marksLost.length === 0;

function without(ties: readonly Tie[], others: readonly Tie[]): Tie[] {
  const key = ({ kind, owners }: Tie) => `${kind} ${owners.join(' ')}`;
  const known = new Set(others.map(key));
  return ties.filter(tie => !known.has(key(tie)));
}

function ownersOf({ before, after, roster }: Sides): TrialOwner[] {
  const groupOf = groupsOf(roster);
  const unitNames = new Map(roster.units.map(unit => [unit.id, unit.name]));
  const people = new Map((roster.persons ?? []).map(person => [person.id, person]));
  const keys = new Map<string, Owner>();
  for (const { figures } of [before, after]) {
    for (const [key, { owner, points }] of figures) if (points !== null) keys.set(key, owner);
  }
  const owners = [...keys].map(([key, owner]): TrialOwner => {
    const person = owner.kind === 'person' ? people.get(owner.id) : undefined;
    const name = owner.kind === 'unit' ? unitNames.get(owner.id) : person?.name;
    return {
      owner,
      name: name ?? owner.id,
      unit: person ? (unitNames.get(person.unit) ?? null) : null,
      group: groupOf(owner),
      ...shiftOf(key, before, after),
    };
  });
  return owners.sort(inOrder);
}

function inOrder(a: TrialOwner, b: TrialOwner): number {
  if (a.owner.kind !== b.owner.kind) return a.owner.kind === 'unit' ? -1 : 1;
  const [x, y] = [a.after?.among ?? '~', b.after?.among ?? '~'];
  if (x !== y) return x < y ? -1 : 1;
  const place = (owner: TrialOwner) => owner.after?.place ?? Number.MAX_SAFE_INTEGER;
  return place(a) - place(b) || (a.owner.id < b.owner.id ? -1 : 1);
}

type Shift = Omit<TrialOwner, 'owner' | 'name' | 'unit' | 'group'>;

function shiftOf(key: string, before: PlacedSide, after: PlacedSide): Shift {
  const [was, is] = [standingOf(before, key), standingOf(after, key)];
  const [old, now] = [before.figures.get(key), after.figures.get(key)];
  const alike = !was || !is || old?.measure === now?.measure;
  const comparable =
    was !== null && is !== null && was.place !== null && is.place !== null && was.among === is.among;
  const [gone, gained] = markShifts(old, now);
  return {
    before: was,
    after: is,
    change: alike ? difference(is?.points ?? '0', was?.points ?? '0') : null,
    shift: comparable ? (was.place as number) - (is.place as number) : null,
    clauses: alike ? clauseShifts(old, now) : [],
    awards: awardShifts(before.places.get(key)?.awards ?? {}, after.places.get(key)?.awards ?? {}),
    marksGained: gained,
    marksLost: gone,
  };
}

function markShifts(before: OwnerFigures | undefined, after: OwnerFigures | undefined): [string[], string[]] {
  const marksOf = (figures: OwnerFigures | undefined) => [...new Set(figures?.marks.map(({ mark }) => mark))];
  const [was, is] = [marksOf(before), marksOf(after)];
  return [was.filter(mark => !is.includes(mark)).sort(), is.filter(mark => !was.includes(mark)).sort()];
}

function standingOf({ figures, places }: PlacedSide, key: string): TrialStanding | null {
  const points = figures.get(key)?.points ?? null;
  if (points === null) return null;
  const { place = null, tied = false, among = '' } = places.get(key) ?? {};
  return { points, place, tied, among };
}

function clauseShifts(before: OwnerFigures | undefined, after: OwnerFigures | undefined): TrialClauseShift[] {
  const shifts = new Map<string, TrialClauseShift>();
  const put = ({ clause, points, ranked }: ClauseFigure, side: 'before' | 'after') => {
    if (!ranked) return;
    const shift = shifts.get(clause) ?? { clause, before: '0', after: '0', change: '0' };
    shift[side] = sum(shift[side], points);
    shifts.set(clause, shift);
  };
  for (const figure of before?.clauses ?? []) put(figure, 'before');
  for (const figure of after?.clauses ?? []) put(figure, 'after');
  return [...shifts.values()]
    .map(shift => ({ ...shift, change: difference(shift.after, shift.before) }))
    .filter(({ change }) => change !== '0')
    .sort((a, b) => compareSizes(b.change, a.change) || (a.clause < b.clause ? -1 : 1));
}

/** By size, whatever the sign. */
export function compareSizes(a: string, b: string): number {
  const size = (text: string) => parseDecimal(text.replace('-', '')) ?? 0;
  return compare(size(a), size(b));
}

type Verdicts = TrialPlace['awards'];

function awardShifts(before: Verdicts, after: Verdicts): TrialAward[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(award => {
    const [was, is] = [before[award], after[award]];
    if (was?.outcome === is?.outcome) return [];
    const verdict = (of: typeof was): Verdict | null =>
      of ? { outcome: of.outcome, reason: of.reason } : null;
    const label = (is ?? was)?.label ?? { zh: award, en: award };
    return [{ award, label, before: verdict(was), after: verdict(is) }];
  });
}

function clausesOf(before: PlacedSide, after: PlacedSide): TrialClause[] {
  const found = new Map<string, TrialClause>();
  for (const [side, placed] of [
    ['before', before],
    ['after', after],
  ] as const) {
    const fired = firedOf(placed);
    for (const { id, rule, text, owner } of placed.scheme.clauses) {
      const known = found.get(id) ?? { clause: id, owner, ranked: false, before: null, after: null };
      const figure = fired.get(id) ?? { points: '0', lines: 0, read: 0, ranked: false };
      const { ranked, ...figures } = figure;
      known[side] = { rule, text, ...figures };
      known.ranked ||= ranked;
      found.set(id, known);
      fired.delete(id);
    }
    for (const [id, { ranked, ...figures }] of fired) {
      // a ledger that only adds others up would tell their points twice
      if (!ranked) continue;
      const about = aboutOther(id, before.scheme, after.scheme);
      const known = found.get(id) ?? { clause: id, owner: about.owner, ranked, before: null, after: null };
      known[side] = { rule: '', text: about.text, ...figures };
      known.ranked ||= ranked;
      found.set(id, known);
    }
  }
  return [...found.values()];
}

/** What a ledger's closing booked goes by the name of the ledger. */
function aboutOther(id: string, ...schemes: Scheme[]): { owner: OwnerKind; text: Label } {
  for (const { ledgers } of schemes) {
    const ledger = ledgers[id];
    if (ledger) return { owner: ledger.owner, text: ledger.label };
  }
  return { owner: 'unit', text: { zh: id, en: id } };
}

type Fired = Omit<ClauseFigure, 'clause' | 'ledger'>;

function firedOf({ figures }: PlacedSide): Map<string, Fired> {
  const fired = new Map<string, Fired>();
  for (const { clauses } of figures.values()) {
    for (const { clause, points, lines, read, ranked } of clauses) {
      const all = fired.get(clause) ?? { points: '0', lines: 0, read: 0, ranked };
      fired.set(clause, {
        points: sum(all.points, points),
        lines: all.lines + lines,
        read: all.read + read,
        ranked: all.ranked || ranked,
      });
    }
  }
  return fired;
}

type Counted = { before: PlacedSide; after: PlacedSide; owners: readonly TrialOwner[] };

function totalsOf(kind: OwnerKind, { before, after, owners }: Counted): TrialTotals[] {
  const mine = owners.filter(({ owner }) => owner.kind === kind);
  if (mine.length === 0) return [];
  const count = (is: (owner: TrialOwner) => boolean): number => mine.filter(is).length;
  const points = (side: 'before' | 'after') =>
    mine.reduce((all, each) => sum(all, each[side]?.points ?? '0'), '0');
  return [
    {
      kind,
      owners: mine.length,
      rankings: { before: before.rankings[kind], after: after.rankings[kind] },
      measure: { before: measureOf(before, mine), after: measureOf(after, mine) },
      points: { before: points('before'), after: points('after') },
      moved: count(({ change }) => change !== '0'),
      up: count(({ shift }) => (shift ?? 0) > 0),
      down: count(({ shift }) => (shift ?? 0) < 0),
      tied: {
        before: count(each => each.before?.tied === true),
        after: count(each => each.after?.tied === true),
      },
    },
  ];
}

function measureOf({ scheme, figures }: PlacedSide, owners: readonly TrialOwner[]): Label | null {
  for (const { owner } of owners) {
    const measure = figures.get(ownerKey(owner))?.measure;
    if (measure) return scheme.measures[measure]?.label ?? { zh: '分', en: 'points' };
  }
  return null;
}

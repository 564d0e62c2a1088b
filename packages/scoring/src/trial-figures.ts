/** What a trial keeps of an owner under one scheme: sums instead of lines, small enough for a whole city at once. */
import { accountsOf, rankedLedger } from './accounts.ts';
import { add, formatDecimal, parseDecimal, subtract } from './decimal.ts';
import type { Owner, OwnerKind } from './facts.ts';
import type { Line, Mark } from './ledger.ts';
import type { Scheme } from './scheme.ts';
import type { Sums } from './score.ts';

/** A scheme with what it made of one owner over the days that it held. */
export type TrialPart = {
  scheme: Scheme;
  sums: Pick<Sums, 'totals' | 'clauses' | 'counters' | 'progress' | 'marks'>;
};

/**
 * What one clause came to. `points` is the sum of its lines, or of its counts where it has no ledger; `lines` is how
 * many of them count, `read` how many there are, those left out included. What the closing of a ledger booked stands
 * under the id of the ledger.
 */
export type ClauseFigure = {
  clause: string;
  ledger: string;
  points: string;
  lines: number;
  read: number;
  /** Whether its lines make up the result that the owner is ranked by. */
  ranked: boolean;
};

/** One owner under one scheme. `totals` are by ledger, `counters` by clause; `points` is the account that ranks. */
export type OwnerFigures = {
  owner: Owner;
  points: string | null;
  measure: string;
  totals: Record<string, string>;
  counters: Record<string, string>;
  clauses: ClauseFigure[];
  marks: Mark[];
};

export const ownerKey = ({ kind, id }: Owner): string => `${kind} ${id}`;

/**
 * The figures of one owner. Several parts are several schemes that held one after the other: their points add up, and
 * the last one says which account is ranked.
 */
export function figuresOf(owner: Owner, parts: readonly TrialPart[]): OwnerFigures {
  const last = parts.at(-1)?.scheme;
  const mine: OwnerFigures = {
    owner,
    points: null,
    measure: '',
    totals: {},
    counters: {},
    clauses: [],
    marks: [],
  };
  for (const { scheme, sums } of parts) {
    const ranked = rankedLedger(scheme, owner.kind);
    const name = (last && rankedLedger(last, owner.kind)) ?? ranked ?? '';
    for (const { ledger, points, measure } of sums.totals) {
      put(mine.totals, ledger === ranked ? name : ledger, points);
      if (ledger !== ranked) continue;
      mine.points = sum(mine.points ?? '0', points);
      mine.measure = measure;
    }
    for (const { clause, value } of sums.counters) put(mine.counters, clause, value);
    mine.marks.push(...sums.marks);
    addClauses(mine, scheme, sums);
  }
  return mine;
}

function put(sums: Record<string, string>, key: string, value: string): void {
  sums[key] = sum(sums[key] ?? '0', value);
}

function addClauses(mine: OwnerFigures, scheme: Scheme, sums: TrialPart['sums']): void {
  const accounts = rankedAccounts(scheme, mine.owner.kind);
  for (const { clause, ledger, points, counted, superseded, excluded } of sums.clauses) {
    const figure = clauseOf(mine, { clause, ledger, ranked: accounts.has(ledger) });
    figure.points = sum(figure.points, points);
    figure.lines += counted;
    figure.read += counted + superseded + excluded;
  }
  // a clause without a ledger has no lines: that it counted something, or watched a target, is how it fires
  const heard = (clause: string, points: string): void => {
    const figure = clauseOf(mine, { clause, ledger: '', ranked: false });
    figure.points = sum(figure.points, points);
    figure.lines++;
    figure.read++;
  };
  for (const { clause, value } of sums.counters) if (value !== '0') heard(clause, value);
  const silent = new Set(scheme.clauses.filter(({ ledger }) => ledger === undefined).map(({ id }) => id));
  for (const { clause, target, done } of sums.progress) {
    if (silent.has(clause) && (target !== '0' || done !== '0')) heard(clause, '0');
  }
}

function clauseOf(
  { clauses }: OwnerFigures,
  about: Pick<ClauseFigure, 'clause' | 'ledger' | 'ranked'>,
): ClauseFigure {
  const known = clauses.find(each => each.clause === about.clause && each.ledger === about.ledger);
  if (known) return known;
  const fresh = { ...about, points: '0', lines: 0, read: 0 };
  clauses.push(fresh);
  return fresh;
}

/** The accounts whose lines make up the ranked result of a kind of owner. */
export function rankedAccounts(scheme: Scheme, kind: OwnerKind): Set<string> {
  const ledger = rankedLedger(scheme, kind);
  return ledger === null ? new Set() : accountsOf(scheme, ledger);
}

export function rankedLines(scheme: Scheme, lines: readonly Line[]): Line[] {
  const accounts = { unit: rankedAccounts(scheme, 'unit'), person: rankedAccounts(scheme, 'person') };
  return lines.filter(line => accounts[line.owner.kind].has(line.ledger));
}

/** Points come from ledgers, so they are decimals. */
export function sum(a: string, b: string): string {
  return formatDecimal(add(parseDecimal(a) ?? 0, parseDecimal(b) ?? 0));
}

export function difference(after: string, before: string): string {
  return formatDecimal(subtract(parseDecimal(after) ?? 0, parseDecimal(before) ?? 0));
}

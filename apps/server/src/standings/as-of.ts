import {
  accountsOf,
  factsSince,
  type Ledger,
  type Plan,
  type Progress,
  rankedLedger,
  readsOthers,
  score,
  scoreOwner,
} from '@xinxuan/scoring';
import type { Reader } from '../db/connect.ts';
import type { Then } from './as-of-day.ts';
import {
  correctionsThen,
  countsThen,
  factsThen,
  itemsOf,
  ownerName,
  ownersThen,
  rosterThen,
  schemesThen,
} from './as-of-queries.ts';
import type { LedgerRow } from './ledger-queries.ts';
import { isShownIn, type NamedPeriod } from './period.ts';
import { sumOf } from './plain.ts';
import type { StandingRow } from './queries.ts';
import { planOf, storedLines } from './rescore.ts';
import type { SchemeTable } from './tables.ts';
import { scoreWholePeriod } from './whole-period.ts';
import { calendarDays } from './working-days.ts';

type Asked = { period: NamedPeriod; owners: 'unit' | 'person' };
type Held = { row: SchemeTable; plan: Plan; from: string; to: string };

/** Rows of the standings as they were at the end of a day, and the schemes that held. */
export async function standingsThen(
  reader: Reader,
  then: Then,
  { period, owners }: Asked,
): Promise<{ rows: StandingRow[]; schemes: SchemeTable[] }> {
  const schemes = await schemesThen(reader, then, period);
  const roster = await rosterThen(reader, then, yearOf(period));
  const parts: Part[] = [];
  for (const { row, plan, from, to } of schemes.map(row => heldIn(row, period))) {
    const known = { roster, before: then.before };
    const { sums } = await scoreWholePeriod(reader, {
      plan,
      period: { from, to },
      asOf: then.day,
      known,
    });
    const shown = shownAccounts(plan, owners);
    const names = new Map(plan.scheme.clauses.map(clause => [clause.id, clause.text.zh]));
    parts.push({
      clauses: sums.clauses
        .filter(sum => sum.owner.kind === owners && sum.counted > 0 && shown.has(sum.ledger))
        .map(sum => ({
          owner: sum.owner.id,
          clause: sum.clause,
          points: sum.points,
          lines: sum.counted,
        })),
      targets: sums.progress
        .filter(each => each.owner.kind === owners && isTargetOf(each, period))
        .map(each => ({
          owner: each.owner.id,
          scheme: row.id,
          clause: each.clause,
          name: names.get(each.clause) ?? each.clause,
          target: each.target,
          done: each.done,
          missing: each.missing,
        })),
    });
  }
  return { rows: await rowsThen(reader, then, { period, owners, parts }), schemes };
}

type ClausePart = { owner: string; clause: string; points: string; lines: number };
type Part = {
  clauses: ClausePart[];
  targets: (StandingRow['targets'][number] & { owner: string; scheme: string })[];
};

function isTargetOf({ target, period: of }: Progress, period: NamedPeriod): boolean {
  return target !== '0' && isShownIn(period, of);
}

async function rowsThen(
  reader: Reader,
  then: Then,
  { period, owners, parts }: Asked & { parts: Part[] },
): Promise<StandingRow[]> {
  const stretch = { owners, from: period.from, to: period.to };
  const people = await ownersThen(reader, then, stretch);
  const counts = new Map((await countsThen(reader, then, stretch)).map(each => [each.owner_id, each]));
  const entered = (await correctionsThen(reader, then, stretch)).map(line => ({
    owner: line.owner_id,
    clause: line.clause,
    points: line.points,
    lines: 1,
  }));
  const clauses = Map.groupBy([...parts.flatMap(part => part.clauses), ...entered], each => each.owner);
  const targets = Map.groupBy(
    parts.toReversed().flatMap(part => part.targets),
    each => each.owner,
  );
  return people.map(owner => {
    const own = clauses.get(owner.owner_id) ?? [];
    const { submitted, counted, adopted } = counts.get(owner.owner_id) ?? NONE;
    return {
      ...owner,
      points: sumOf(own.map(each => each.points)),
      submitted,
      counted,
      adopted,
      by_clause: byClause(own),
      targets: firstOfEach(targets.get(owner.owner_id) ?? []),
    };
  });
}

const NONE = { submitted: 0, counted: 0, adopted: 0 };

function byClause(parts: ClausePart[]): StandingRow['by_clause'] {
  return [...Map.groupBy(parts, part => part.clause)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([clause, same]) => ({
      clause,
      points: sumOf(same.map(each => each.points)),
      lines: same.reduce((sum, each) => sum + each.lines, 0),
    }));
}

/** The later scheme's target, where two name the same one; several of one scheme are added up. */
function firstOfEach(targets: Part['targets']): StandingRow['targets'] {
  const found = new Map<string, StandingRow['targets'][number]>();
  for (const [clause, same] of Map.groupBy(targets, target => target.clause)) {
    const [first] = same as [Part['targets'][number]];
    const sum = (pick: (target: Part['targets'][number]) => string): string =>
      sumOf(same.filter(each => each.scheme === first.scheme).map(pick));
    found.set(clause, {
      clause,
      name: first.name,
      target: sum(each => each.target),
      done: sum(each => each.done),
      missing: sum(each => each.missing),
    });
  }
  return [...found.values()].sort((a, b) => (a.clause < b.clause ? -1 : 1));
}

type Owner = { owner: 'unit' | 'person'; ownerId: string; period: NamedPeriod };

/** Lines of one owner in a period as they were at the end of a day, newest first. */
export async function linesThen(
  reader: Reader,
  then: Then,
  { owner, ownerId, period }: Owner,
): Promise<LedgerRow[]> {
  const schemes = (await schemesThen(reader, then, period)).map(row => heldIn(row, period));
  const year = yearOf(period);
  const roster = await rosterThen(reader, then, year);
  const everybody = schemes.some(({ plan }) => readsOthers(plan));
  const mine = { units: owner === 'unit' ? [ownerId] : [], persons: owner === 'person' ? [ownerId] : [] };
  const since = schemes.map(({ plan, from }) => factsSince(plan, from).from).sort()[0] ?? year.from;
  const days = { from: since, to: year.to };
  const facts = await factsThen(reader, then, { ...days, whose: everybody ? 'all' : mine });
  const name = await ownerName(reader, { owner, ownerId });
  const rows = schemes.flatMap(({ row, plan, from, to }) => {
    const { factsFrom } = factsSince(plan, from);
    const calendar = calendarDays(days);
    const input = { scheme: plan, facts, roster, period: { from, to }, asOf: then.day, calendar, factsFrom };
    const ledger: Ledger = everybody
      ? score(input)
      : scoreOwner({ ...input, owner: { kind: owner, id: ownerId } });
    return storedLines({ row, plan, from, to }, ledger, period.year).filter(
      line => line.owner_kind === owner && line.owner_id === ownerId,
    );
  });
  const items = await itemsOf(reader, [...new Set(rows.flatMap(onlyFact))]);
  const itemOf = new Map(items.map(({ id, ...item }) => [id, item]));
  const scored = rows.map(line => ({
    ...line,
    ...(itemOf.get(onlyFact(line)[0] ?? '') ?? NO_ITEM),
    owner_name: name,
    changed: null,
    correction: null,
  }));
  const stretch = { owners: owner, from: period.from, to: period.to };
  const entered = (await correctionsThen(reader, then, stretch)).filter(line => line.owner_id === ownerId);
  return [...scored, ...entered];
}

const NO_ITEM = { manuscript_id: null, adoption_id: null, evidence: [] };

/** The fact of a line that rests on one only. */
function onlyFact({ fact_ids }: { fact_ids: string[] }): string[] {
  return fact_ids.length === 1 ? fact_ids : [];
}

/** The days of a period on which a scheme held. */
function heldIn(row: SchemeTable, { from, to }: NamedPeriod): Held {
  return {
    row,
    plan: planOf(row),
    from: row.from_on && row.from_on > from ? row.from_on : from,
    to: row.to_on && row.to_on < to ? row.to_on : to,
  };
}

function shownAccounts({ scheme }: Plan, owners: 'unit' | 'person'): Set<string> {
  const ranked = rankedLedger(scheme, owners);
  return ranked ? accountsOf(scheme, ranked) : new Set();
}

function yearOf({ year }: NamedPeriod): { from: string; to: string } {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

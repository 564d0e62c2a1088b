import { createHash } from 'node:crypto';
import {
  accountsOf,
  compileScheme,
  explain,
  type Fact,
  factsSince,
  type Ledger,
  type Owner,
  type Plan,
  parseScheme,
  type Roster,
  rankedLedger,
  readsOthers,
  score,
  scoreOwners,
} from '@xinxuan/scoring';
import { dayOf } from '../clock.ts';
import type { Reader, Tx } from '../db/connect.ts';
import { type FactChange, takeChanges } from '../facts/changes.ts';
import { settleLate } from './corrections/settle-late.ts';
import { loadFactsBetween, loadRoster, type Whose } from './input-queries.ts';
import { dropOthers, lockOwners, replaceLines, replaceTargets, schemesInForce } from './queries.ts';
import type { LineToStore, SchemeTable, StoredLine, TargetTable } from './tables.ts';
import { calendarDays } from './working-days.ts';

/** A scheme in force over some days of a year, ready to score. */
export type InForce = { row: SchemeTable; plan: Plan; from: string; to: string };

const compiled = new Map<string, Plan>();

/** Compiling costs milliseconds and a scheme in force never changes, so plans are kept by id and version. */
export function planOf(row: SchemeTable): Plan {
  const key = `${row.body_id}/${row.id}/${row.version}`;
  const known = compiled.get(key);
  if (known) return known;
  const parsed = parseScheme(row.yaml);
  if (!parsed.ok) throw new Error(`scheme ${row.id} in force cannot be read: ${parsed.problems[0]?.en}`);
  const plan = compileScheme(parsed.scheme);
  compiled.set(key, plan);
  return plan;
}

export async function inForce(tx: Reader, year: number): Promise<InForce[]> {
  const rows = await schemesInForce(tx, `${year}-01-01`, `${year}-12-31`);
  return rows.map(row => ({
    row,
    plan: planOf(row),
    from: row.from_on && row.from_on > `${year}-01-01` ? row.from_on : `${year}-01-01`,
    to: row.to_on && row.to_on < `${year}-12-31` ? row.to_on : `${year}-12-31`,
  }));
}

/**
 * Scores the owners of the facts that changed in this transaction, and nobody else. Owners are locked until its end,
 * so two acts on one unit at the same time cannot overwrite each other's lines.
 */
export async function settleChanges(tx: Tx, now: Date): Promise<void> {
  const changes = takeChanges(tx);
  for (const [year, mine] of await yearsOf(tx, changes, now)) {
    const units = [...new Set(mine.map(change => change.unitId))];
    const persons = [...new Set(mine.flatMap(change => change.personIds))];
    await rescore(tx, { year, whose: { units, persons }, now });
    await settleLate(tx, { year, units, persons, changes: mine, now });
  }
}

/** The changes by the years whose figures they move: that of their day, and the next one where its scheme looks back. */
async function yearsOf(
  tx: Tx,
  changes: readonly FactChange[],
  now: Date,
): Promise<Map<number, FactChange[]>> {
  const years = Map.groupBy(changes, change => change.year);
  const thisYear = Number(dayOf(now).slice(0, 4));
  for (const [year, mine] of [...years].sort(([a], [b]) => a - b)) {
    if (year >= thisYear) continue;
    const firsts = (await inForce(tx, year + 1)).map(({ plan, from }) => factsSince(plan, from).from);
    const seen = mine.filter(({ fact }) => firsts.some(first => fact.onDay >= first));
    if (seen.length > 0) years.set(year + 1, [...(years.get(year + 1) ?? []), ...seen]);
  }
  return years;
}

/** Scores everybody: a new scheme, a new day, a loaded year. */
export function rescoreYear(tx: Tx, year: number, now: Date): Promise<number> {
  return rescore(tx, { year, whose: 'all', now });
}

async function rescore(
  tx: Tx,
  { year, whose: changed, now }: { year: number; whose: Whose; now: Date },
): Promise<number> {
  const schemes = await inForce(tx, year);
  // a rule about groups, places or persons of a unit can change the lines of others: then everybody is scored
  const others = schemes.some(({ plan }) => readsOthers(plan));
  const whose = others ? 'all' : changed;
  await lockOwners(tx, year, whose);
  if (schemes.length === 0) return 0;
  if (whose !== 'all' || others) return storeScores(tx, { schemes, year, whose, now });
  const roster = await loadRoster(tx, year, 'all');
  const everybody = {
    units: roster.units.map(({ id }) => id),
    persons: (roster.persons ?? []).map(({ id }) => id),
  };
  await dropOthers(tx, year, everybody);
  let lines = 0;
  for (const slice of slicesOf(roster)) lines += await storeScores(tx, { schemes, year, whose: slice, now });
  return lines;
}

/** Units in a slice: their lines and facts are all that the memory holds at a time, however many there are of both. */
const SLICE = 250;

/** Everybody in slices, persons with the unit that they belong to: most of their facts are its own. */
function slicesOf({ units, persons = [] }: Roster): Exclude<Whose, 'all'>[] {
  const members = Map.groupBy(persons, person => person.unit);
  const slices: Exclude<Whose, 'all'>[] = [];
  for (let start = 0; start < units.length; start += SLICE) {
    const ids = units.slice(start, start + SLICE).map(({ id }) => id);
    const own = ids.flatMap(id => members.get(id) ?? []);
    for (const id of ids) members.delete(id);
    slices.push({ units: ids, persons: own.map(({ id }) => id) });
  }
  const left = [...members.values()].flat().map(({ id }) => id);
  for (let start = 0; start < left.length; start += SLICE)
    slices.push({ units: [], persons: left.slice(start, start + SLICE) });
  return slices;
}

type Scoring = { schemes: InForce[]; year: number; whose: Whose; now: Date };

async function storeScores(tx: Tx, { schemes, year, whose, now }: Scoring): Promise<number> {
  const days = { from: firstDay(schemes), to: `${year}-12-31` };
  const facts = await loadFactsBetween(tx, days, whose);
  const roster = await loadRoster(tx, year, withUnitsOf(whose, facts));
  const asOf = dayOf(now);
  const calendar = calendarDays(days);
  const ledgers = schemes.map(scheme => {
    const { plan, from, to } = scheme;
    const { factsFrom } = factsSince(plan, from);
    const input = { scheme: plan, facts, roster, period: { from, to }, asOf, calendar, factsFrom };
    const ledger = whose === 'all' ? score(input) : scoreOwners({ ...input, owners: ownersOf(whose) });
    return { scheme, ledger };
  });
  const lines = ledgers.flatMap(({ scheme, ledger }) => storedLines(scheme, ledger, year));
  const targets = ledgers.flatMap(({ scheme, ledger }) => storedTargets(scheme, ledger, year));
  await replaceLines(tx, { year, whose, lines, now });
  await replaceTargets(tx, { year, whose, targets });
  return lines.length;
}

/** First day of the facts that any of them needs. */
function firstDay(schemes: readonly InForce[]): string {
  return schemes.map(({ plan, from }) => factsSince(plan, from).from).sort()[0] ?? '';
}

/** A person's facts may belong to another unit than the person: it has to be known, though it is not scored. */
function withUnitsOf(whose: Whose, facts: readonly Fact[]): Whose {
  if (whose === 'all') return whose;
  return { ...whose, units: [...new Set([...whose.units, ...facts.map(fact => fact.unit)])] };
}

function ownersOf(whose: Exclude<Whose, 'all'>): Owner[] {
  const units = whose.units.map(id => ({ kind: 'unit' as const, id }));
  return [...units, ...whose.persons.map(id => ({ kind: 'person' as const, id }))];
}

/** What the engine says of a year as rows of the ledger, of the accounts that are shown. */
export function storedLines({ row, plan }: InForce, ledger: Ledger, year: number): LineToStore[] {
  const shown = new Set(
    (['unit', 'person'] as const).flatMap(kind => {
      const ranked = rankedLedger(plan.scheme, kind);
      return ranked ? [...accountsOf(plan.scheme, ranked)] : [];
    }),
  );
  const clauseText = new Map(plan.scheme.clauses.map(clause => [clause.id, clause.text.zh]));
  return ledger.lines
    .filter(line => shown.has(line.ledger))
    .map(line => {
      const stored: StoredLine = {
        zh: explain(line, 'zh'),
        en: explain(line, 'en'),
        label: line.label ?? null,
        clauseText: clauseText.get(line.clause) ?? line.clause,
        ledger: line.ledger,
      };
      const kept = {
        id: `${row.id}/${line.id}`,
        scheme_id: row.id,
        year,
        period: line.period.key,
        owner_kind: line.owner.kind,
        owner_id: line.owner.id,
        on_day: line.date,
        clause: line.clause,
        rule: line.rule,
        status: line.status,
        points: line.points,
        measure: line.measure,
        fact_ids: line.factIds,
        line: stored,
      };
      return { ...kept, digest: createHash('sha1').update(JSON.stringify(kept)).digest('hex') };
    });
}

function storedTargets({ row, plan }: InForce, ledger: Ledger, year: number): Omit<TargetTable, 'body_id'>[] {
  const names = new Map(plan.scheme.clauses.map(clause => [clause.id, clause.text.zh]));
  return ledger.progress
    .filter(({ target }) => target !== '0')
    .map(({ owner, clause, rule, period, target, done, missing }) => ({
      scheme_id: row.id,
      year,
      owner_kind: owner.kind,
      owner_id: owner.id,
      clause,
      rule,
      name: names.get(clause) ?? clause,
      period_kind: period.kind,
      period: period.key,
      from_on: period.from,
      to_on: period.to,
      target,
      done,
      missing,
    }));
}

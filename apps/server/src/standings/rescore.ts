import { createHash } from 'node:crypto';
import {
  compileScheme,
  explain,
  type Ledger,
  type Owner,
  type Plan,
  parseScheme,
  readsOthers,
  type Scheme,
  score,
  scoreOwner,
} from '@xinxuan/scoring';
import { dayOf } from '../clock.ts';
import type { Reader, Tx } from '../db/connect.ts';
import { takeChanges } from '../facts/changes.ts';
import { settleLate } from './corrections/settle-late.ts';
import { loadFacts, loadRoster, type Whose } from './input-queries.ts';
import { lockOwners, replaceLines, replaceTargets, schemesInForce } from './queries.ts';
import type { LineToStore, SchemeTable, StoredLine, TargetTable } from './tables.ts';

/** A scheme in force over some days of a year, ready to score. */
export type InForce = { row: SchemeTable; plan: Plan; from: string; to: string };

const compiled = new Map<string, Plan>();

/** Compiling costs milliseconds and a scheme in force never changes, so plans are kept by id and version. */
function planOf(row: SchemeTable): Plan {
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
  for (const year of new Set(changes.map(change => change.year))) {
    const mine = changes.filter(change => change.year === year);
    const units = [...new Set(mine.map(change => change.unitId))];
    const persons = [...new Set(mine.flatMap(change => change.personIds))];
    await rescore(tx, { year, whose: { units, persons }, now });
    await settleLate(tx, { year, units, persons, changes: mine, now });
  }
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
  const whose = schemes.some(({ plan }) => readsOthers(plan)) ? 'all' : changed;
  await lockOwners(tx, year, whose);
  if (schemes.length === 0) return 0;
  const roster = await loadRoster(tx, year, whose);
  const facts = await loadFacts(tx, year, whose);
  const asOf = dayOf(now);
  const ledgers = schemes.map(scheme => {
    const input = { scheme: scheme.plan, facts, roster, period: { from: scheme.from, to: scheme.to }, asOf };
    return {
      scheme,
      ledger:
        whose === 'all'
          ? score(input)
          : joined(ownersOf(whose).map(owner => scoreOwner({ ...input, owner }))),
    };
  });
  const lines = ledgers.flatMap(({ scheme, ledger }) => storedLines(scheme, ledger, year));
  const targets = ledgers.flatMap(({ scheme, ledger }) => storedTargets(scheme, ledger, year));
  await replaceLines(tx, { year, whose, lines, now });
  await replaceTargets(tx, { year, whose, targets });
  return lines.length;
}

function ownersOf(whose: Exclude<Whose, 'all'>): Owner[] {
  const units = whose.units.map(id => ({ kind: 'unit' as const, id }));
  return [...units, ...whose.persons.map(id => ({ kind: 'person' as const, id }))];
}

function joined(ledgers: Ledger[]): Ledger {
  const [first, ...others] = ledgers;
  if (!first) throw new Error('nobody to score');
  for (const other of others) {
    first.lines.push(...other.lines);
    first.totals.push(...other.totals);
    first.progress.push(...other.progress);
    first.marks.push(...other.marks);
  }
  return first;
}

/**
 * The accounts whose lines make up a ledger. A ledger that only adds other ledgers up, unweighted, is shown by their
 * lines; any other shows its own closing lines.
 */
export function accountsOf(scheme: Scheme, ledgerId: string): Set<string> {
  const ledger = scheme.ledgers[ledgerId];
  const parts = ledger?.steps ?? [];
  const pure =
    parts.length > 0 &&
    parts.every(step => step.do === 'part' && (step.weight === undefined || step.weight === '1'));
  if (!pure) return new Set([ledgerId]);
  return new Set(parts.flatMap(step => (step.do === 'part' ? [...accountsOf(scheme, step.ledger)] : [])));
}

/** The ledgers that rank somebody: of each kind of owner the first ranking, or else its last ledger. */
export function rankedLedger(scheme: Scheme, kind: 'unit' | 'person'): string | null {
  const of = (id: string): boolean => scheme.ledgers[id]?.owner === kind;
  const ranked = scheme.rankings.find(ranking => of(ranking.ledger));
  return ranked?.ledger ?? Object.keys(scheme.ledgers).filter(of).at(-1) ?? null;
}

function storedLines({ row, plan }: InForce, ledger: Ledger, year: number): LineToStore[] {
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

/** From rows to ledger lines: what the outside sees, in decimal strings and days. */

import { sumWithin } from './closing.ts';
import { formatDecimal, greatest, subtract } from './decimal.ts';
import { type FactTable, idOf } from './fact-table.ts';
import type { ArithmeticStep, Counter, Line, Mark, Progress, Total } from './ledger.ts';
import { formatDay } from './periods.ts';
import { COUNTED, type OwnerRun, PENDING, type Row, SUPERSEDED } from './rows.ts';
import type { Setting } from './run-owner.ts';
import type { Clause, Label, LedgerRule, Scheme } from './scheme.ts';

/** The lines of one owner that fall into the scored period, by ledger and clause in the order of the scheme. */
export function linesOf(setting: Setting, run: OwnerRun): Line[] {
  const { scheme } = setting.plan;
  const lines: Line[] = [];
  for (const clause of scheme.clauses) {
    const ledger = clause.ledger === undefined ? undefined : scheme.ledgers[clause.ledger];
    if (!ledger || clause.owner !== run.scene.owner.kind) continue;
    const rows = (run.done.get(clause.id) ?? []).filter(row => shown(row, run));
    // one by one: a spread of very many lines would not fit on the stack
    for (const row of ordered(rows, run)) lines.push(clauseLine(row, { setting, run, clause, ledger }));
  }
  for (const ledger of Object.values(scheme.ledgers)) {
    if (ledger.owner !== run.scene.owner.kind) continue;
    const rows = (run.closings.get(ledger.id) ?? []).filter(row => shown(row, run));
    for (const row of rows) lines.push(closingLine(row, { setting, run, ledger }));
  }
  return lines;
}

function shown(row: Row, { window }: OwnerRun): boolean {
  return row.state !== PENDING && row.day >= window.from && row.day <= window.to;
}

/** By day, then by fact: the same ledger whatever order the facts came in. */
function ordered(rows: readonly Row[], { scene }: OwnerRun): Row[] {
  const id = (row: Row) => (row.fact >= 0 ? idOf(scene.table, row.fact) : row.part);
  return [...rows].sort((a, b) => a.day - b.day || (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0));
}

/** What tells a line from the others of its clause: its fact, or its period; and its part, where there are several. */
function subjectOf(row: Row, line: Line, { scene }: OwnerRun): string {
  const subject = row.fact >= 0 ? idOf(scene.table, row.fact) : line.period.key;
  return row.part ? `${subject}/${row.part}` : subject;
}

function answersOf({ plan }: Setting, switches: readonly string[]): Line['switches'] {
  return switches.map(id => ({ id, value: plan.scheme.switches[id]?.value ?? '' }));
}

type LineContext = { setting: Setting; run: OwnerRun; clause: Clause; ledger: LedgerRule };

function clauseLine(row: Row, { setting, run, clause, ledger }: LineContext): Line {
  const { table } = run.scene;
  const label = table.label.get(row.fact);
  const line = frameLine(row, { setting, run, ledger });
  const facts = factsOf(row).sort((a, b) => earlier(table, a, b));
  return {
    ...line,
    id: `${clause.id}/${line.owner.kind}:${line.owner.id}/${subjectOf(row, line, run)}`,
    clause: clause.id,
    rule: clause.rule,
    points: row.state === COUNTED ? formatDecimal(row.now) : '0',
    factIds: facts.map(fact => idOf(table, fact)),
    evidence: facts.flatMap(fact => table.evidence.get(fact) ?? []),
    ...(label !== undefined && { label }),
    status: row.state === COUNTED ? 'counted' : row.state === SUPERSEDED ? 'superseded' : 'excluded',
    ...(row.because && { because: row.because }),
    ...(row.winner && { winner: winnerOf(row.winner, run) }),
    ...(row.outcome && { outcome: row.outcome }),
    switches: answersOf(setting, clause.switches),
    ...dependence(setting, clause.id),
  };
}

/** Only what a rule says it reads of others can change a line without a fact of its owner. */
function dependence({ plan }: Setting, id: string): Pick<Line, 'others'> {
  const others = plan.others.get(id);
  return others && others.length > 0 ? { others } : {};
}

function closingLine(row: Row, { setting, run, ledger }: Omit<LineContext, 'clause'>): Line {
  const line = frameLine(row, { setting, run, ledger });
  return {
    ...line,
    clause: ledger.id,
    id: `${ledger.id}/${line.owner.kind}:${line.owner.id}/${line.period.key}/${row.part}`,
    ...dependence(setting, ledger.id),
  };
}

function frameLine(row: Row, { setting, run, ledger }: Omit<LineContext, 'clause'>): Line {
  const { owner } = run.scene;
  const frame = row.frame ?? { kind: ledger.closes, index: setting.calendar.indexOf(ledger.closes, row.day) };
  return {
    id: '',
    owner: { kind: owner.kind, id: owner.id },
    ledger: ledger.id,
    clause: '',
    rule: '',
    points: formatDecimal(row.now),
    measure: ledger.measure,
    date: formatDay(row.day),
    period: setting.calendar.describe(frame.kind, frame.index),
    factIds: [],
    evidence: [],
    status: 'counted',
    steps: row.log ?? [],
    switches: answersOf(setting, ledger.switches),
  };
}

function earlier(table: FactTable, a: number, b: number): number {
  return (table.on[a] ?? 0) - (table.on[b] ?? 0) || (idOf(table, a) < idOf(table, b) ? -1 : 1);
}

/** Facts behind a row, through the lines that it was made of. */
/** Rows of the fact table that a row stands for, each once. */
export function factsOf(row: Row): number[] {
  if (row.fact >= 0) return [row.fact];
  const facts = new Set((row.sources ?? []).flatMap(factsOf));
  return [...facts];
}

function winnerOf(winner: Row, { scene }: OwnerRun): Line['winner'] {
  const words = firstWords(winner.log);
  const label = scene.table.label.get(winner.fact);
  return {
    factId: idOf(scene.table, winner.fact),
    points: formatDecimal(winner.full),
    words,
    ...(label !== undefined && { label }),
  };
}

function firstWords(log: readonly ArithmeticStep[] | null): Label {
  return log?.[0]?.words ?? { zh: '', en: '' };
}

export function totalsOf(setting: Setting, run: OwnerRun): Total[] {
  const { scheme } = setting.plan;
  const { owner } = run.scene;
  return Object.values(scheme.ledgers).flatMap(ledger => {
    if (ledger.owner !== owner.kind) return [];
    const rows = run.done.get(ledger.id) ?? [];
    let counted = 0;
    for (const row of rows) if (row.state === COUNTED && shown(row, run)) counted++;
    const points = formatDecimal(sumWithin(rows, run.window));
    return [
      {
        owner: { kind: owner.kind, id: owner.id },
        ledger: ledger.id,
        points,
        measure: ledger.measure,
        counted,
      },
    ];
  });
}

export function countersOf(setting: Setting, run: OwnerRun): Counter[] {
  const { owner } = run.scene;
  const compared = comparedIn(setting.plan.scheme);
  return setting.plan.scheme.clauses.flatMap(clause => {
    if (clause.ledger !== undefined || clause.owner !== owner.kind) return [];
    // a target shows as progress, unless what it comes to decides between equals
    if (clause.steps.some(step => step.do === 'target') && !compared.has(clause.id)) return [];
    const value = formatDecimal(sumWithin(run.done.get(clause.id) ?? [], run.window));
    return [{ owner: { kind: owner.kind, id: owner.id }, clause: clause.id, value }];
  });
}

/** Counters that rankings look at. */
function comparedIn({ rankings }: Scheme): ReadonlySet<string> {
  return new Set(
    rankings.flatMap(({ breakers, apart }) => [...breakers.map(({ of }) => of), ...(apart?.totals ?? [])]),
  );
}

export function progressOf(setting: Setting, run: OwnerRun): Progress[] {
  const { owner } = run.scene;
  const { window } = run;
  return run.targets
    .filter(({ frame }) => frame.from <= window.to && frame.to >= window.from)
    .map(({ clause, frame, target, done }) => {
      return {
        owner: { kind: owner.kind, id: owner.id },
        clause,
        rule: setting.plan.clauses.get(clause)?.rule ?? '',
        period: setting.calendar.describe(frame.kind, frame.index),
        target: formatDecimal(target),
        done: formatDecimal(done),
        missing: formatDecimal(greatest(0, subtract(target, done))),
        extra: formatDecimal(greatest(0, subtract(done, target))),
        ended: frame.to <= run.asOf,
      };
    });
}

export function marksOf(setting: Setting, run: OwnerRun): Mark[] {
  const { owner } = run.scene;
  return run.marks
    .filter(({ frame }) => frame.anchor >= run.window.from && frame.anchor <= run.window.to)
    .map(({ ledger, mark, frame, because }) => ({
      owner: { kind: owner.kind, id: owner.id },
      ledger,
      mark,
      period: setting.calendar.describe(frame.kind, frame.index),
      because,
    }));
}

/** A scheme compiled once into functions; used for any number of owners and periods. */
import { expressionsOf } from './asked.ts';
import { expressionsIn, orderOfWork } from './check.ts';
import { type CloseLedger, compileClosing } from './closing.ts';
import { compileCombine } from './combine.ts';
import * as decimal from './decimal.ts';
import { compileExpression } from './evaluate.ts';
import type { OwnerKind } from './facts.ts';
import {
  compileCredit,
  compileJudged,
  compileModifier,
  compileRound,
  compileSelect,
  compileValue,
  note,
  type RunStep,
  type StepContext,
} from './item-steps.ts';
import { compileLimit, compilePeriodLimit } from './limits.ts';
import { compileBands, compileTally, compileTarget } from './period-steps.ts';
import { reachOf, rememberedSteps } from './remembered.ts';
import { scopeAfterTally } from './row-words.ts';
import { COUNTED, type OwnerRun, type Row, turnTo } from './rows.ts';
import { type Scene, scopeOf } from './scene.ts';
import type { Clause, Label, LedgerRule, Scheme, Step } from './scheme.ts';
import { type Compiled, dependences, type EarlyStage, stagesOf } from './stages.ts';

/** Work on one owner, in an order in which each part has what it reads. */
export type Plan = {
  scheme: Scheme;
  tasks: Readonly<Record<OwnerKind, readonly Task[]>>;
  clauses: ReadonlyMap<string, Clause>;
  /** What has to be known of everybody before the whole can be worked out, in stages; none for most schemes. */
  early: readonly EarlyStage<Task>[];
  /** Of each clause and ledger, what of others its lines depend on. */
  others: ReadonlyMap<string, readonly Label[]>;
};

/** Whether a line may depend on facts of other owners: then all of them have to be scored together. */
export function readsOthers({ others }: Plan): boolean {
  return [...others.values()].some(labels => labels.length > 0);
}

/** Whether a rule looks back beyond its year: then `factsFrom` has to be early enough. */
export function readsPast({ scheme }: Plan): boolean {
  const ids = [...scheme.clauses.map(clause => clause.id), ...Object.keys(scheme.ledgers)];
  const attributes = Object.values(scheme.attributes).flatMap(({ formula }) => formula ?? []);
  return [...ids.flatMap(id => expressionsIn(scheme, id)), ...attributes].some(
    ({ past = [], ever }) => past.length > 0 || ever,
  );
}

export type Task = (run: OwnerRun) => void;

export function compileScheme(scheme: Scheme): Plan {
  const clauses = new Map(scheme.clauses.map(clause => [clause.id, clause]));
  const scope = scopeOf(scheme);
  const tasks: Record<OwnerKind, Task[]> = { unit: [], person: [] };
  const order = orderOfWork(scheme, cycle => {
    throw new Error(`the checked scheme has a cycle: ${cycle.join(' → ')}`);
  });
  const compiled = new Map<string, Compiled<Task>>();
  for (const work of order) {
    if ('clause' in work) {
      const clause = clauses.get(work.clause) as Clause;
      const ledger = clause.ledger === undefined ? undefined : scheme.ledgers[clause.ledger];
      compiled.set(clause.id, {
        owner: clause.owner,
        task: compileClause({ scheme, scope, clause, ledger }),
      });
    } else {
      const ledger = scheme.ledgers[work.ledger] as LedgerRule;
      compiled.set(ledger.id, { owner: ledger.owner, task: compileLedger(ledger, { scheme, scope }) });
    }
  }
  for (const { owner, task } of compiled.values()) tasks[owner].push(task);
  const others = dependences(scheme, compiled.keys());
  return { scheme, tasks, clauses, early: stagesOf(scheme, compiled), others };
}

function compileClause(context: StepContext): Task {
  const { clause, ledger, scope, scheme } = context;
  let here = scope;
  const steps = clause.steps.map(step => {
    const compiled = compileGuarded(step, { ...context, scope: here });
    if (step.do === 'tally') here = scopeAfterTally(step.forEach, here);
    return compiled;
  });
  const { places, mode, at } = scheme.rounding;
  // with rounding at the total, lines keep what the grid of six decimals can show
  steps.push(roundLine(at === 'line' ? places : decimal.GRID_PLACES, mode));
  const reach = reachOf(scheme, clause);
  const remembered = steps.slice(0, reach.steps);
  // in place of all of them, so that the later steps keep their numbers
  if (reach.steps > 0) steps.fill(sameRows, 0, reach.steps)[0] = rememberedSteps(remembered, reach, context);
  const who = ledger?.who ? compileExpression<Scene, boolean>(ledger.who, scope) : null;
  const carried = carriesOn(clause);
  return run => {
    let rows: Row[] = [];
    if (who && !who(run.scene)) {
      run.done.set(clause.id, rows);
      return;
    }
    for (const step of steps.slice(0, carried)) rows = step(rows, run);
    if (carried < steps.length) rows = oneByOne(rows, run, { id: clause.id, steps: steps.slice(carried) });
    run.done.set(clause.id, rows);
  };
}

/** From which step on a clause that looks back at itself is worked out period by period; past the end for all others. */
function carriesOn({ id, steps }: Clause): number {
  const own = steps.some(step => expressionsOf(step).some(({ past = [] }) => past.includes(id)));
  if (!own) return Number.POSITIVE_INFINITY;
  return steps.findIndex(step => step.do === 'tally' || (step.do === 'select' && step.each)) + 1;
}

type Rest = { id: string; steps: readonly RunStep[] };

/** Rows are in the order of their periods: each finds the ones before it done. */
function oneByOne(rows: readonly Row[], run: OwnerRun, { id, steps }: Rest): Row[] {
  const done: Row[] = [];
  run.done.set(id, done);
  for (const row of rows) {
    let own = [row];
    for (const step of steps) own = step(own, run);
    done.push(...own);
  }
  return done;
}

/** A step with a condition works on the rows for which it holds; the others pass it by. */
function compileGuarded(step: Step, context: StepContext): RunStep {
  const compiled = compileStep(step, context);
  const hasGuard =
    step.do === 'limit' || step.do === 'round' || step.do === 'combine' || step.do === 'credit';
  if (!hasGuard || !step.when) return compiled;
  const when = compileExpression<Scene, boolean>(step.when, context.scope);
  return (rows, run) => {
    const inside: Row[] = [];
    const outside: Row[] = [];
    for (const row of rows)
      (row.state === COUNTED && when(turnTo(run.scene, row)) ? inside : outside).push(row);
    return [...outside, ...compiled(inside, run)];
  };
}

const sameRows: RunStep = rows => rows;

function roundLine(places: number, mode: decimal.RoundingMode): RunStep {
  return rows => {
    for (const row of rows) {
      if (row.state !== COUNTED) continue;
      const before = row.now;
      row.now = decimal.roundTo(before, places, mode);
      if (row.log && decimal.compare(before, row.now) !== 0)
        note(row, { op: 'round', words: { zh: '', en: '' }, number: row.now });
    }
    return rows;
  };
}

function compileLedger(ledger: LedgerRule, { scheme, scope }: Pick<StepContext, 'scheme' | 'scope'>): Task {
  const close: CloseLedger = compileClosing(ledger, scheme, scope);
  const ids = scheme.clauses.filter(clause => clause.ledger === ledger.id).map(clause => clause.id);
  const who = ledger.who ? compileExpression<Scene, boolean>(ledger.who, scope) : null;
  return run => {
    const rows = ids.flatMap(id => run.done.get(id) ?? []);
    run.done.set(ledger.id, rows);
    if (who && !who(run.scene)) return;
    const closing = close(rows, run);
    run.closings.set(ledger.id, closing);
    if (closing.length > 0) run.done.set(ledger.id, [...rows, ...closing]);
  };
}

function compileStep(step: Step, context: StepContext): RunStep {
  switch (step.do) {
    case 'select':
      return compileSelect(step, context);
    case 'value':
      return compileValue(step, context);
    case 'judged':
      return compileJudged(step, context);
    case 'add':
    case 'times':
    case 'set':
      return compileModifier(step, context);
    case 'limit':
      return step.per ? compilePeriodLimit({ ...step, per: step.per }, context) : compileLimit(step, context);
    case 'round':
      return compileRound(step.places, step.mode);
    case 'combine':
      return compileCombine(step, context);
    case 'credit':
      return compileCredit(step, context);
    case 'tally':
      return compileTally(step, context);
    case 'target':
      return compileTarget(step, context);
    default:
      return compileBands(step, context);
  }
}

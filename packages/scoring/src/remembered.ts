/**
 * The first steps of a clause look at one fact at a time. Where they ask nothing but the fact's attributes, facts of one
 * shape come out alike: each shape is worked out once, by the very same steps, and its outcome is copied.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { partTaker, type RunStep, type StepContext } from './item-steps.ts';
import { factRow, type OwnerRun, type Row } from './rows.ts';
import type { Amount, Clause, Expression, Scheme, Step } from './scheme.ts';

/** How many leading steps of a clause may be remembered, and whether anew for each owner; 0 for none. */
export type Reach = { steps: number; perOwner: boolean };

/** What a rule asks: only the fact's shape, also the owner, or more (other facts, days, others' figures). */
const SHAPE = 0;
const OWNER = 1;
const MORE = 2;
type Asks = typeof SHAPE | typeof OWNER | typeof MORE;

export function reachOf({ attributes }: Scheme, { steps }: Clause): Reach {
  const [first] = steps;
  if (first?.do !== 'select' || first.each || first.lines.length > 0) return { steps: 0, perOwner: false };
  let reach: Reach = { steps: 0, perOwner: false };
  for (const [i, step] of steps.entries()) {
    const asks = asksOfStep(step, attributes);
    if (asks === MORE) break;
    reach = { steps: i + 1, perOwner: reach.perOwner || asks === OWNER };
  }
  return reach;
}

type Attributes = Scheme['attributes'];

function asksOfStep(step: Step, attributes: Attributes): Asks {
  const amount = (given: Amount | undefined) => (given ? asksOfAmount(given, attributes) : SHAPE);
  const expression = (given: Expression | undefined) => (given ? asksOfNode(given.ast, attributes) : SHAPE);
  switch (step.do) {
    case 'select':
      return most([expression(step.where), ...step.leaveOut.map(({ when }) => expression(when))]);
    case 'value':
      return amount(step.amount);
    case 'judged':
      return most([
        ...[step.number, step.judge, step.reason].map(name => asksOfName(name, attributes)),
        amount(step.least),
        amount(step.most),
      ]);
    case 'add':
    case 'times':
    case 'set':
      return most([amount(step.amount), expression(step.when)]);
    case 'limit':
      return step.per ? MORE : most([amount(step.least), amount(step.most), expression(step.when)]);
    case 'round':
      return expression(step.when);
    default:
      return MORE;
  }
}

function most(all: readonly Asks[]): Asks {
  return Math.max(SHAPE, ...all) as Asks;
}

function asksOfAmount(amount: Amount, attributes: Attributes): Asks {
  const own =
    'by' in amount
      ? most(amount.by.map(name => asksOfName(name, attributes)))
      : 'formula' in amount
        ? asksOfNode(amount.formula.ast, attributes)
        : SHAPE;
  return amount.each ? most([own, asksOfName(amount.each.of, attributes)]) : own;
}

const OF_THE_ROW = ['now', 'base', 'kind'];

/** `level`, `unit.class`: what a name stands for. Whatever is not known to be harmless is taken to ask for more. */
function asksOfName(name: string, attributes: Attributes): Asks {
  if (OF_THE_ROW.includes(name)) return SHAPE;
  if (/^(unit|person)\./.test(name)) return OWNER;
  if (!Object.hasOwn(attributes, name)) return MORE;
  const { formula, bands } = attributes[name] ?? {};
  if (formula) return asksOfNode(formula.ast, attributes);
  return bands ? asksOfName(bands.of, attributes) : SHAPE;
}

/** Functions of their arguments alone. */
const PURE = ['min', 'max', 'floor', 'ceil', 'round', 'days', 'month', 'day', 'weekday'];

function asksOfNode(node: ASTNode, attributes: Attributes): Asks {
  if (node.op === 'value') return SHAPE;
  if (node.op === 'id') return asksOfName(node.args, attributes);
  if (node.op === '.') {
    const [owner, field] = node.args;
    return owner.op === 'id' ? asksOfName(`${owner.args}.${field}`, attributes) : MORE;
  }
  if (node.op === 'call' && !PURE.includes(node.args[0])) return MORE;
  const children = (Array.isArray(node.args) ? (node.args as unknown[]).flat() : [node.args]).filter(isNode);
  return most(children.map(child => asksOfNode(child, attributes)));
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}

/** What a fact of a shape comes to; null where the clause does not select it. */
type Outcome = Pick<Row, 'now' | 'base' | 'state' | 'because'> | null;

/**
 * The leading steps of a clause as one step. It remembers only where shapes are shared and no arithmetic is written
 * down; otherwise the steps run one after the other as always.
 */
export function rememberedSteps(steps: readonly RunStep[], reach: Reach, context: StepContext): RunStep {
  const { clause, ledger } = context;
  const credit = clause.steps.find(step => step.do === 'credit');
  const takesPart = partTaker(credit, clause.owner);
  const known = new WeakMap<object, (Outcome | undefined)[]>();
  const outcomesOf = (run: OwnerRun) => {
    const place = reach.perOwner ? run : run.scene.table;
    const outcomes = known.get(place) ?? [];
    known.set(place, outcomes);
    return outcomes;
  };
  return (_, run) => {
    const { table } = run.scene;
    if (run.log || table.shapes >= table.count)
      return steps.reduce((rows, step) => step(rows, run), [] as Row[]);
    const outcomes = outcomesOf(run);
    const days = ledger?.dates === 'bookedOn' ? table.bookedOn : table.on;
    const rows: Row[] = [];
    for (const fact of run.facts) {
      const shape = table.shape[fact] as number;
      let outcome = outcomes[shape];
      if (outcome === null || !takesPart(run.scene, fact)) continue;
      if (outcome === undefined) {
        outcome = outcomeOf(fact, run, steps);
        outcomes[shape] = outcome;
        if (outcome === null) continue;
      }
      const row = factRow(fact, days[fact] as number, false);
      row.now = outcome.now;
      row.base = outcome.base;
      row.state = outcome.state;
      row.because = outcome.because;
      rows.push(row);
    }
    return rows;
  };
}

function outcomeOf(fact: number, run: OwnerRun, steps: readonly RunStep[]): Outcome {
  const alone = { ...run, facts: [fact] };
  const [row] = steps.reduce((rows, step) => step(rows, alone), [] as Row[]);
  return row ? { now: row.now, base: row.base, state: row.state, because: row.because } : null;
}

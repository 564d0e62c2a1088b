/** The expressions that a step holds. */
import type { Amount, ClosingStep, Expression, Step } from './scheme.ts';

/** What a step of a ledger's closing asks. */
export function expressionsOfClosing(step: ClosingStep): Expression[] {
  const amounts: (Amount | undefined)[] = [];
  const expressions: (Expression | undefined)[] = [];
  if (step.do === 'gate') expressions.push(step.when);
  if (step.do === 'limit') amounts.push(step.least, step.most);
  if (step.do === 'start' || step.do === 'add' || step.do === 'times' || step.do === 'set')
    amounts.push(step.amount);
  if (step.do === 'add' || step.do === 'times' || step.do === 'set') expressions.push(step.when);
  for (const amount of amounts) if (amount && 'formula' in amount) expressions.push(amount.formula);
  return expressions.filter(expression => expression !== undefined);
}

/** What a step asks. */
export function expressionsOf(step: Step): Expression[] {
  const amounts: (Amount | undefined)[] = [];
  const expressions: (Expression | undefined)[] = [];
  if (step.do === 'select') expressions.push(step.where, ...step.leaveOut.map(item => item.when));
  if (step.do === 'value' || step.do === 'add' || step.do === 'times' || step.do === 'set')
    amounts.push(step.amount);
  if (step.do === 'add' || step.do === 'times' || step.do === 'set') expressions.push(step.when);
  if (step.do === 'tally') expressions.push(step.dividedBy);
  if (step.do === 'limit' || step.do === 'round' || step.do === 'combine' || step.do === 'credit')
    expressions.push(step.when);
  if (step.do === 'credit' && typeof step.share === 'object' && 'formula' in step.share)
    expressions.push(step.share.formula);
  if (step.do === 'target')
    amounts.push(step.number, step.met, step.unmet, step.missing, step.extra, step.proportion);
  if (step.do === 'limit' || step.do === 'target' || step.do === 'judged')
    amounts.push(step.least, step.most);
  if (step.do === 'bands') amounts.push(...step.bands.map(band => band.gives));
  for (const amount of amounts) if (amount && 'formula' in amount) expressions.push(amount.formula);
  return expressions.filter(expression => expression !== undefined);
}

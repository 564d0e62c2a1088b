import type { InferContractRouterOutputs } from '@orpc/contract';
import type { contract } from '@xinxuan/contract';
import {
  type Amount,
  type Clause,
  openQuestions,
  parseScheme,
  readDocument,
  type Scheme,
  type Table,
} from '@xinxuan/scoring';
import type { Actor } from '../../http/actor.ts';
import { can } from '../../http/refusal.ts';
import { switchesOf } from '../views.ts';
import type { SchemeActFull, SchemeFull } from './queries.ts';
import {
  handled,
  problemView,
  whyNotApprove,
  whyNotChange,
  whyNotDiscard,
  whyNotPutInForce,
  whyNotSubmit,
  whyNotWithdraw,
} from './scheme.ts';

type Outputs = InferContractRouterOutputs<typeof contract>['schemes'];
type ClauseView = Outputs['get']['clauses'][number];

export function rowView(scheme: SchemeFull): Outputs['list'][number] {
  return {
    id: scheme.id,
    name: scheme.name,
    number: scheme.number,
    state: scheme.state,
    fromOn: scheme.from_on,
    toOn: scheme.to_on,
    savedAt: scheme.saved_at,
    savedBy: scheme.saver,
    version: scheme.version,
  };
}

export function view(scheme: SchemeFull, acts: readonly SchemeActFull[], actor: Actor): Outputs['get'] {
  const parsed = parseScheme(scheme.yaml);
  const stands = handled(scheme, acts);
  return {
    ...rowView(scheme),
    yaml: scheme.yaml,
    clauses: parsed.ok ? parsed.scheme.clauses.map(clause => clauseView(clause, parsed.scheme)) : [],
    switches: switchesOf(scheme),
    hash: stands.hash,
    examples: scheme.examples,
    history: acts.map(({ id, act, at, person, note, hash, from_on }) => ({
      id,
      act,
      at,
      by: person,
      note,
      hash,
      fromOn: from_on,
    })),
    can: {
      change: can(whyNotChange(stands, actor)),
      discard: can(whyNotDiscard(stands, actor)),
      submit: can(whyNotSubmit(stands, actor)),
      withdraw: can(whyNotWithdraw(stands, actor)),
      approve: can(whyNotApprove(stands, actor)),
      putInForce: can(whyNotPutInForce(stands, actor)),
    },
  };
}

/** A text as the form shows it: what is wrong with it, its clauses in words, and its parts as data. */
export function checkedView(yaml: string): Outputs['check'] {
  const parsed = parseScheme(yaml);
  const read = readDocument(yaml);
  const parts = { document: read?.data ?? null, shared: read?.shared ?? [] };
  if (!parsed.ok)
    return { problems: parsed.problems.map(problemView), warnings: [], clauses: [], questions: [], ...parts };
  return {
    problems: [],
    warnings: parsed.warnings.map(problemView),
    clauses: parsed.scheme.clauses.map(clause => clauseView(clause, parsed.scheme)),
    questions: openQuestions(parsed.scheme).map(({ letter, ...question }) => ({
      ...question,
      letter: letter ?? null,
    })),
    ...parts,
  };
}

export function clauseView(clause: Clause, scheme: Scheme): ClauseView {
  const tables = clause.steps.flatMap(step => ('amount' in step ? (tableOf(step.amount, scheme) ?? []) : []));
  return {
    number: clause.rule,
    text: clause.text.zh,
    rule: clause.id,
    table: tables.length > 0 ? tables : null,
  };
}

/** A table of points as the printed rule shows it: one row per first word, one column per second word. */
function tableOf(amount: Amount, scheme: Scheme): string[][] | null {
  if (!('by' in amount)) return null;
  const [first = '', second] = amount.by;
  const word = (attribute: string, value: string): string =>
    scheme.attributes[attribute]?.values?.[value]?.zh ?? value;
  const entries = Object.entries(amount.table);
  const nested = entries.filter((entry): entry is [string, Table] => typeof entry[1] !== 'string');
  if (!second || nested.length === 0) {
    return [
      [scheme.attributes[first]?.label.zh ?? first, '分值'],
      ...entries.map(([key, value]) => [word(first, key), String(value)]),
    ];
  }
  const columns = [...new Set(nested.flatMap(([, row]) => Object.keys(row)))];
  const head = [scheme.attributes[first]?.label.zh ?? first, ...columns.map(column => word(second, column))];
  return [
    head,
    ...nested.map(([key, row]) => [
      word(first, key),
      ...columns.map(column => (typeof row[column] === 'string' ? row[column] : '')),
    ]),
  ];
}

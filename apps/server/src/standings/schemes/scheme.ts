import type { InferContractRouterOutputs } from '@orpc/contract';
import type { contract, RefusalData } from '@xinxuan/contract';
import {
  type Amount,
  type Clause,
  type Problem,
  parseScheme,
  type Scheme,
  type Table,
} from '@xinxuan/scoring';
import type { Actor } from '../../http/actor.ts';
import { can, firstOf, type Refusal, refuse } from '../../http/refusal.ts';
import { whyNotAct } from '../../http/rights.ts';
import { switchesOf } from '../views.ts';
import type { SchemeFull } from './queries.ts';

type Outputs = InferContractRouterOutputs<typeof contract>['schemes'];
type ClauseView = Outputs['get']['clauses'][number];
type ProblemView = Outputs['check']['problems'][number];

export function whyNotChange(scheme: Pick<SchemeFull, 'state'>, actor: Actor): Refusal | null {
  const fixed = refuse('wrong_state', 'scheme_fixed', {
    zh: '这一版办法已经施行，不能再改。请以此为底稿新拟一份草案，修改后再从某一天起施行。',
    en: 'This version has come into force and cannot be changed. Copy it into a new draft and put that in force from a day on.',
  });
  return firstOf(whyNotAct(actor, 'scheme.manage'), scheme.state === 'draft' ? null : fixed);
}

/** Every mistake of a scheme in one refusal, so that nothing has to be found out one by one. */
export function unfit(problems: Problem[]): Refusal {
  const [first] = problems;
  const more =
    problems.length > 1
      ? { zh: `，另有 ${problems.length - 1} 处`, en: `, and ${problems.length - 1} more` }
      : { zh: '', en: '' };
  const place = first?.line
    ? { zh: `第 ${first.line} 行：`, en: `line ${first.line}: ` }
    : { zh: '', en: '' };
  const details: RefusalData['details'] = { problems: problems.map(problemView) };
  return refuse('invalid', 'scheme_problems', {
    zh: `计分办法有误，没有保存。${place.zh}${first?.zh ?? ''}${more.zh}。`,
    en: `The scheme has mistakes and was not saved. ${place.en}${first?.en ?? ''}${more.en}.`,
    details,
  });
}

export function problemView(problem: Problem): ProblemView {
  return {
    path: problem.path,
    line: problem.line ?? null,
    clause: problem.clause ?? null,
    code: problem.code,
    zh: problem.zh,
    en: problem.en,
  };
}

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

export function view(scheme: SchemeFull, actor: Actor): Outputs['get'] {
  const parsed = parseScheme(scheme.yaml);
  const change = can(whyNotChange(scheme, actor));
  return {
    ...rowView(scheme),
    yaml: scheme.yaml,
    clauses: parsed.ok ? parsed.scheme.clauses.map(clause => clauseView(clause, parsed.scheme)) : [],
    switches: switchesOf(scheme),
    can: { change, putInForce: change },
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

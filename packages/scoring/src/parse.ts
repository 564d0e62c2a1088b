/** From the YAML text of a scheme to a checked scheme, or to every mistake that it has. */
import { LineCounter, parseDocument } from 'yaml';
import { checkScheme } from './check.ts';
import { settleChoices } from './choose.ts';
import { environmentsFor } from './expression.ts';
import { HEAD_KEYS } from './head-keys.ts';
import { type Names, optionalText, type StepContext } from './parse-amounts.ts';
import { missing, readEffective, readRounding, readYear } from './parse-head.ts';
import { readAwards, readLedgers, readRankings } from './parse-ledgers.ts';
import { readSteps } from './parse-steps.ts';
import {
  complainTwice,
  readAttributes,
  readLabels,
  readMeasures,
  readNumbers,
  readSwitches,
} from './parse-words.ts';
import type { Problem } from './problems.ts';
import {
  at,
  complain,
  expectMap,
  has,
  isMap,
  itemsOf,
  type Path,
  type Place,
  type Reading,
  readLabel,
  readText,
  readWord,
} from './reading.ts';
import type { Clause, LedgerRule, Scheme } from './scheme.ts';
import { syntaxProblem, unfoldProblem } from './yaml-words.ts';

export type ParsedScheme =
  | { ok: true; scheme: Scheme; warnings: Problem[] }
  | { ok: false; problems: Problem[] };

const LONGEST = 1_000_000;

/**
 * Reads a scheme. `answers` sets switches for this reading ("what if …"), over what the document says.
 * Branches of switches that are not in force are checked as well. Never throws for what a document may contain.
 */
export function parseScheme(text: string, answers: Readonly<Record<string, string>> = {}): ParsedScheme {
  if (text.length > LONGEST) {
    const zh = `计分办法超过 ${LONGEST} 字`;
    return {
      ok: false,
      problems: [{ path: '', code: 'too-long', zh, en: `The scheme is longer than ${LONGEST} characters` }],
    };
  }
  const lines = new LineCounter();
  const document = attempt(() =>
    parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' }),
  );
  if (document instanceof Error) return unreadable(document);
  if (document.errors.length > 0) {
    const written = text.split(/\r?\n/);
    const problems = document.errors.map(({ code, message, pos }) =>
      syntaxProblem({ code, message, ...lines.linePos(pos[0]) }, written),
    );
    return { ok: false, problems: withoutEchoes(problems) };
  }
  const positionOf = (path: Path): { line: number; col: number } | undefined => {
    for (let length = path.length; length >= 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) return lines.linePos(range[0]);
    }
    return undefined;
  };
  const places = {
    lineOf: (path: Path) => positionOf(path)?.line,
    columnOf: (path: Path) => positionOf(path)?.col,
  };
  const content = attempt(() => notTooDeep(document.toJS({ maxAliasCount: 200 }), 0));
  if (content instanceof Error) return unreadable(content);
  const read = readScheme(content, { text, ...places, answers });
  const problems = [...read.problems];
  for (const other of otherAnswers(read.scheme)) {
    for (const problem of readScheme(content, { text, ...places, answers: { ...answers, ...other } })
      .problems) {
      if (!problems.some(known => known.code === problem.code && known.path === problem.path))
        problems.push(problem);
    }
  }
  return problems.length > 0 || !read.scheme
    ? { ok: false, problems }
    : { ok: true, scheme: read.scheme, warnings: read.warnings };
}

/** One mistake of form makes the reader stumble several times. */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, line }) => {
    const key = `${code} ${line}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Nesting that no scheme needs, and anchors that hold themselves, end here and not in an exhausted stack. */
const DEEPEST = 40;

function notTooDeep(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) throw new RangeError(`nested more than ${DEEPEST} levels deep`);
  if (typeof value === 'object' && value !== null)
    for (const child of Object.values(value)) notTooDeep(child, depth + 1);
  return value;
}

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function unreadable({ message }: Error): ParsedScheme {
  return { ok: false, problems: [unfoldProblem(message)] };
}

/** Every answer that is not in force, one at a time. */
function otherAnswers(scheme: Scheme | undefined): Record<string, string>[] {
  return Object.entries(scheme?.switches ?? {}).flatMap(([id, { options, value }]) =>
    Object.keys(options)
      .filter(option => option !== value)
      .map(option => ({ [id]: option })),
  );
}

type Source = Pick<Reading, 'lineOf' | 'columnOf'> & {
  text: string;
  answers: Readonly<Record<string, string>>;
};
type Read = { scheme?: Scheme; problems: Problem[]; warnings: Problem[] };

function readScheme(content: unknown, { text, lineOf, columnOf, answers }: Source): Read {
  const reading: Reading = { problems: [], warnings: [], lineOf, columnOf, origins: new WeakMap() };
  const written: Place = { value: content, path: [] };
  if (!expectMap(reading, written, HEAD_KEYS)) return reading;
  const switches = readSwitches(reading, at(reading, written, 'switches'), answers);
  const known = Object.entries(switches).map(([id, entry]) => [
    id,
    { value: entry.value, options: Object.keys(entry.options) },
  ]);
  const settled = settleChoices(reading, withoutSwitches(content), Object.fromEntries(known));
  const root: Place = { value: settled.value, path: [] };
  const words = readVocabulary(reading, root);
  const rules = readRules(reading, root, { words, used: settled.used });
  const place = (key: string) => at(reading, root, key);
  const scheme: Scheme = {
    id: has(root, 'scheme') ? (readText(reading, place('scheme')) ?? '') : missing(reading, 'scheme'),
    version: has(root, 'version') ? (readText(reading, place('version')) ?? '') : missing(reading, 'version'),
    title: readLabel(reading, place('title'), ''),
    source: optionalText(reading, root, 'source'),
    effective: readEffective(reading, place('effective')),
    year: readYear(reading, place('year')),
    rounding: readRounding(reading, place('rounding')),
    ...words,
    switches,
    ...rules,
    text,
  };
  if (reading.problems.length === 0) checkScheme(reading, scheme);
  return { scheme, problems: reading.problems, warnings: reading.warnings };
}

type Vocabulary = Pick<Scheme, 'kinds' | 'classes' | 'numbers' | 'attributes' | 'measures'>;

function readVocabulary(reading: Reading, root: Place): Vocabulary {
  const numbers = readNumbers(reading, at(reading, root, 'numbers'));
  const kinds = readLabels(reading, at(reading, root, 'kinds'));
  const classes = readLabels(reading, at(reading, root, 'classes'));
  const named = { numbers: Object.keys(numbers), kinds, classes };
  return {
    numbers,
    attributes: readAttributes(reading, at(reading, root, 'attributes'), named),
    kinds,
    classes,
    measures: readMeasures(reading, at(reading, root, 'measures')),
  };
}

type Rules = Pick<Scheme, 'ledgers' | 'clauses' | 'rankings' | 'awards'>;
type RulesContext = { words: Vocabulary; used: ReadonlyMap<string, ReadonlySet<string>> };

function readRules(reading: Reading, root: Place, { words, used }: RulesContext): Rules {
  const { attributes, kinds, classes } = words;
  const names: Names = { attributes, kinds, classes, numbers: Object.keys(words.numbers) };
  const ledgerPlace = at(reading, root, 'ledgers');
  const ledgerIds = isMap(ledgerPlace.value) ? Object.keys(ledgerPlace.value) : [];
  const clausePlaces = itemsOf(reading, at(reading, root, 'clauses'));
  const clauseIds = readClauseIds(reading, clausePlaces, ledgerIds);
  const environments = environmentsFor(names);
  const context: StepContext = { names, environments, sources: [...ledgerIds, ...clauseIds] };
  const wider = { ...context, measures: Object.keys(words.measures), ledgers: ledgerIds, used };
  const ledgers = readLedgers(reading, ledgerPlace, wider);
  const clauses = clausePlaces.flatMap(item => {
    // by where the clause was written: a choice among clauses may have moved it
    const switches = [...(used.get(`clauses.${String(item.path[1])}`) ?? [])];
    return readClause(reading, item, { ...context, ledgers, used: switches }) ?? [];
  });
  reading.clause = undefined;
  if (clauses.length === 0) {
    complain(reading, ['clauses'], { code: 'no-clauses', zh: '没有任何条款', en: 'There are no clauses' });
  }
  const rankings = readRankings(reading, at(reading, root, 'rankings'), wider);
  const ids = rankings.map(ranking => ranking.id);
  return { ledgers, clauses, rankings, awards: readAwards(reading, at(reading, root, 'awards'), ids) };
}

function withoutSwitches(content: unknown): unknown {
  const { switches: _, ...rest } = content as Record<string, unknown>;
  return rest;
}

function readClauseIds(reading: Reading, places: readonly Place[], ledgers: readonly string[]): string[] {
  const ids: string[] = [];
  for (const place of places) {
    if (!isMap(place.value)) continue;
    const id = has(place, 'id') ? readText(reading, at(reading, place, 'id')) : undefined;
    if (id === undefined)
      complain(reading, place.path, { code: 'missing', zh: '条款缺少 id', en: 'The clause has no id' });
    else if (ids.includes(id)) complainTwice(reading, at(reading, place, 'id'), id);
    else if (ledgers.includes(id)) complainShared(reading, at(reading, place, 'id'), id);
    else ids.push(id);
  }
  return ids;
}

/** total('…') names clauses and ledgers alike, so that one name can mean one thing only. */
function complainShared(reading: Reading, place: Place, id: string): void {
  complain(reading, place.path, {
    code: 'duplicate-id',
    zh: `条款与台账同名“${id}”，请改其中一个`,
    en: `A clause and a ledger are both called "${id}"; rename one`,
  });
}

type ClauseContext = StepContext & { ledgers: Readonly<Record<string, LedgerRule>>; used: readonly string[] };

function readClause(reading: Reading, place: Place, context: ClauseContext): Clause | undefined {
  reading.clause = undefined;
  if (!expectMap(reading, place, ['id', 'rule', 'text', 'ledger', 'owner', 'steps'])) return undefined;
  const id = String((place.value as { id?: unknown }).id ?? '');
  reading.clause = id;
  const ledgerIds = Object.keys(context.ledgers);
  const ledger = has(place, 'ledger')
    ? readWord(reading, at(reading, place, 'ledger'), ledgerIds)
    : undefined;
  const own = ledger === undefined ? undefined : context.ledgers[ledger]?.owner;
  const owner = has(place, 'owner')
    ? readWord(reading, at(reading, place, 'owner'), ['unit', 'person'])
    : (own ?? 'unit');
  if (own && owner && own !== owner) {
    complain(reading, [...place.path, 'owner'], {
      code: 'owner-conflict',
      zh: `台账“${ledger}”记在${own === 'unit' ? '单位' : '个人'}名下，条款却写 ${owner}`,
      en: `The ledger "${ledger}" belongs to a ${own}, the clause says ${owner}`,
    });
  }
  const steps = readSteps(reading, at(reading, place, 'steps'), context);
  if (!has(place, 'steps'))
    complain(reading, place.path, { code: 'missing', zh: '条款缺少 steps', en: 'The clause has no steps' });
  const rule = optionalText(reading, place, 'rule') ?? '';
  const text = readLabel(reading, at(reading, place, 'text'), id);
  const line = reading.lineOf(place.path) ?? 0;
  return {
    id,
    rule,
    text,
    ...(ledger && { ledger }),
    owner: owner ?? 'unit',
    steps,
    switches: context.used,
    line,
  };
}

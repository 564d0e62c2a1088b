/** Conditions and formulas are CEL, parsed and type-checked when the scheme is read; every number is a decimal. */
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { rememberWords, type Vocabulary, wrongLiteral } from './expression-literals.ts';
import { explainMistake, namesIn } from './expression-words.ts';
import type { PeriodKind } from './periods.ts';
import { PERIOD_KINDS } from './periods.ts';
import { complain, type Place, type Reading, readText } from './reading.ts';
import type { Expression, OtherRead } from './scheme.ts';

const TYPES = { double: 'number', string: 'text', bool: 'yes-no' } as const;
const LIMITS = { maxAstNodes: 500, maxDepth: 40 };

export type Environments = { fact: Environment; owner: Environment };

/** What every expression may call; the copies made for a scheme share it. */
const FUNCTIONS = new Environment({ limits: LIMITS })
  .registerFunction('min(double, double): double', first)
  .registerFunction('max(double, double): double', first)
  .registerFunction('floor(double): double', first)
  .registerFunction('ceil(double): double', first)
  .registerFunction('round(double): double', first)
  .registerFunction('days(string, string): double', first)
  .registerFunction('workdays(string, string): double', first)
  .registerFunction('month(string): double', first)
  .registerFunction('day(string): double', first)
  .registerFunction('weekday(string): double', first)
  .registerFunction('workday(string): bool', first);

/** Rows of other owners, and rankings. */
const OTHERS: readonly OtherRead['read'][] = [
  'unitTotal',
  'personsTotal',
  'partsTotal',
  'place',
  'worth',
  'highest',
  'mean',
];
/** What a period's rule may read, of the period itself or of a larger one that it lies in. */
const PERIOD_READS: readonly string[] = ['total', 'before', ...OTHERS];

// functions are read once: that is most of what making an environment costs
const OF_FACTS = FUNCTIONS.clone()
  .registerFunction('also(string): bool', first)
  .registerFunction('count(string): double', first)
  .registerFunction('earlier(string): double', first)
  .registerFunction('earlier(string, string): double', first)
  .registerFunction('first(string): bool', first);
const OF_PERIODS = PERIOD_READS.reduce(
  (functions, name) =>
    functions
      .registerFunction(`${name}(string): double`, first)
      .registerFunction(`${name}(string, string): double`, first),
  FUNCTIONS.clone().registerFunction('lastYear(string): double', first),
);

/** Two sets of names: what a rule about facts may ask, and what a rule about an owner's period may ask. */
export function environmentsFor(vocabulary: Vocabulary): Environments {
  const { attributes, numbers } = vocabulary;
  const numberFields = Object.fromEntries(numbers.map(name => [name, 'double']));
  const unit = { id: 'string', group: 'string', classes: 'list<string>', ...numberFields };
  const person = { id: 'string', role: 'string', classes: 'list<string>', ...numberFields };
  const base = (functions: Environment) =>
    functions
      .clone()
      .registerVariable({ name: 'unit', schema: unit })
      .registerVariable({ name: 'person', schema: person })
      .registerVariable('now', 'double')
      .registerVariable('base', 'double');
  const fact = base(OF_FACTS)
    .registerVariable('kind', 'string')
    .registerVariable('joint', 'double')
    .registerVariable('authors', 'double')
    .registerVariable('on', 'string')
    .registerVariable('booked', 'string')
    .registerVariable({ name: 'author', schema: person })
    .registerVariable('order', 'double');
  for (const attribute of Object.values(attributes)) {
    const type = attribute.type === 'number' ? 'double' : attribute.type === 'yes-no' ? 'bool' : 'string';
    fact.registerVariable(attribute.id, type);
  }
  const period = {
    weeks: 'double',
    days: 'double',
    workdays: 'double',
    months: 'double',
    number: 'double',
    key: 'string',
    ended: 'bool',
  };
  const owner = base(OF_PERIODS).registerVariable({ name: 'period', schema: period });
  for (const environment of [fact, owner]) rememberWords(environment, vocabulary);
  return { fact, owner };
}

/** Expressions are compiled by us; the library only checks the types of these functions. */
function first<T>(value: T): T {
  return value;
}

type Wanted = { environment: Environment; type: 'number' | 'text' | 'yes-no' };

/** Reads and checks an expression; complains in place when it is not one, or yields another type than wanted. */
export function readExpression(
  reading: Reading,
  place: Place,
  { environment, type }: Wanted,
): Expression | undefined {
  const source = readText(reading, place);
  if (source === undefined) return undefined;
  const text = wholeNumbersAsDecimals(source);
  const outcome = environment.check(text);
  if (!outcome.valid) {
    const [message = ''] = String(outcome.error?.message ?? '').split('\n');
    const said = explainMistake(
      { code: outcome.error?.code, message },
      { names: namesIn(environment), functions: callable(environment), fields: OWN_FIELDS },
    );
    complain(reading, place.path, {
      code: 'bad-expression',
      zh: `条件或公式“${source}”有误：${said.zh}`,
      en: `The expression "${source}" is not valid: ${said.en}`,
    });
    return undefined;
  }
  const found = TYPES[String(outcome.type) as keyof typeof TYPES];
  if (found !== type) {
    complain(reading, place.path, {
      code: 'bad-expression',
      zh: `“${source}”应得出${NAMES[type].zh}，实为${found ? NAMES[found].zh : String(outcome.type)}`,
      en: `"${source}" should yield ${NAMES[type].en}, it yields ${found ? NAMES[found].en : String(outcome.type)}`,
    });
    return undefined;
  }
  const { ast } = environment.parse(text);
  const literal = wrongLiteral(ast, environment);
  if (literal) {
    complain(reading, place.path, literal);
    return undefined;
  }
  const names = namesIn(environment).filter(name => !HOLDERS.includes(name));
  return checkShape(reading, place, {
    expression: { source, type, ast, totals: [], kinds: [], others: [] },
    names,
  });
}

/** Names that have fields and are no values themselves. */
const HOLDERS = ['unit', 'person', 'author', 'period'];

const NAMES = {
  number: { zh: '数', en: 'a number' },
  text: { zh: '文字', en: 'a text' },
  'yes-no': { zh: '是或否', en: 'yes or no' },
};

/** Functions that a scheme may call; CEL has others that mean nothing here. */
const CALLS = [
  ...['min', 'max', 'floor', 'ceil', 'round', 'days', 'workdays', 'workday', 'month', 'day', 'weekday'],
  ...['also', 'count', 'earlier', 'first', 'total', 'before', 'lastYear'],
  ...OTHERS,
];

function callable(environment: Environment): string[] {
  const known = new Set(environment.getDefinitions().functions.map(({ name }) => name));
  return [...CALLS, ...METHODS].filter(name => known.has(name));
}

const PERIOD_FIELDS = ['weeks', 'days', 'workdays', 'months', 'number', 'key', 'ended'];
const OWN_FIELDS = (owner: string): readonly string[] =>
  owner === 'period' ? PERIOD_FIELDS : ['id', 'group', 'classes', 'role'];

/** CEL has whole numbers and fractions as two types; here all numbers are decimals. */
function wholeNumbersAsDecimals(source: string): string {
  return source.replace(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*|\d+(\.\d+)?([eE][+-]?\d+)?/g,
    (token, fraction, exponent) => (/^\d/.test(token) && !fraction && !exponent ? `${token}.0` : token),
  );
}

const OPERATORS = [
  'value',
  'id',
  '.',
  'call',
  'rcall',
  'list',
  '?:',
  '||',
  '&&',
  '!_',
  '-_',
  'in',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
];
const METHODS = ['startsWith', 'endsWith', 'contains'];

/** What several units may have in common, so that one of them comes first. */
const FIRST_OF = ['manuscript', 'lead'];

/** Keeps to the part of CEL that the closures know, and collects what total('…'), also('…') and their like name. */
function checkShape(
  reading: Reading,
  { path }: Place,
  { expression, names }: { expression: Expression; names: readonly string[] },
): Expression | undefined {
  const totals: string[] = [];
  const kinds: string[] = [];
  const others: OtherRead[] = [];
  const wrong: string[] = [];
  const past: string[] = [];
  let ever = false as boolean;
  const ownReads: Record<string, string[]> = {
    total: totals,
    before: past,
    lastYear: past,
    also: kinds,
    count: kinds,
    earlier: kinds,
  };
  const visitCall = (name: string, [named, kind]: readonly ASTNode[]): void => {
    const other = name === 'first' ? name : OTHERS.find(read => read === name);
    const own = ownReads[name];
    if (!other && !own) return;
    ever ||= name === 'earlier' && !kind;
    const id = named?.op === 'value' ? String(named.args) : undefined;
    if (id === undefined || (name === 'first' && !FIRST_OF.includes(id))) wrong.push(`${name}(…)`);
    else if (other) others.push({ read: other, id });
    else own?.push(id);
    if (kind && !(kind.op === 'value' && PERIOD_KINDS.includes(String(kind.args) as PeriodKind)))
      wrong.push(`${name}(…, …)`);
  };
  const visit = (node: ASTNode): void => {
    if (!OPERATORS.includes(node.op)) wrong.push(node.op);
    if (node.op === 'rcall' && !METHODS.includes(node.args[0])) wrong.push(node.args[0]);
    if (node.op === 'call' && !CALLS.includes(node.args[0])) wrong.push(`${node.args[0]}(…)`);
    else if (node.op === 'call') visitCall(node.args[0], node.args[1]);
    if (node.op === 'id' && !names.includes(node.args)) wrong.push(node.args);
    // the unit itself is no value: only what it has
    if (node.op !== '.' || node.args[0].op !== 'id') for (const child of childrenOf(node)) visit(child);
  };
  visit(expression.ast);
  if (wrong.length === 0) {
    const back = { ...(past.length > 0 && { past }), ...(ever && { ever }) };
    return { ...expression, totals, kinds, others, ...back };
  }
  complain(reading, path, {
    code: 'bad-expression',
    zh: `“${expression.source}”中的 ${wrong.join('、')} 在计分办法里不能使用`,
    en: `${wrong.join(', ')} in "${expression.source}" cannot be used in a scheme`,
  });
  return undefined;
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}

function childrenOf(node: ASTNode): ASTNode[] {
  return Array.isArray(node.args)
    ? (node.args as unknown[]).flat().filter(isNode)
    : isNode(node.args)
      ? [node.args]
      : [];
}

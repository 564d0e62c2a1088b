/** Conditions and formulas are CEL, parsed and type-checked when the scheme is read; every number is a decimal. */
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { PeriodKind } from './periods.ts';
import { PERIOD_KINDS } from './periods.ts';
import { complain, type Path, type Place, type Reading, readText } from './reading.ts';
import type { Attribute, Expression, OtherRead } from './scheme.ts';

const TYPES = { double: 'number', string: 'text', bool: 'yes-no' } as const;
const LIMITS = { maxAstNodes: 500, maxDepth: 40 };

export type Vocabulary = {
  attributes: Readonly<Record<string, Attribute>>;
  numbers: readonly string[];
};

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
  .registerFunction('weekday(string): double', first);

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

/** Two sets of names: what a rule about facts may ask, and what a rule about an owner's period may ask. */
export function environmentsFor({ attributes, numbers }: Vocabulary): Environments {
  const numberFields = Object.fromEntries(numbers.map(name => [name, 'double']));
  const unit = { id: 'string', group: 'string', classes: 'list<string>', ...numberFields };
  const person = { id: 'string', role: 'string', classes: 'list<string>', ...numberFields };
  const base = () =>
    FUNCTIONS.clone()
      .registerVariable({ name: 'unit', schema: unit })
      .registerVariable({ name: 'person', schema: person })
      .registerVariable('now', 'double')
      .registerVariable('base', 'double');
  const fact = base()
    .registerVariable('kind', 'string')
    .registerVariable('joint', 'double')
    .registerVariable('authors', 'double')
    .registerVariable('on', 'string')
    .registerVariable('booked', 'string')
    .registerVariable({ name: 'author', schema: person })
    .registerFunction('also(string): bool', first)
    .registerFunction('count(string): double', first);
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
  const owner = base()
    .registerVariable({ name: 'period', schema: period })
    .registerFunction('lastYear(string): double', first);
  for (const name of PERIOD_READS)
    owner
      .registerFunction(`${name}(string): double`, first)
      .registerFunction(`${name}(string, string): double`, first);
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
    const [why] = String(outcome.error?.message ?? '').split('\n');
    complain(reading, place.path, {
      code: 'bad-expression',
      zh: `条件或公式“${source}”有误：${inChinese(outcome.error?.code, why ?? '')}`,
      en: `The expression "${source}" is not valid: ${why}`,
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
  return checkShape(reading, place.path, { source, type, ast, totals: [], kinds: [], others: [] });
}

const NAMES = {
  number: { zh: '数', en: 'a number' },
  text: { zh: '文字', en: 'a text' },
  'yes-no': { zh: '是或否', en: 'yes or no' },
};

const REASONS: Record<string, string> = {
  unknown_variable: '用到了未说明的名称',
  no_such_key: '没有这一项',
  no_such_overload: '运算两边的类型不合',
  no_matching_overload: '函数的参数不合',
  unexpected_token: '写法不完整',
  incompatible_ternary_branches: '问号两边的类型不合',
};

function inChinese(code: string | undefined, message: string): string {
  const reason = code ? REASONS[code] : undefined;
  return reason ? `${reason}（${message}）` : message;
}

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

const OWN_READS = ['total', 'before', 'lastYear'];
const KIND_READS = ['also', 'count'];

/** Keeps to the part of CEL that the closures know, and collects what total('…'), also('…') and their like name. */
function checkShape(reading: Reading, path: Path, expression: Expression): Expression | undefined {
  const totals: string[] = [];
  const kinds: string[] = [];
  const others: OtherRead[] = [];
  const wrong: string[] = [];
  let past = false;
  const visitCall = (name: string, [named, kind]: readonly ASTNode[]): void => {
    const other = OTHERS.find(read => read === name);
    if (!other && !OWN_READS.includes(name) && !KIND_READS.includes(name)) return;
    const id = named?.op === 'value' ? String(named.args) : undefined;
    if (id === undefined) wrong.push(`${name}(…)`);
    else if (other) others.push({ read: other, id });
    else (KIND_READS.includes(name) ? kinds : totals).push(id);
    past ||= name === 'before' || name === 'lastYear';
    if (kind && !(kind.op === 'value' && PERIOD_KINDS.includes(String(kind.args) as PeriodKind)))
      wrong.push(`${name}(…, …)`);
  };
  const visit = (node: ASTNode): void => {
    if (!OPERATORS.includes(node.op)) wrong.push(node.op);
    if (node.op === 'rcall' && !METHODS.includes(node.args[0])) wrong.push(node.args[0]);
    if (node.op === 'call') visitCall(node.args[0], node.args[1]);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expression.ast);
  if (wrong.length === 0) return { ...expression, totals, kinds, others, ...(past ? { past } : {}) };
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

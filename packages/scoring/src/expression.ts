/**
 * Conditions and formulas are CEL. They are parsed and type-checked when the scheme is read, then compiled to closures
 * over exact decimals: every number in an expression is a decimal, 5 / 2 is 2.5, and division by zero gives 0.
 */
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Dec } from './decimal.ts';
import * as decimal from './decimal.ts';
import type { PeriodKind } from './periods.ts';
import { PERIOD_KINDS } from './periods.ts';
import { complain, type Path, type Place, type Reading, readText } from './reading.ts';
import type { Attribute } from './scheme.ts';

export type Expression = {
  source: string;
  type: 'number' | 'text' | 'yes-no';
  ast: ASTNode;
  /** Ids named in total('…'). */
  totals: readonly string[];
};

export type Value = Dec | string | boolean | readonly string[];

/** What an expression may look at while it runs. */
export type Scope = {
  /** The getter of a name such as `level` or `unit.staff`; undefined when there is no such name. */
  lookup(name: string, field?: string): ((scene: never) => Value) | undefined;
};

const TYPES = { double: 'number', string: 'text', bool: 'yes-no' } as const;
const LIMITS = { maxAstNodes: 500, maxDepth: 40 };

export type Vocabulary = {
  attributes: Readonly<Record<string, Attribute>>;
  numbers: readonly string[];
};

export type Environments = { fact: Environment; owner: Environment };

/** Two sets of names: what a rule about facts may ask, and what a rule about an owner's period may ask. */
export function environmentsFor({ attributes, numbers }: Vocabulary): Environments {
  const numberFields = Object.fromEntries(numbers.map(name => [name, 'double']));
  const unit = { id: 'string', group: 'string', classes: 'list<string>', ...numberFields };
  const person = { id: 'string', role: 'string', classes: 'list<string>', ...numberFields };
  const base = () =>
    new Environment({ limits: LIMITS })
      .registerVariable({ name: 'unit', schema: unit })
      .registerVariable({ name: 'person', schema: person })
      .registerVariable('now', 'double')
      .registerVariable('base', 'double')
      .registerFunction('min(double, double): double', first)
      .registerFunction('max(double, double): double', first)
      .registerFunction('floor(double): double', first)
      .registerFunction('ceil(double): double', first)
      .registerFunction('round(double): double', first);
  const fact = base()
    .registerVariable('kind', 'string')
    .registerVariable('joint', 'double')
    .registerVariable('authors', 'double');
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
  };
  const owner = base()
    .registerVariable({ name: 'period', schema: period })
    .registerFunction('total(string): double', first)
    .registerFunction('total(string, string): double', first);
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
  return checkShape(reading, place.path, { source, type, ast, totals: [] });
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

/** Keeps to the part of CEL that the closures know, and collects what total('…') names. */
function checkShape(reading: Reading, path: Path, expression: Expression): Expression | undefined {
  const totals: string[] = [];
  const wrong: string[] = [];
  const visit = (node: ASTNode): void => {
    if (!OPERATORS.includes(node.op)) wrong.push(node.op);
    if (node.op === 'rcall' && !METHODS.includes(node.args[0])) wrong.push(node.args[0]);
    if (node.op === 'call' && node.args[0] === 'total') {
      const [id, kind] = node.args[1];
      if (id?.op !== 'value') wrong.push('total(…)');
      else totals.push(String(id.args));
      if (kind && !(kind.op === 'value' && PERIOD_KINDS.includes(String(kind.args) as PeriodKind)))
        wrong.push('total(…, …)');
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expression.ast);
  if (wrong.length === 0) return { ...expression, totals };
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

type Getter = (scene: never) => Value;

/** The expression as a function of the scene. Names are resolved once, here. */
export function compileExpression<S, V extends Value>(expression: Expression, scope: Scope): (scene: S) => V {
  return compileNode(expression.ast, scope) as unknown as (scene: S) => V;
}

function compileNode(node: ASTNode, scope: Scope): Getter {
  switch (node.op) {
    case 'value':
      return constant(node.args);
    case 'id':
      return named(scope, node.args);
    case '.': {
      const [owner, field] = node.args;
      return named(scope, owner.op === 'id' ? owner.args : '', field);
    }
    case 'list': {
      const items = node.args.map(item => compileNode(item, scope));
      if (node.args.every(item => item.op === 'value')) {
        const words = items.map(item => item(undefined as never) as string);
        return () => words;
      }
      return scene => items.map(item => item(scene) as string);
    }
    case 'call':
      return compileCall(node.args[0], node.args[1], scope);
    case 'rcall': {
      const [method, target, [argument]] = node.args;
      return compileMethod({
        method,
        target: compileNode(target, scope),
        argument: compileNode(argument as ASTNode, scope),
      });
    }
    case '?:': {
      const [test, yes, no] = node.args.map(part => compileNode(part, scope)) as [Getter, Getter, Getter];
      return scene => (test(scene) ? yes(scene) : no(scene));
    }
    case '!_': {
      const inner = compileNode(node.args, scope);
      return scene => !inner(scene);
    }
    case '-_': {
      const inner = compileNode(node.args, scope);
      return scene => decimal.negate(inner(scene) as Dec);
    }
    default: {
      const [left, right] = node.args as [ASTNode, ASTNode];
      return compileBinary(node.op, compileNode(left, scope), compileNode(right, scope));
    }
  }
}

function constant(value: unknown): Getter {
  if (typeof value === 'number') {
    const fixed = decimal.parseDecimal(String(value)) ?? decimal.fromNumber(value) ?? 0;
    return () => fixed;
  }
  return () => value as Value;
}

function named(scope: Scope, name: string, field?: string): Getter {
  const getter = scope.lookup(name, field);
  if (!getter)
    throw new Error(`the checked expression names ${name}.${field ?? ''}, which the scope does not have`);
  return getter;
}

function compileCall(name: string, args: readonly ASTNode[], scope: Scope): Getter {
  if (name === 'total') {
    const [id, kind] = args.map(arg => String(arg.args));
    return named(scope, `total:${id}`, kind);
  }
  const [a, b] = args.map(arg => compileNode(arg, scope)) as [Getter, Getter];
  const one =
    (f: (x: Dec) => Dec): Getter =>
    scene =>
      f(a(scene) as Dec);
  const two =
    (f: (x: Dec, y: Dec) => Dec): Getter =>
    scene =>
      f(a(scene) as Dec, b(scene) as Dec);
  const functions: Record<string, () => Getter> = {
    min: () => two(decimal.least),
    max: () => two(decimal.greatest),
    floor: () => one(decimal.floor),
    ceil: () => one(decimal.ceiling),
    round: () => one(x => decimal.roundTo(x, 0, 'half-up')),
  };
  const build = functions[name];
  if (!build) throw new Error(`the checked expression calls ${name}`);
  return build();
}

function compileMethod({
  method,
  target,
  argument,
}: {
  method: string;
  target: Getter;
  argument: Getter;
}): Getter {
  return scene => {
    const [text, part] = [target(scene) as string, argument(scene) as string];
    return method === 'startsWith'
      ? text.startsWith(part)
      : method === 'endsWith'
        ? text.endsWith(part)
        : text.includes(part);
  };
}

function compileBinary(op: string, left: Getter, right: Getter): Getter {
  const numbers =
    (f: (a: Dec, b: Dec) => Value): Getter =>
    scene =>
      f(left(scene) as Dec, right(scene) as Dec);
  const builders: Record<string, () => Getter> = {
    '&&': () => scene => Boolean(left(scene)) && Boolean(right(scene)),
    '||': () => scene => Boolean(left(scene)) || Boolean(right(scene)),
    in: () => scene => (right(scene) as readonly string[]).includes(left(scene) as string),
    '==': () => scene => same(left(scene), right(scene)),
    '!=': () => scene => !same(left(scene), right(scene)),
    '<': () => numbers((a, b) => decimal.compare(a, b) < 0),
    '<=': () => numbers((a, b) => decimal.compare(a, b) <= 0),
    '>': () => numbers((a, b) => decimal.compare(a, b) > 0),
    '>=': () => numbers((a, b) => decimal.compare(a, b) >= 0),
    '+': () => scene => plus(left(scene), right(scene)),
    '-': () => numbers(decimal.subtract),
    '*': () => numbers(decimal.multiply),
    '/': () => numbers((a, b) => (decimal.compare(b, 0) === 0 ? 0 : decimal.divide(a, b))),
  };
  const build = builders[op];
  if (!build) throw new Error(`the checked expression uses ${op}`);
  return build();
}

function plus(a: Value, b: Value): Value {
  return typeof a === 'string' ? a + String(b) : decimal.add(a as Dec, b as Dec);
}

function same(a: Value, b: Value): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && decimal.compare(a as Dec, b as Dec) === 0)
  );
}

/**
 * Checked expressions as closures over exact decimals. Numbers are decimals throughout: 5 / 2 is 2.5, and a division by
 * zero gives 0, because a rate of nothing is shown as nothing.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Dec } from './decimal.ts';
import * as decimal from './decimal.ts';
import { parseDay } from './periods.ts';
import type { Expression } from './scheme.ts';

export type Value = Dec | string | boolean | readonly string[];

/** What an expression may look at while it runs. */
export type Scope = {
  /** The getter of a name such as `level` or `unit.staff`; undefined when there is no such name. */
  lookup(name: string, field?: string): ((scene: never) => Value) | undefined;
};

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

/** Calls that name what they read; the name is resolved once, like a variable. */
const READS = [
  'total',
  'before',
  'lastYear',
  'also',
  'count',
  'unitTotal',
  'personsTotal',
  'partsTotal',
  'place',
  'worth',
  'highest',
  'mean',
  'earlier',
  'first',
];

type Days = { workdays(from: number, to: number): number };

/** Days are texts ('2026-03-12'); what is no day counts 0. */
function dayFunctions(a: (scene: Days) => string, b: (scene: Days) => string): Record<string, () => Getter> {
  const part = (read: (day: number, text: string) => number) => () =>
    ((scene: Days) => {
      const text = a(scene);
      const day = parseDay(text);
      return day === null ? 0 : decimal.whole(read(day, text));
    }) as unknown as Getter;
  const between = (read: (scene: Days, from: number, to: number) => number) => () =>
    ((scene: Days) => {
      const [from, to] = [parseDay(a(scene)), parseDay(b(scene))];
      return from === null || to === null ? 0 : decimal.whole(read(scene, from, to));
    }) as unknown as Getter;
  return {
    days: between((_, from, to) => to - from),
    workdays: between((scene, from, to) => scene.workdays(from, to)),
    month: part((_, text) => Number(text.slice(5, 7))),
    day: part((_, text) => Number(text.slice(8))),
    workday: () =>
      ((scene: Days) => {
        const day = parseDay(a(scene));
        return day !== null && scene.workdays(day - 1, day) === 1;
      }) as unknown as Getter,
    weekday: part(day => ((((day + 3) % 7) + 7) % 7) + 1),
  };
}

function compileCall(name: string, args: readonly ASTNode[], scope: Scope): Getter {
  if (READS.includes(name)) {
    const [id, kind] = args.map(arg => String(arg.args));
    return named(scope, `${name}:${id}`, kind);
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
    ...dayFunctions(a as never, b as never),
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
    '<': () => numbers((a, b) => order(a, b) < 0),
    '<=': () => numbers((a, b) => order(a, b) <= 0),
    '>': () => numbers((a, b) => order(a, b) > 0),
    '>=': () => numbers((a, b) => order(a, b) >= 0),
    '+': () => scene => plus(left(scene), right(scene)),
    '-': () => numbers(decimal.subtract),
    '*': () => numbers(decimal.multiply),
    '/': () => numbers((a, b) => (decimal.compare(b, 0) === 0 ? 0 : decimal.divide(a, b))),
  };
  const build = builders[op];
  if (!build) throw new Error(`the checked expression uses ${op}`);
  return build();
}

/** Numbers by size, texts (and with them days) letter by letter. */
function order(a: Dec | string, b: Dec | string): number {
  if (typeof a === 'string' || typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return decimal.compare(a, b);
}

function plus(a: Value, b: Value): Value {
  return typeof a === 'string' ? a + String(b) : decimal.add(a as Dec, b as Dec);
}

function same(a: Value, b: Value): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && decimal.compare(a as Dec, b as Dec) === 0)
  );
}

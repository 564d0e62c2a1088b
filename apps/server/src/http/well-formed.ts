/**
 * The same value with every half of a surrogate pair replaced by U+FFFD: such text comes from cutting through an emoji,
 * and neither UTF-8 nor the database's JSON can carry it. Files and other classes pass untouched.
 */
export function wellFormed(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) throw new TooDeep();
  if (Array.isArray(value)) return value.map(each => wellFormed(each, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wellFormed(each, depth + 1)]));
}

/** No input has a place so deep; walking on would end on the stack. */
const DEEPEST = 100;

export class TooDeep extends Error {}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

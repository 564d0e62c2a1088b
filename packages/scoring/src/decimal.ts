/**
 * Exact decimals. A value is a whole number of millionths held in a JavaScript number while that is exact, and an
 * exact fraction of two BigInts otherwise: nothing is ever rounded except by `roundTo`.
 */
export type Dec = number | Fraction;
export type Fraction = { readonly n: bigint; readonly d: bigint };

/** How a value is brought to a number of decimals. `half-up` rounds a half away from zero. */
export type RoundingMode = 'half-up' | 'half-down' | 'half-even' | 'down' | 'up';
export const ROUNDING_MODES = [
  'half-up',
  'half-down',
  'half-even',
  'down',
  'up',
] as const satisfies readonly RoundingMode[];

/** Decimals that the fast form holds; also the most that a line of a ledger may show. */
export const GRID_PLACES = 6;
export const ONE = 1_000_000;
const ONE_BIG = 1_000_000n;
const SAFE = Number.MAX_SAFE_INTEGER;
const PATTERN = /^[+-]?(\d{1,15})(\.(\d{1,6}))?$/;

/** Reads "62.5", "-3", "+0.25": at most 15 digits before and 6 after the point. Null when it is anything else. */
export function parseDecimal(text: string): Dec | null {
  const match = PATTERN.exec(text.trim());
  if (!match) return null;
  const sign = text.trim().startsWith('-') ? -1n : 1n;
  const fraction = (match[3] ?? '').padEnd(GRID_PLACES, '0');
  return settle(sign * (BigInt(match[1] ?? '0') * ONE_BIG + BigInt(fraction)), ONE_BIG);
}

/** A decimal, or a fraction of two whole numbers such as "1/3". */
export function parseQuantity(text: string): Dec | null {
  const match = /^(\d{1,9})\/([1-9]\d{0,8})$/.exec(text);
  return match ? divide(whole(Number(match[1])), whole(Number(match[2]))) : parseDecimal(text);
}

/** The exact decimal of a whole number. */
export function whole(value: number): Dec {
  const scaled = value * ONE;
  return Math.abs(scaled) <= SAFE ? scaled : settle(BigInt(value), 1n);
}

/**
 * The decimal that a JavaScript number prints as. Numbers reach us from spreadsheets and JSON, where 0.1 means one
 * tenth. Null for infinities, not-a-number and what needs more than 15 digits before the point.
 */
export function fromNumber(value: number): Dec | null {
  if (Number.isInteger(value) && Math.abs(value) <= 9_000_000_000) return value * ONE;
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  return parseDecimal(Number(value.toFixed(GRID_PLACES)).toFixed(GRID_PLACES));
}

function big(a: Dec): Fraction {
  return typeof a === 'number' ? { n: BigInt(a), d: ONE_BIG } : a;
}

/** The simplest form of n/d: a number when it lies on the grid and is safe, else a reduced fraction. */
function settle(n: bigint, d: bigint): Dec {
  const [top, bottom] = d < 0n ? [-n, -d] : [n, d];
  const scaled = top * ONE_BIG;
  if (scaled % bottom === 0n) {
    const value = scaled / bottom;
    if (value <= BigInt(SAFE) && value >= -BigInt(SAFE)) return Number(value);
  }
  const divisor = gcd(top < 0n ? -top : top, bottom);
  return { n: top / divisor, d: bottom / divisor };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function add(a: Dec, b: Dec): Dec {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum <= SAFE && sum >= -SAFE) return sum;
  }
  const [x, y] = [big(a), big(b)];
  return settle(x.n * y.d + y.n * x.d, x.d * y.d);
}

export function negate(a: Dec): Dec {
  // 0 - a, because -0 would print as "-0" and differ from 0 under Object.is
  return typeof a === 'number' ? 0 - a : { n: -a.n, d: a.d };
}

export function subtract(a: Dec, b: Dec): Dec {
  return add(a, negate(b));
}

export function multiply(a: Dec, b: Dec): Dec {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = b % ONE === 0 ? a * (b / ONE) : a % ONE === 0 ? (a / ONE) * b : (a * b) / ONE;
    if (Math.abs(a * b) <= SAFE && Number.isInteger(product)) return product + 0;
    if (b % ONE === 0 && Math.abs(product) <= SAFE) return product + 0;
  }
  const [x, y] = [big(a), big(b)];
  return settle(x.n * y.n, x.d * y.d);
}

/** a ÷ b, exact. The caller makes sure that b is not zero. */
export function divide(a: Dec, b: Dec): Dec {
  const [x, y] = [big(a), big(b)];
  if (y.n === 0n) throw new RangeError('division by zero');
  return settle(x.n * y.d, x.d * y.n);
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Dec, b: Dec): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [big(a), big(b)];
  const difference = x.n * y.d - y.n * x.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function least(a: Dec, b: Dec): Dec {
  return compare(a, b) <= 0 ? a : b;
}

export function greatest(a: Dec, b: Dec): Dec {
  return compare(a, b) >= 0 ? a : b;
}

/** The value with at most `places` decimals. The one place where digits are lost. */
export function roundTo(a: Dec, places: number, mode: RoundingMode): Dec {
  if (typeof a === 'number') {
    const unit = 10 ** (GRID_PLACES - places);
    const rest = a % unit;
    if (rest === 0) return a;
    const low = a - rest;
    return (
      low +
      roundStep({ rest: Math.abs(rest) * 2, unit, odd: Math.abs(low / unit) % 2 === 1, mode }) *
        (a < 0 ? -unit : unit)
    );
  }
  const scale = 10n ** BigInt(places);
  const size = a.n < 0n ? -a.n : a.n;
  const whole = (size * scale) / a.d;
  const rest = (size * scale) % a.d;
  const half = rest * 2n === a.d ? 1 : rest * 2n > a.d ? 2 : rest === 0n ? -1 : 0;
  const up = half !== -1 && (mode === 'up' || (mode !== 'down' && isUp(mode, half, whole % 2n === 1n)));
  const units = whole + (up ? 1n : 0n);
  return settle(a.n < 0n ? -units : units, scale);
}

/** Whether a part of at least a half goes up; `half` is 1 for just a half, 2 for more. */
function isUp(mode: RoundingMode, half: number, odd: boolean): boolean {
  return half === 2 || (half === 1 && (mode === 'half-up' || (mode === 'half-even' && odd)));
}

function roundStep({
  rest,
  unit,
  odd,
  mode,
}: {
  rest: number;
  unit: number;
  odd: boolean;
  mode: RoundingMode;
}): 0 | 1 {
  if (mode === 'down') return 0;
  if (mode === 'up') return 1;
  if (rest > unit) return 1;
  return rest === unit && (mode === 'half-up' || (mode === 'half-even' && odd)) ? 1 : 0;
}

/** The greatest whole number not above a. */
export function floor(a: Dec): Dec {
  return compare(a, 0) >= 0 ? roundTo(a, 0, 'down') : roundTo(a, 0, 'up');
}

/** The least whole number not below a. */
export function ceiling(a: Dec): Dec {
  return compare(a, 0) >= 0 ? roundTo(a, 0, 'up') : roundTo(a, 0, 'down');
}

/**
 * "62.5", "-3", "0": without trailing zeros. A value that has no finite form of 6 decimals (a third) is shown rounded
 * half up to 6 decimals; what a ledger books has always been rounded before.
 */
export function formatDecimal(a: Dec): string {
  if (typeof a === 'number' && a % ONE === 0) return String(a / ONE + 0);
  const value = roundTo(a, GRID_PLACES, 'half-up');
  const scaled = typeof value === 'number' ? BigInt(value) : (value.n * ONE_BIG) / value.d;
  const size = scaled < 0n ? -scaled : scaled;
  const fraction = (size % ONE_BIG).toString().padStart(GRID_PLACES, '0').replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${size / ONE_BIG}${fraction ? `.${fraction}` : ''}`;
}

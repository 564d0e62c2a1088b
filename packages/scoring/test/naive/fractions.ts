/** Plain fractions, never shortened: as slow and as simple as school. */
export type Q = { n: bigint; d: bigint };

export const q = (n: number | bigint, d: number | bigint = 1): Q =>
  BigInt(d) < 0n ? { n: -BigInt(n), d: -BigInt(d) } : { n: BigInt(n), d: BigInt(d) };
export const ZERO = q(0);
export const plus = (a: Q, b: Q): Q => q(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Q, b: Q): Q => plus(a, q(-b.n, b.d));
export const mul = (a: Q, b: Q): Q => q(a.n * b.n, a.d * b.d);
/** Division by nothing gives nothing, as the reference says. */
export const over = (a: Q, b: Q): Q => (b.n === 0n ? ZERO : q(a.n * b.d, a.d * b.n));
export const cmp = (a: Q, b: Q): number => {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
};
export const most = (a: Q, cap: Q): Q => (cmp(a, cap) > 0 ? cap : a);
export const least = (a: Q, floor: Q): Q => (cmp(a, floor) < 0 ? floor : a);
export const sum = (list: readonly Q[]): Q => list.reduce(plus, ZERO);
export const same = (a: Q, b: Q): boolean => cmp(a, b) === 0;

/** "2.5", "-3" or "1/3" as a fraction. */
export function read(text: string): Q {
  const [top = '', bottom] = text.split('/');
  if (bottom !== undefined) return q(BigInt(top), BigInt(bottom));
  const [whole = '', rest = ''] = text.replace('-', '').split('.');
  const size = q(BigInt(whole + rest), 10n ** BigInt(rest.length));
  return text.startsWith('-') ? minus(ZERO, size) : size;
}

export const down = (a: Q): Q => q(a.n >= 0n ? a.n / a.d : -((-a.n + a.d - 1n) / a.d));
export const up = (a: Q): Q => minus(ZERO, down(minus(ZERO, a)));

export type Mode = 'half-up' | 'half-down' | 'half-even' | 'down' | 'up';

/** Rounds the size of a number and puts the sign back. */
export function round(a: Q, places: number, mode: Mode): Q {
  const scale = q(10n ** BigInt(places));
  const size = mul(a.n < 0n ? minus(ZERO, a) : a, scale);
  const low = down(size);
  const rest = minus(size, low);
  const half = cmp(rest, q(1, 2));
  const goesUp =
    rest.n !== 0n &&
    (mode === 'up' ||
      (mode !== 'down' &&
        (half > 0 || (half === 0 && (mode === 'half-up' || (mode === 'half-even' && low.n % 2n !== 0n))))));
  const whole = goesUp ? plus(low, q(1)) : low;
  const back = over(whole, scale);
  return a.n < 0n ? minus(ZERO, back) : back;
}

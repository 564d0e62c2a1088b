import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  ceiling,
  compare,
  type Dec,
  divide,
  floor,
  formatDecimal,
  fromNumber,
  multiply,
  parseDecimal,
  roundTo,
  subtract,
} from './decimal.ts';

const dec = (text: string): Dec => {
  const value = parseDecimal(text);
  if (value === null) throw new Error(text);
  return value;
};
/** A decimal with up to six places as a BigInt of millionths, and as text. */
const decimalText = fc
  .tuple(fc.bigInt({ min: 1n - 10n ** 15n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, places]) => {
    const size = units < 0n ? -units : units;
    const scale = 10n ** BigInt(places);
    const fraction = places === 0 ? '' : `.${(size % scale).toString().padStart(places, '0')}`;
    return `${units < 0n ? '-' : ''}${size / scale}${fraction}`;
  });
const millionths = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return text.startsWith('-') ? -size : size;
};

describe('exact decimals', () => {
  test.each([
    ['62.5', '62.5'],
    ['-3', '-3'],
    ['+0.25', '0.25'],
    ['007.10', '7.1'],
    ['-0', '0'],
    ['0.000001', '0.000001'],
    ['999999999999999.999999', '999999999999999.999999'],
  ])('%s prints as %s', (text, printed) => expect(formatDecimal(dec(text))).toBe(printed));

  test.each(['', '1e3', '1.', '.5', '1.1234567', '1,000', '１', 'NaN', '1234567890123456'])(
    '%j is not a decimal',
    text => {
      expect(parseDecimal(text)).toBeNull();
    },
  );

  test('what binary fractions get wrong comes out right', () => {
    expect(formatDecimal(add(dec('0.1'), dec('0.2')))).toBe('0.3');
    expect(formatDecimal(multiply(dec('1.005'), dec('100')))).toBe('100.5');
    expect(fromNumber(0.1)).toBe(dec('0.1'));
    expect(fromNumber(Number.NaN)).toBeNull();
    expect(fromNumber(1e15)).toBeNull();
  });

  test('a third of ten, three times, is ten again', () => {
    const third = divide(dec('10'), dec('3'));
    expect(formatDecimal(multiply(third, dec('3')))).toBe('10');
    expect(formatDecimal(roundTo(third, 2, 'half-up'))).toBe('3.33');
  });

  test('sums and differences agree with whole millionths', () => {
    fc.assert(
      fc.property(decimalText, decimalText, (a, b) => {
        expect(millionths(formatDecimal(add(dec(a), dec(b))))).toBe(millionths(a) + millionths(b));
        expect(millionths(formatDecimal(subtract(dec(a), dec(b))))).toBe(millionths(a) - millionths(b));
        expect(Math.sign(compare(dec(a), dec(b)))).toBe(
          Number(millionths(a) > millionths(b)) - Number(millionths(a) < millionths(b)),
        );
      }),
    );
  });

  test('a product divided by one factor is the other', () => {
    fc.assert(
      fc.property(decimalText, decimalText, (a, b) => {
        fc.pre(millionths(b) !== 0n);
        expect(compare(divide(multiply(dec(a), dec(b)), dec(b)), dec(a))).toBe(0);
      }),
    );
  });

  test.each([
    ['2.5', 0, 'half-up', '3'],
    ['-2.5', 0, 'half-up', '-3'],
    ['2.5', 0, 'half-even', '2'],
    ['3.5', 0, 'half-even', '4'],
    ['2.51', 0, 'half-even', '3'],
    ['2.9', 0, 'down', '2'],
    ['-2.9', 0, 'down', '-2'],
    ['2.1', 0, 'up', '3'],
    ['-2.1', 0, 'up', '-3'],
    ['62.345', 2, 'half-up', '62.35'],
    ['62.344999', 2, 'half-up', '62.34'],
    ['7', 2, 'up', '7'],
  ] as const)('%s to %i places, %s, is %s', (text, places, mode, expected) => {
    expect(formatDecimal(roundTo(dec(text), places, mode))).toBe(expected);
    const fraction = divide(multiply(dec(text), dec('3')), dec('3'));
    expect(formatDecimal(roundTo(fraction, places, mode))).toBe(expected);
  });

  test('fractions round as the grid does', () => {
    const half = divide(dec('1'), dec('8'));
    expect(formatDecimal(roundTo(half, 2, 'half-even'))).toBe('0.12');
    expect(formatDecimal(roundTo(divide(dec('-2'), dec('3')), 0, 'half-up'))).toBe('-1');
  });

  test('floor and ceiling go down and up, also below zero', () => {
    expect(
      [floor(dec('-2.1')), ceiling(dec('-2.1')), floor(dec('2.1')), ceiling(dec('2.1'))].map(formatDecimal),
    ).toEqual(['-3', '-2', '2', '3']);
    expect(formatDecimal(floor(divide(dec('7'), dec('3'))))).toBe('2');
  });
});

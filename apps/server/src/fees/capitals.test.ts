import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inCapitals } from './capitals.ts';

/** The first six are the worked examples of 《支付结算办法》附一. */
test.each([
  [140950n, '壹仟肆佰零玖元伍角'],
  [600714n, '陆仟零柒元壹角肆分'],
  [168032n, '壹仟陆佰捌拾元零叁角贰分'],
  [10700053n, '壹拾万柒仟元零伍角叁分'],
  [1640902n, '壹万陆仟肆佰零玖元零贰分'],
  [32504n, '叁佰贰拾伍元零肆分'],
  [0n, '零元整'],
  [5n, '伍分'],
  [50n, '伍角'],
  [55n, '伍角伍分'],
  [100n, '壹元整'],
  [1000n, '壹拾元整'],
  [11000n, '壹佰壹拾元整'],
  [100100n, '壹仟零壹元整'],
  [1000000n, '壹万元整'],
  [1000100n, '壹万零壹元整'],
  [1001000n, '壹万零壹拾元整'],
  [10010000n, '壹拾万零壹佰元整'],
  [100000000n, '壹佰万元整'],
  [100010000n, '壹佰万零壹佰元整'],
  [10000000000n, '壹亿元整'],
  [10000000100n, '壹亿零壹元整'],
  [10000100000n, '壹亿零壹仟元整'],
  [10001000000n, '壹亿零壹万元整'],
  [123456789012n, '壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元零壹角贰分'],
  [-2050n, '负贰拾元零伍角'],
])('%s fen is %s', (fen, words) => {
  expect(inCapitals(fen)).toBe(words);
});

test('no two sums are written alike, and no zero stands twice or last', () => {
  const fen = fc.bigInt({ min: 0n, max: 10n ** 14n });
  fc.assert(
    fc.property(fen, fen, (a, b) => {
      const words = inCapitals(a);
      expect(words).not.toMatch(/零零|零[万亿整]|零$/);
      if (a !== b) expect(words).not.toBe(inCapitals(b));
    }),
  );
});

test('beyond the words there is an error and no wrong sum', () => {
  expect(() => inCapitals(10n ** 18n)).toThrow(RangeError);
});

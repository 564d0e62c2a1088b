import { expect, test } from 'vitest';
import { money } from './money.ts';

test.each([
  ['1234.5', '1,234.50'],
  ['0', '0.00'],
  ['-33.33', '−33.33'],
  ['1000000.00', '1,000,000.00'],
])('%s is shown as %s', (yuan, shown) => {
  expect(money(yuan)).toBe(shown);
});

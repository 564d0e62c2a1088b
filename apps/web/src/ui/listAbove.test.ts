import { expect, it } from 'vitest';
import { listAbove } from './listAbove.ts';

it.each([
  ['/manuscripts/man_1', '/manuscripts'],
  ['/manuscripts/man_1/text', '/manuscripts'],
  ['/standings/objections/obj_1', '/standings/objections'],
  ['/manuscripts', '/'],
  ['/network/nothing', '/'],
])('%s stands in %s', (pathname, list) => {
  expect(listAbove(pathname)).toBe(list);
});

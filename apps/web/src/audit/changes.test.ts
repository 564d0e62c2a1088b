import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedParts } from './changes.ts';

test('only what changed is told, by its path', () => {
  const before = { title: '夜市', body: [{ text: '甲' }, { text: '乙' }], late: false };
  const after = { title: '夜市', body: [{ text: '甲' }, { text: '丙' }], late: true };
  expect(changedParts(before, after)).toEqual([
    { path: 'body.1.text', before: '乙', after: '丙' },
    { path: 'late', before: 'false', after: 'true' },
  ]);
});

test('what begins has no before, what ends has no after', () => {
  expect(changedParts(null, { name: '城东中队' })).toEqual([
    { path: 'name', before: null, after: '城东中队' },
  ]);
  expect(changedParts({ name: '城东中队' }, null)).toEqual([
    { path: 'name', before: '城东中队', after: null },
  ]);
});

test('empty values and missing ones are the same', () => {
  expect(changedParts({ a: null, b: [] }, {})).toEqual([]);
});

test('a thing does not differ from its copy', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(changedParts(value, structuredClone(value))).toEqual([]);
    }),
  );
});

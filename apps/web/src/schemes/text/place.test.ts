import { expect, test } from 'vitest';
import { placeAt } from './place.ts';

/** The place of the mark `|` in a text. */
function at(marked: string) {
  const position = marked.indexOf('¦');
  const place = placeAt(marked.replace('¦', ''), position);
  return place && [place.in, place.path.join('/'), place.written];
}

test.each([
  ['ti¦', ['key', '', 'ti']],
  ['title: 样¦', ['value', 'title', '样']],
  ['kinds:\n  ad¦', ['key', 'kinds', 'ad']],
  ['kinds:\n  adopted: 采用\n  ¦', ['key', 'kinds', '']],
  ['clauses:\n  - id: a\n    ru¦', ['key', 'clauses/0', 'ru']],
  ['clauses:\n  - id: a\n  - id: b\n    ledger: m¦', ['value', 'clauses/1/ledger', 'm']],
  ['clauses:\n- id: a\n  steps:\n  - select: { kind: adopted }\n  - va¦', ['key', 'clauses/0/steps/1', 'va']],
  ['a:\n  - b: { kind: [x, y¦', ['value', 'a/0/b/kind/1', 'y']],
  ['a:\n  - b: { kind: x, wh¦', ['key', 'a/0/b', 'wh']],
  ['a:\n  - b: { kind: x,\n      where: le¦', ['value', 'a/0/b/where', 'le']],
  ['a: { b: { c: 1 }, d: ¦', ['value', 'a/d', '']],
  ['a: { b: "x, y", ¦', ['key', 'a', '']],
  ["a: { en: the unit's }\nb: ¦", ['value', 'b', '']],
  ['a: &same { b: ¦', ['value', 'a/b', '']],
  ['a:\n  b: { c: 1 }\nd¦', ['key', '', 'd']],
  ['a: # why: ¦', null],
  ['# a¦', null],
  ['a: |\n  some tex¦', null],
  ['a: |\n  some text\nb¦', ['key', '', 'b']],
])('%j', (marked, place) => {
  expect(at(marked)).toEqual(place);
});

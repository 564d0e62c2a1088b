import { expect, test } from 'vitest';
import { type Closing, canonicalJson, contentOf, grouped, seal } from './canonical.ts';

const CLOSING: Closing = {
  body: 'bod_1',
  period: '2026-Q1',
  from: '2026-01-01',
  to: '2026-03-31',
  number: 2,
  previous: '0'.repeat(64),
  closedAt: '2026-04-15T02:00:00.000Z',
  sections: {
    schemes: [{ id: 'sch_1', name: '计分办法', from: '2026-01-01', to: null, text: 'name: 计分办法\n' }],
    facts: [
      {
        id: 'fac_2',
        kind: 'adopted',
        on: '2026-03-05',
        attrs: { level: 'district', late: false, words: 800 },
        persons: ['per_1'],
      },
      { id: 'fac_1', kind: 'submitted', on: '2026-02-01', attrs: {}, persons: [] },
    ],
    lines: [
      { id: '𠮷', points: '62.5' },
      { id: '，', points: '-2' },
    ],
    totals: [{ kind: 'unit', id: 'unt_1', points: '60.5' }],
    places: [{ kind: 'unit', id: 'unt_1', group: '科室', place: 1, tied: false }],
  },
};

// Worked out by twenty lines of Python (json.dumps with sorted keys, hashlib), which stand in decision 0553.
const HASH = 'b17edcb17663d854651980f788cd0baa91dcd21d8f806efed2735a2cfa8a1ccc';

test('a closing hashes to what an independent program computes', () => {
  const sealed = seal(CLOSING);
  expect(sealed.sections.lines.hash).toBe('4976b9b3fe617f8a37019bdd752f45c5550cfef75c08744486f8ace843f54266');
  expect(sealed.hash).toBe(HASH);
});

test('the order in which rows and keys arrive is no part of it', () => {
  const { sections } = CLOSING;
  const turned = { ...CLOSING, sections: { ...sections, facts: [...sections.facts].reverse() } };
  expect(seal(turned).hash).toBe(HASH);
  expect(canonicalJson({ b: 1, a: [null, true] })).toBe('{"a":[null,true],"b":1}');
});

test('rows stand in the order of their bytes, which is not that of JavaScript', () => {
  expect(contentOf(CLOSING.sections.lines)).toBe('{"id":"，","points":"-2"}\n{"id":"𠮷","points":"62.5"}\n');
  expect(contentOf([])).toBe('');
});

test.each([
  ['a point', { lines: [{ id: '𠮷', points: '62.6' }] }],
  ['a fact left out', { facts: CLOSING.sections.facts.slice(1) }],
  ['a letter of the scheme', { schemes: [{ ...CLOSING.sections.schemes[0], text: 'name: 计分办法' }] }],
  ['a place', { places: [{ ...CLOSING.sections.places[0], place: 2 }] }],
])('%s changes the hash', (_what, changed) => {
  const other = { ...CLOSING, sections: { ...CLOSING.sections, ...changed } } as Closing;
  expect(seal(other).hash).not.toBe(HASH);
});

test('so does the closing before', () => {
  expect(seal({ ...CLOSING, previous: '1'.repeat(64) }).hash).not.toBe(HASH);
});

test('the printed hash can be read out', () => {
  expect(grouped(HASH)).toMatch(/^b17e dcb1 7663 /);
  expect(grouped(HASH).split(' ')).toHaveLength(16);
});

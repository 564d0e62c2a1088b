import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { readDocument } from './document.ts';
import { type Edit, type EditPath, editScheme } from './edit.ts';

const FOLDER = new URL('../schemes/', import.meta.url);
const PRESETS = readdirSync(FOLDER).map(name => readFileSync(new URL(name, FOLDER), 'utf8'));

type Doc = { [key: string]: unknown };
const docOf = (text: string): Doc => parse(text, { maxAliasCount: -1 }) as Doc;

/** Every place of the document with its value. */
function places(value: unknown, path: EditPath = []): { path: EditPath; value: unknown }[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) =>
          places(part, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [{ path, value }, ...below];
}

const comments = (text: string): string[] => text.match(/(?:^|\s)#.*$/gm)?.map(each => each.trim()) ?? [];

const preset = fc.constantFrom(...PRESETS);
const pick = fc.nat(100_000);

test('a value set and set back leaves the text as it was, character by character', () => {
  fc.assert(
    fc.property(preset, pick, fc.oneof(fc.integer(), fc.string(), fc.boolean()), (text, seed, value) => {
      const scalars = places(docOf(text)).filter(place => typeof place.value !== 'object');
      const { path, value: before } = scalars[seed % scalars.length]!;
      const changed = editScheme(text, [{ path, value }])!;
      expect(parseDocument(changed).getIn(path) ?? valueAt(docOf(changed), path)).toEqual(value);
      expect(comments(changed).length).toBeGreaterThanOrEqual(comments(text).length);
      const back = editScheme(changed, [{ path, value: before }])!;
      expect(docOf(back)).toEqual(docOf(text));
      if (typeof before !== 'string' && typeof value !== 'string') expect(back).toBe(text);
    }),
    { numRuns: 150 },
  );
});

function valueAt(doc: unknown, path: EditPath): unknown {
  return path.reduce<unknown>((at, step) => (at as Doc)[step], doc);
}

test('a part moved and moved back leaves the text as it was; comments go with it', () => {
  fc.assert(
    fc.property(preset, pick, pick, pick, (text, which, a, b) => {
      const lists = places(docOf(text)).filter(
        place => place.path.length > 0 && Array.isArray(place.value) && place.value.length > 1,
      );
      const { path, value } = lists[which % lists.length]!;
      const list = value as unknown[];
      const [from, to] = [a % list.length, b % list.length];
      const moved = editScheme(text, [{ do: 'move', path, from, to }]);
      // an anchor cannot stand behind its alias: such a move is refused, never half done
      if (moved === null) return;
      const order = [...list];
      order.splice(to, 0, ...order.splice(from, 1));
      expect(valueAt(docOf(moved), path)).toEqual(order);
      expect(comments(moved).sort()).toEqual(comments(text).sort());
      expect(editScheme(moved, [{ do: 'move', path, from: to, to: from }])).toBe(text);
    }),
    { numRuns: 150 },
  );
});

test('a part inserted and taken away again leaves the text as it was', () => {
  const clause = {
    id: 'new-one',
    rule: '新',
    text: '新增',
    steps: [{ select: { kind: 'adopted' } }, { value: 1 }],
  };
  fc.assert(
    fc.property(
      preset,
      pick,
      pick,
      fc.constantFrom<unknown>(3, '甲：乙', clause),
      (text, which, place, value) => {
        const doc = docOf(text);
        const targets = places(doc).filter(
          each =>
            each.path.length > 0 &&
            typeof each.value === 'object' &&
            Object.keys(each.value ?? {}).length > 0,
        );
        const { path, value: inside } = targets[which % targets.length]!;
        const size = Object.keys(inside as object).length;
        const at = place % (size + 1);
        const list = Array.isArray(inside);
        const edit: Edit = { do: 'insert', path, at, value, ...(!list && { key: 'brand-new' }) };
        const grown = editScheme(text, [edit])!;
        const seen = valueAt(docOf(grown), path) as Doc;
        expect(list ? seen[at] : seen['brand-new']).toEqual(value);
        expect(Object.keys(seen)).toHaveLength(size + 1);
        if (!list) expect(Object.keys(seen)).toEqual(inserted(Object.keys(inside as object), at));
        const gone = editScheme(grown, [{ path: [...path, list ? at : 'brand-new'], value: undefined }]);
        expect(gone).toBe(text);
      },
    ),
    { numRuns: 150 },
  );
});

/** JavaScript lists keys that look like numbers first, wherever they were written. */
function inserted(keys: string[], at: number): string[] {
  if (keys.some(key => /^\d+$/.test(key))) return expect.arrayContaining([...keys, 'brand-new']) as never;
  return [...keys.slice(0, at), 'brand-new', ...keys.slice(at)];
}

test('a clause taken away takes no other line with it', () => {
  for (const text of PRESETS) {
    const { clauses } = docOf(text) as { clauses: { id: string }[] };
    for (const [i] of clauses.entries()) {
      const shorter = editScheme(text, [{ path: ['clauses', i], value: undefined }]);
      if (shorter === null) continue;
      const left = docOf(shorter) as { clauses: unknown[] };
      expect(left.clauses).toEqual(clauses.filter((_, k) => k !== i));
      expect({ ...left, clauses: 0 }).toEqual({ ...docOf(text), clauses: 0 });
    }
  }
});

test('a copied clause follows its original with its comments and a name of its own', () => {
  for (const text of PRESETS) {
    const before = docOf(text) as { clauses: { id: string }[] };
    for (const [i, clause] of before.clauses.entries()) {
      const more = editScheme(text, [{ do: 'copy', path: ['clauses'], at: i, set: { id: 'copied' } }]);
      const { clauses } = docOf(more ?? '') as typeof before;
      expect(clauses[i + 1]).toEqual({ ...clause, id: 'copied' });
      expect(clauses).toHaveLength(before.clauses.length + 1);
    }
  }
});

const TEXT = `# 办法
scheme: sample
title: "样板"   # 名称

clauses:
  # 采用
  - id: adoption # 主要条款
    steps:
      - &taken
        select: { kind: adopted }
      - value: { by: [level, genre], table: { city: { long: 60, brief: 30 } } }

  - id: copies
    steps:
      - *taken
      - value: 5
`;

test.each<[string, Edit[], string, string]>([
  [
    'a cell',
    [{ path: ['clauses', 0, 'steps', 1, 'value', 'table', 'city', 'long'], value: 62.5 }],
    'long: 60',
    'long: 62.5',
  ],
  ['a quoted text', [{ path: ['title'], value: '新办法' }], '"样板"   # 名称', '"新办法"   # 名称'],
  [
    'a row',
    [{ path: ['clauses', 0, 'steps', 1, 'value', 'table', 'county'], value: { long: 40 } }],
    'brief: 30 } }',
    'brief: 30 }, county: { long: 40 } }',
  ],
  [
    'a column renamed',
    [{ do: 'rename', path: ['clauses', 0, 'steps', 1, 'value', 'table', 'city', 'long'], to: 'big' }],
    'long: 60',
    'big: 60',
  ],
  [
    'a new key of a clause in its order',
    [{ path: ['clauses', 1, 'rule'], value: '第二条' }],
    '  - id: copies\n',
    '  - id: copies\n    rule: 第二条\n',
  ],
  [
    'a key of the head in its order',
    [{ path: ['version'], value: '2' }],
    'scheme: sample\n',
    'scheme: sample\nversion: "2"\n',
  ],
  [
    'through an alias to what is shared',
    [{ path: ['clauses', 1, 'steps', 0, 'select', 'kind'], value: 'fault' }],
    'kind: adopted',
    'kind: fault',
  ],
  [
    'an alias replaced by a part of its own',
    [{ path: ['clauses', 1, 'steps', 0], value: { select: { kind: 'fault' } } }],
    '- *taken',
    '- select: { kind: fault }',
  ],
  [
    'several at once',
    [
      { path: ['scheme'], value: 'x' },
      { path: ['clauses', 1, 'steps', 1, 'value'], value: 7 },
      { path: ['clauses', 1, 'id'], value: 'y' },
    ],
    'scheme: sample',
    'scheme: x',
  ],
])('%s', (_, edits, from, to) => {
  const changed = editScheme(TEXT, edits);
  if (edits.length === 1) expect(changed).toBe(TEXT.replace(from, () => to));
  else expect(changed).toContain(to);
});

test('what others share is not taken away, and a text that is not YAML is not touched', () => {
  expect(editScheme(TEXT, [{ path: ['clauses', 0], value: undefined }])).toBeNull();
  expect(editScheme(TEXT, [{ do: 'move', path: ['clauses'], from: 0, to: 1 }])).toBeNull();
  expect(editScheme('a: [1', [{ path: ['a'], value: 1 }])).toBeNull();
  expect(editScheme(TEXT, [{ path: ['scheme', 'deep', 'deeper'], value: 1 }])).toBeNull();
  expect(readDocument(TEXT)?.shared).toEqual(['clauses[0].steps[0]', 'clauses[1].steps[0]']);
  expect(readDocument('a: [1')).toBeNull();
  expect(readDocument('- list')).toBeNull();
});

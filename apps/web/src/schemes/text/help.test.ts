import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import published from '../../../../../docs/scheme.schema.json';
import SCHEME from '../../../../../packages/scoring/schemes/street-office.yaml?raw';
import type { Doc } from '../document.ts';
import { formWords } from '../formWords.ts';
import { vocabularyOf } from '../vocabulary.ts';
import { completes, explains, type Known } from './help.ts';
import { keysZh } from './keys-zh.ts';
import { keyWord, keyWords } from './keyWords.ts';
import { SchemeShape, type Shape } from './shape.ts';

const PUBLISHED = published as Shape;

function knownOf(document: Doc | null): Known {
  const words = vocabularyOf(document ?? {}, 'zh');
  return { shape: new SchemeShape(PUBLISHED), document, words, t: formWords.say, k: keyWords.say };
}

/** What is offered at the mark, with the scheme as it could last be read. */
function offered(marked: string, document: Doc | null): string[] {
  const pos = marked.indexOf('¦');
  const state = EditorState.create({ doc: marked.replace('¦', '') });
  const source = completes(() => knownOf(document));
  const result = source(new CompletionContext(state, pos, true)) as CompletionResult | null;
  return (result?.options ?? []).map(option => option.label);
}

const HEAD = `kinds: { submitted: 报送, adopted: 采用 }
attributes:
  level: { label: 级别, values: { province: 省级, city: 市级 } }
  late: { label: 迟报, type: yes-no }
ledgers: { main: { label: 得分 } }
clauses:
  - id: first
    rule: 第一条
    ledger: main
    steps:
`;

/** The same as data, with these steps. */
const docOf = (steps: Doc[] = [], clause: Doc = { id: 'first', rule: '第一条', ledger: 'main' }): Doc => ({
  kinds: { submitted: '报送', adopted: '采用' },
  attributes: {
    level: { label: '级别', values: { province: '省级', city: '市级' } },
    late: { label: '迟报', type: 'yes-no' },
  },
  ledgers: { main: { label: '得分' } },
  clauses: [{ ...clause, steps }],
});

describe('what is offered', () => {
  test('the keys of a clause that are not there yet', () => {
    const keys = offered(
      HEAD.replace('    ledger: main', '    ¦'),
      docOf([], { id: 'first', rule: '第一条' }),
    );
    expect(keys).toContain('ledger');
    expect(keys).toContain('text');
    expect(keys).not.toContain('rule');
  });

  test('the acts of a step; beside a limit, only what goes with it', () => {
    expect(offered(`${HEAD}      - ¦`, docOf())).toEqual(
      expect.arrayContaining(['select', 'combine', 'tally']),
    );
    const limited = docOf([{ limit: { most: 8 } }]);
    expect(offered(`${HEAD}      - limit: { most: 8 }\n        ¦`, limited).sort()).toEqual([
      'because',
      'when',
    ]);
    expect(offered(`${HEAD}      - limit: { ¦`, docOf())).toEqual(
      expect.arrayContaining(['least', 'most', 'per']),
    );
  });

  test('words of the scheme by id and by label', () => {
    expect(offered(`${HEAD}      - select: { kind: ¦`, docOf())).toEqual([
      'submitted',
      '报送',
      'adopted',
      '采用',
    ]);
    expect(offered(HEAD.replace('ledger: main', 'ledger: ¦'), docOf())).toEqual(['main', '得分']);
    expect(offered(`${HEAD}      - tally: { per: ¦`, docOf())).toContain('half-month');
  });

  test('the words of the attribute in a table, in a comparison, and what a function asks for', () => {
    const table = docOf([{ value: { by: 'level', table: {} } }]);
    expect(offered(`${HEAD}      - value: { by: level, table: { ¦`, table)).toEqual([
      'province',
      '省级',
      'city',
      '市级',
      '*',
      '其余',
      'choose',
    ]);
    const step = `${HEAD}      - select: { kind: adopted, where: `;
    expect(offered(`${step}"level == 'c¦`, docOf())).toEqual(['province', 'city']);
    expect(offered(`${step}"also('¦`, docOf())).toEqual(['submitted', 'adopted']);
    expect(offered(`${step}"la¦`, docOf())).toEqual(
      expect.arrayContaining(['late', 'month()', 'unit.group']),
    );
  });

  test('nothing in a comment or a title', () => {
    expect(offered('# ki¦', docOf())).toEqual([]);
    expect(offered('title: ki¦', docOf())).toEqual([]);
  });
});

describe('what is explained', () => {
  const text = `${HEAD}      - select: { kind: adopted }\n      - combine: { count: highest, later: reopen }\n`;
  const document = docOf([
    { select: { kind: 'adopted' } },
    { combine: { count: 'highest', later: 'reopen' } },
  ]);
  const said = (mark: string): string | undefined =>
    explains(text, text.indexOf(mark) + 1, knownOf(document))?.said;

  test('keys by what they mean at their place, words by their labels', () => {
    expect(said('later')).toContain('补差额或改记');
    expect(said('count:')).toContain('计哪几条');
    expect(said('adopted }')).toBe('adopted — 采用');
    expect(said('reopen')).toBe('reopen — 改记后期，前期计 0');
    expect(said('first')).toBeUndefined();
  });
});

/** All keys that the published shape names, each under the key that it stands below. */
function keysOf(shape: Shape, parent: string, out = new Set<string>()): Set<string> {
  for (const [key, inner] of Object.entries(shape.properties ?? {})) {
    out.add(`${parent} ${key}`);
    keysOf(inner, key, out);
  }
  for (const inner of [...(shape.anyOf ?? []), ...(shape.items ? [shape.items] : [])])
    keysOf(inner, parent, out);
  if (typeof shape.additionalProperties === 'object') keysOf(shape.additionalProperties, parent, out);
  return out;
}

test('every key of the published shape is explained', () => {
  const all = [PUBLISHED, ...Object.values(PUBLISHED.$defs ?? {})].flatMap(shape => [...keysOf(shape, '')]);
  const untold = all.filter(each => {
    const [parent = '', key = ''] = each.split(' ');
    return keyWord(['clauses', 0, parent], key) === null;
  });
  expect(untold).toEqual([]);
  expect(Object.values(keysZh).every(said => said.length > 1)).toBe(true);
});

test('in a whole preset, every key that its writer did not name has a meaning', () => {
  const known = knownOf(null);
  for (const match of SCHEME.matchAll(
    /(?<=[\s{])(steps|select|combine|table|ledger|rule|seats|ties|where|closes):/g,
  ))
    expect(explains(SCHEME, (match.index ?? 0) + 1, known)?.said, match[0]).toBeTruthy();
});

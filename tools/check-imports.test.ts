import { expect, it } from 'vitest';
import { parseSource } from './check/source.ts';
import { checkSources } from './check-imports.ts';

type Files = Record<string, string>;

const S = 'apps/server/src';
const check = (files: Files) =>
  checkSources(Object.entries(files).map(([path, text]) => parseSource(path, text)));
const rulesIn = (files: Files) => check(files).map(one => one.rule);
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `const line${at} = ${at};`).join('\n');

const breaking: [string, string, Files][] = [
  ['the home page imported', 'arrows', { [`${S}/reviews/a.ts`]: `import '../today/b.ts';` }],
  [
    'a feature that imports one to its right',
    'arrows',
    { [`${S}/manuscripts/a.ts`]: `import '../reviews/b.ts';` },
  ],
  [
    'an arrow that skips a neighbour backwards',
    'arrows',
    { [`${S}/facts/a.ts`]: `import '../bulletins/b.ts';` },
  ],
  ['two features that stand side by side', 'arrows', { [`${S}/opinion/a.ts`]: `import '../posts/b.ts';` }],
  [
    'a type taken against the arrow',
    'arrows',
    { [`${S}/network/a.ts`]: `import type { B } from '../facts/b.ts';` },
  ],
  [
    'an arrow hidden in a re-export',
    'arrows',
    { [`${S}/network/a.ts`]: `export { b } from '../facts/b.ts'; let c = 1;` },
  ],
  [
    'an arrow hidden in a lazy import',
    'arrows',
    { [`${S}/network/a.ts`]: `const b = await import('../facts/b.ts');` },
  ],
  ['the floor importing a feature', 'arrows', { [`${S}/db/a.ts`]: `import '../network/b.ts';` }],
  ['documents importing the database', 'arrows', { [`${S}/documents/a.ts`]: `import '../db/b.ts';` }],
  ['a top file importing a folder', 'arrows', { [`${S}/clock.ts`]: `import './db/b.ts';` }],
  ['anybody importing the whole', 'arrows', { [`${S}/network/a.ts`]: `import '../app.ts';` }],
  ['a feature without a place', 'arrows', { [`${S}/weather/a.ts`]: 'export const a = 1;' }],
  ['the server importing the web', 'arrows', { [`${S}/network/a.ts`]: `import '../../../web/src/b.ts';` }],
  ['scoring importing ours', 'arrows', { 'packages/scoring/src/a.ts': `import '@xinxuan/contract';` }],
  ['scoring reading files', 'arrows', { 'packages/scoring/src/a.ts': `import 'node:fs';` }],
  ['the contract importing a library', 'arrows', { 'packages/contract/src/a.ts': `import 'kysely';` }],
  [
    'the contract running scoring',
    'arrows',
    { 'packages/contract/src/a.ts': `import { score } from '@xinxuan/scoring';` },
  ],
  [
    'the web importing scoring',
    'arrows',
    { 'apps/web/src/a.ts': `import type { A } from '@xinxuan/scoring';` },
  ],
  ['the web importing the server', 'arrows', { 'apps/web/src/a.ts': `import '../../server/src/b.ts';` }],
  [
    'a cycle of types',
    'cycles',
    {
      [`${S}/facts/a.ts`]: `import type { B } from './b.ts'; export type A = B;`,
      [`${S}/facts/b.ts`]: `import { c } from './c.ts'; export type B = typeof c;`,
      [`${S}/facts/c.ts`]: `import type { A } from './a.ts'; export const c = 1 as unknown as A;`,
    },
  ],
  ['a long file', 'sizes', { [`${S}/facts/a.ts`]: lines(351) }],
  ['a long function', 'sizes', { [`${S}/facts/a.ts`]: `export function f() {\n${lines(59)}\n}` }],
  ['a long component', 'sizes', { 'apps/web/src/A.tsx': `export const A = () => {\n${lines(149)}\n};` }],
  ['a long hook', 'sizes', { 'apps/web/src/A.tsx': `export function useA() {\n${lines(59)}\n}` }],
  ['four parameters', 'sizes', { [`${S}/facts/a.ts`]: 'export const f = (a, b, c, d) => a + b + c + d;' }],
  ['a folder of everything', 'names', { [`${S}/facts/utils/a.ts`]: 'export const a = 1;' }],
  ['a camel-case name of nothing', 'names', { [`${S}/facts/a.ts`]: 'export class ReviewManager {}' }],
  ['a barrel', 'barrels', { [`${S}/facts/index.ts`]: `export * from './a.ts';` }],
  ['a bare date', 'clock', { [`${S}/facts/a.ts`]: 'export const f = () => new Date();' }],
  ['the time as a number', 'clock', { 'packages/scoring/src/a.ts': 'export const f = () => Date.now();' }],
  ['a stopwatch', 'clock', { [`${S}/db/a.ts`]: 'export const f = () => performance.now();' }],
  ['a tagged statement', 'sql', { [`${S}/facts/record.ts`]: 'export const f = sql => sql`select 1`;' }],
  [
    'a built statement',
    'sql',
    { [`${S}/facts/record.ts`]: `export const f = db => db.selectFrom('facts');` },
  ],
  ['a bare statement', 'sql', { [`${S}/facts/record.ts`]: 'export const f = pg => pg.query(`  select 1`);' }],
  ['a skipped test', 'tests', { [`${S}/facts/a.test.ts`]: `it.skip('x', () => {});` }],
  ['a test alone', 'tests', { [`${S}/facts/a.test.ts`]: `describe.only('x', () => {});` }],
  ['a test for later', 'tests', { 'apps/web/e2e/a.e2e.ts': `it.todo('x');` }],
];

it.each(breaking)('finds %s', (_, rule, files) => {
  expect(rulesIn(files)).toEqual([rule]);
});

const keeping: [string, Files][] = [
  [
    'the row types of another feature, for a JOIN',
    { [`${S}/outlets/queries.ts`]: `import type { Row } from '../adoptions/tables.ts';` },
  ],
  ['a table of tests', { [`${S}/facts/a.test.ts`]: `it.each([])('x', (a, b, c, d) => a + b + c + d);` }],
  [
    'arrows that point left',
    { [`${S}/reviews/a.ts`]: `import '../manuscripts/b.ts'; import '../network/c.ts';` },
  ],
  [
    'features on the floor',
    { [`${S}/network/a.ts`]: `import '../db/b.ts'; import '../clock.ts'; import 'kysely';` },
  ],
  ['the file that knows all', { [`${S}/app.ts`]: `import './bulletins/b.ts'; import './db/c.ts';` }],
  ['the command line', { [`${S}/cli/a.ts`]: `import '../circulars/b.ts';` }],
  ['a test that speaks to the whole', { [`${S}/network/a.test.ts`]: `import '../app.ts';` }],
  [
    'types of scoring in the contract',
    { 'packages/contract/src/a.ts': `import type { A } from '@xinxuan/scoring';` },
  ],
  [
    'the contract in the web',
    { 'apps/web/src/a.ts': `import { A } from '@xinxuan/contract'; import 'react';` },
  ],
  ['a file at the limit', { [`${S}/facts/a.ts`]: `${lines(350)}\n` }],
  ['a function at the limit', { [`${S}/facts/a.ts`]: `export function f() {\n${lines(58)}\n}` }],
  ['a component at the limit', { 'apps/web/src/A.tsx': `export const A = () => {\n${lines(148)}\n};` }],
  ['a long test', { [`${S}/facts/a.test.ts`]: `it('x', () => {\n${lines(80)}\n});` }],
  ['the edge of a package', { 'packages/scoring/src/index.ts': `export * from './a.ts';` }],
  ['a date of something', { [`${S}/facts/a.ts`]: 'export const f = (text: string) => new Date(text);' }],
  ['the clock itself', { [`${S}/clock.ts`]: 'export const now = () => new Date();' }],
  [
    'statements in their place',
    { [`${S}/facts/queries.ts`]: `export const f = db => db.selectFrom('facts');` },
  ],
  [
    'statements of one noun',
    { [`${S}/standings/ledger-queries.ts`]: 'export const f = sql => sql`select 1`;' },
  ],
  ['a query of another kind', { [`${S}/facts/a.ts`]: `export const f = page => page.query({ unit: 1 });` }],
  [
    'words that only look forbidden',
    { [`${S}/posts/a.ts`]: 'export const serviceStation = 1; const longestCommon = 2;' },
  ],
];

it.each(keeping)('accepts %s', (_, files) => {
  expect(check(files)).toEqual([]);
});

it('says where, which rule and what to do', () => {
  const text = `// 中文\n\nexport const f = () => new Date();`;
  expect(check({ [`${S}/facts/a.ts`]: text })).toEqual([
    {
      path: `${S}/facts/a.ts`,
      line: 3,
      rule: 'clock',
      todo: 'the clock is read in apps/server/src/clock.ts: take `now` as an argument, or ticks()',
    },
  ]);
});

it('tells a cycle once, with its whole way', () => {
  const found = check({
    [`${S}/facts/a.ts`]: `import './b.ts';`,
    [`${S}/facts/b.ts`]: `import './a.ts';`,
    [`${S}/facts/c.ts`]: `import './a.ts';`,
  });
  expect(found).toHaveLength(1);
  expect(found[0]?.todo).toContain(`${S}/facts/a.ts -> ${S}/facts/b.ts -> ${S}/facts/a.ts`);
});

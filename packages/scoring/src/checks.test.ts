/** Every check on saving: a wrong scheme with its code and place, and beside it a right one that is let through. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clause, HEAD, LEDGER } from '../test/small-scheme.ts';
import { checkRoster, parseScheme, type Roster } from './index.ts';

const found = (text: string) => {
  const parsed = parseScheme(HEAD + (text.includes('ledgers:') ? '' : LEDGER) + text);
  return parsed.ok ? parsed.warnings : parsed.problems;
};
const codes = (text: string) => found(text).map(problem => problem.code);
const steps = (...list: string[]) => clause(list.join(', '));
const ADOPTED = '{ select: { kind: adopted } }';
const TALLY = '{ tally: { of: count, per: year } }';
const BY = '{ value: { by: level, table: { city: 6, province: 10 } } }';

describe.each<[code: string, wrong: string, right: string]>([
  [
    'unreachable',
    steps('{ select: { kind: adopted, where: "false" } }', BY),
    steps('{ select: { kind: adopted, where: "front" } }', BY),
  ],
  [
    'unreachable',
    steps(`{ select: { kind: adopted, where: "level == 'city' && front && level == 'county'" } }`, BY),
    steps(`{ select: { kind: adopted, where: "level == 'city' || level == 'county'" } }`, BY),
  ],
  [
    'unreachable',
    steps(`{ select: { kind: adopted, where: "kind == 'submitted'" } }`, BY),
    steps(`{ select: { kind: [adopted, submitted], where: "kind == 'submitted'" } }`, BY),
  ],
  [
    'unreachable',
    steps('{ select: { kind: adopted, leave-out: [ { when: "true" } ] } }', BY),
    steps('{ select: { kind: adopted, leave-out: [ { when: front } ] } }', BY),
  ],
  [
    'unreachable',
    steps('{ select: { kind: adopted, where: front, leave-out: [ { when: front } ] } }', BY),
    steps('{ select: { kind: adopted, where: front, leave-out: [ { when: words < 9 } ] } }', BY),
  ],
  [
    'unreachable',
    steps(ADOPTED, BY, '{ add: 3, when: "false" }'),
    steps(ADOPTED, BY, '{ add: 3, when: front }'),
  ],
  [
    'table-overlap',
    `${steps(ADOPTED, BY)}  - { id: d, rule: "2", ledger: main, steps: [ ${ADOPTED}, { value: { by: level, table: { city: 2 } } } ] }\n`,
    `${steps(ADOPTED, BY)}  - { id: d, rule: "2", ledger: main, steps: [ ${ADOPTED}, { value: { by: level, table: { county: 2 } } } ] }\n`,
  ],
  [
    'bands-overlap',
    steps(ADOPTED, TALLY, '{ bands: { bands: [ { from: 5, gives: 1 }, { from: 3, gives: 2 } ] } }'),
    steps(ADOPTED, TALLY, '{ bands: { bands: [ { from: 3, gives: 1 }, { from: 5, gives: 2 } ] } }'),
  ],
  [
    'target-without-period',
    steps(ADOPTED, '{ tally: { of: count } }', '{ target: { number: 3, met: 1 } }'),
    steps(ADOPTED, TALLY, '{ target: { number: 3, met: 1 } }'),
  ],
  [
    'cap-below-base',
    steps(ADOPTED, BY, '{ limit: { most: 5 } }'),
    steps(ADOPTED, BY, '{ limit: { most: 8 } }'),
  ],
  [
    'cap-below-base',
    steps(ADOPTED, BY, '{ limit: { least: 5, most: 3 } }'),
    steps(ADOPTED, BY, '{ limit: { least: 5, most: 9 } }'),
  ],
  [
    'cap-below-base',
    steps(ADOPTED, BY, '{ limit: { most: 50, of: base } }'),
    steps(ADOPTED, BY, '{ limit: { most: 300, of: base } }'),
  ],
  [
    'cap-below-base',
    `ledgers: { main: { steps: [ { start: 60 }, { limit: { most: 50 } } ] } }\n${steps(ADOPTED, BY)}`,
    `ledgers: { main: { steps: [ { start: 60 }, { limit: { most: 100 } } ] } }\n${steps(ADOPTED, BY)}`,
  ],
  ['order-conflict', steps(ADOPTED, '{ add: 5 }', BY), steps(ADOPTED, BY, '{ add: 5 }')],
  ['order-conflict', steps(ADOPTED, BY, '{ value: 3 }'), steps(ADOPTED, BY, '{ value: "now + 3" }')],
  [
    'order-conflict',
    steps(ADOPTED, TALLY, '{ target: { number: 2, met: 5 } }', '{ value: 3 }'),
    steps(ADOPTED, TALLY, '{ target: { number: 2, met: 5 } }', '{ times: 3 }'),
  ],
  [
    'no-effect',
    steps(ADOPTED, BY, '{ combine: { count: all, rest: 0.2 } }'),
    steps(ADOPTED, BY, '{ combine: { count: highest, rest: 0.2 } }'),
  ],
  [
    'no-effect',
    steps(ADOPTED, BY, '{ combine: { count: first, by: level } }'),
    steps(ADOPTED, BY, '{ combine: { by: level } }'),
  ],
  [
    'no-effect',
    steps(ADOPTED, BY, '{ combine: { rest: 0.2, factors: [1, 0.5] } }'),
    steps(ADOPTED, BY, '{ combine: { factors: [1, 0.5] } }'),
  ],
  [
    'no-effect',
    steps(ADOPTED, '{ tally: { of: count, per: year, best: 3 } }'),
    steps(ADOPTED, BY, '{ tally: { of: sum, per: year, best: 3 } }'),
  ],
  [
    'no-effect',
    steps(ADOPTED, BY, '{ limit: { most: 300, of: base, per: year } }'),
    steps(ADOPTED, BY, '{ limit: { most: 300, per: year } }'),
  ],
  [
    'no-effect',
    steps(ADOPTED, '{ value: { by: level, table: { city: 1, "*": 2 }, otherwise: 3 } }'),
    steps(ADOPTED, '{ value: { by: level, table: { city: 1 }, otherwise: 3 } }'),
  ],
  [
    'term-across-years',
    steps(ADOPTED, '{ tally: { of: count, per: term } }'),
    `year: { starts: "09-01" }\n${steps(ADOPTED, '{ tally: { of: count, per: term } }')}`,
  ],
  [
    'unknown-word',
    steps(`{ select: { kind: adopted, where: "level == '市级'" } }`, BY),
    steps(`{ select: { kind: adopted, where: "level == 'city'" } }`, BY),
  ],
  [
    'unknown-word',
    steps(`{ select: { kind: adopted, where: "'town' in unit.classes || 'village' in unit.classes" } }`, BY),
    steps(
      `{ select: { kind: adopted, where: "'town' in unit.classes || level in ['city', 'county']" } }`,
      BY,
    ),
  ],
  ['unknown-word', steps('{ select: { kind: 采用 } }', BY), steps(ADOPTED, BY)],
  ['unknown-word', steps(ADOPTED, '{ value: { by: level, table: { citi: 6 } } }'), steps(ADOPTED, BY)],
  ['unknown-key', steps(ADOPTED, BY, '{ limit: { mots: 5 } }'), steps(ADOPTED, BY, '{ limit: { most: 7 } }')],
  [
    'missing',
    steps(ADOPTED, BY, '{ credit: { share: half } }'),
    steps(ADOPTED, BY, '{ credit: { to: units, share: half } }'),
  ],
  [
    'one-credit',
    steps(ADOPTED, BY, '{ credit: { to: units } }', '{ credit: { to: units } }'),
    steps(ADOPTED, BY, '{ credit: { to: units } }'),
  ],
  [
    'needs-tally',
    steps(ADOPTED, BY, '{ target: { number: 3, met: 1 } }'),
    steps(ADOPTED, TALLY, '{ target: { number: 3, met: 1 } }'),
  ],
  [
    'before-tally',
    steps(ADOPTED, TALLY, '{ combine: { count: first } }'),
    steps(ADOPTED, BY, '{ combine: { count: first } }', TALLY),
  ],
  [
    'bad-expression',
    steps(`{ select: { kind: adopted, where: "string(now) == '1'" } }`, BY),
    steps(`{ select: { kind: adopted, where: "now == 1" } }`, BY),
  ],
  [
    'bad-expression',
    steps('{ select: { kind: adopted, where: "unit == unit" } }', BY),
    steps('{ select: { kind: adopted, where: "unit.id == unit.group" } }', BY),
  ],
])('%s', (code, wrong, right) => {
  test(wrong.split('steps: ')[1]?.slice(0, 100) ?? wrong.slice(0, 60), () => {
    const problems = found(wrong).filter(problem => problem.code === code);
    expect(problems.length, JSON.stringify(found(wrong))).toBeGreaterThan(0);
    for (const { line, path, zh, en } of problems) {
      expect(line).toBeGreaterThan(1);
      expect(path).not.toBe('');
      expect(/[\u4e00-\u9fff]/.test(zh) && en !== '').toBe(true);
    }
    expect(codes(right)).not.toContain(code);
  });
});

describe('a word that is almost right is named', () => {
  test.each([
    ["level == '市级'", '是否为“city”（市级）'],
    ["levl == 'city'", '是否为“level”'],
    ['unit.stafff > 1', '没有“stafff”这一项'],
    ["level = 'city'", '“=”应写成 =='],
    ['words ≥ 500', '“≥”应写成 >='],
    ['words > 5 and front', '“并且”写 &&'],
    ["words > '5'", '数与数比'],
    ["alzo('adopted')", '是否为 also(…)'],
    ["total('main') > 1", '没有 total(…) 这种写法'],
    ["front ? 1 : 'a'", '同一类'],
    ["level == 'city", '引号没有成对'],
    ['(front', '写法不完整'],
  ])('%s', (condition, said) => {
    const text = steps(`{ select: { kind: adopted, where: ${JSON.stringify(condition)} } }`, BY);
    const [problem] = found(text);
    expect(problem?.zh).toContain(said);
    expect(problem?.zh.replace(condition, '')).not.toMatch(/Unexpected|Unknown|overload|Expected|got|token/);
  });
});

describe('mistakes of form in our own words', () => {
  const head = (HEAD + LEDGER).split('\n').length - 1;
  test.each([
    ['clauses:\n  - { id: c，rule: "1" }\n', 2, 'full-width-sign', '全角符号“，”'],
    ['clauses:\n  - id: c\n    rule：第一条\n    ledger: main\n', 3, 'full-width-sign', '全角符号“：”'],
    ['clauses:\n\t- id: c\n', 2, 'yaml-syntax', '制表符'],
    ['clauses:\n  - id: "c\n', 3, 'yaml-syntax', '引号没有成对'],
    ['clauses:\n  - { id: c, rule: [ 1, 2 }\n', 2, 'yaml-syntax', '括号没有成对'],
    ['clauses:\n  - id: c\n    text: 一: 二: 三\n', 3, 'yaml-syntax', '两个“名称: 内容”'],
    ['clauses:\n  - id: c\n    id: d\n', 3, 'duplicate-id', '两个相同的名称'],
  ])('%j', (text, line, code, said) => {
    const [problem] = found(text);
    expect([problem?.code, problem?.zh]).toEqual([code, expect.stringContaining(said)]);
    expect((problem?.line ?? 0) - head).toBe(line);
    expect(problem?.zh).not.toMatch(/[A-Za-z]{4,}/);
  });

  test('a reference to nothing', () => {
    const [problem] = found('clauses: *nowhere\n');
    expect(problem?.zh).toBe('“*nowhere”没有对应的“&nowhere”；“*”开头的文字要用引号括起来');
  });

  test('texts may hold full-width signs', () => {
    expect(codes(`${steps(ADOPTED, BY)}    text: 采用的，按“级别”计分：见附表\n`)).not.toContain(
      'full-width-sign',
    );
    expect(
      found(`${steps(ADOPTED, BY)}    text: 采用的，按“级别”计分：见附表\n`).every(
        each => each.code === 'empty-ledger',
      ),
    ).toBe(true);
  });
});

describe('a roster beside the scheme', () => {
  const parsed = parseScheme(
    `${HEAD.replace('{ staff: { label: 人数, default: 2 } }', '{ staff: { label: 人数 } }')}${LEDGER}${clause(
      `${ADOPTED}, ${TALLY}, { target: { number: unit.staff, met: 1 } }`,
    )}rankings: [ { id: r, ledger: main, by: group }, { id: s, ledger: main, by: class } ]
awards: [ { id: a, ranking: r, seats: { groups: { 一组: 1, 三组: 1 } } } ]
`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const good = { id: 'u', name: '甲', group: '一组', classes: ['town'], numbers: { staff: 3 } };
  const check = (roster: Roster) =>
    checkRoster(parsed.scheme, roster).map(({ code, clause: id }) => [code, id]);

  test('units without a group or class, groups that nobody is in, numbers and classes that are not there', () => {
    const bare = { id: 'w', name: '乙', classes: ['village'], from: '2026-05-01', to: '2026-01-01' };
    expect(check({ units: [good, bare, { id: 'x', name: '丙', group: '三组' }] })).toEqual([
      ['unit-without-group', undefined],
      ['unit-without-class', undefined],
      ['unknown-class', undefined],
      ['number-missing', 'c'],
      ['bad-day', undefined],
    ]);
    expect(check({ units: [good] })).toEqual([['unknown-group', undefined]]);
  });

  test('a roster that fits is let through', () => {
    expect(check({ units: [good, { ...good, id: 'x', name: '丙', group: '三组' }] })).toEqual([]);
  });
});

test('the reference names every code that the reader can tell', () => {
  const page = readFileSync(new URL('../../../docs/scheme-language.md', import.meta.url), 'utf8');
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder).filter(
    file =>
      /^(parse|check|reading|choose|expression|yaml|in-force|fact-table)/.test(file) &&
      !file.includes('.test.'),
  );
  const codes = sources.flatMap(file =>
    [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/(?:code: |say\(\s*)'([a-z]+(?:-[a-z]+)+)'/g),
    ].map(match => match[1] ?? ''),
  );
  expect(new Set(codes).size).toBeGreaterThan(35);
  expect([...new Set(codes)].filter(code => !page.includes(`\`${code}\``))).toEqual([]);
});

/** Every kind of mistake in a scheme is told with its place, its clause and a stable code. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseScheme } from './index.ts';

const GOOD = `
scheme: small
version: "1"
title: 小办法
kinds: { adopted: 采用, submitted: 报送 }
attributes:
  level: { label: 级别, values: { city: 市级, county: 县级 } }
  words: { label: 字数, type: number }
  late: { label: 迟报, type: yes-no }
numbers: { staff: { label: 人数, default: 1 } }
switches:
  late-counts: { question: 迟报计否, options: { no: 不计, yes: 照计 }, default: no }
ledgers:
  main: { label: 信息 }
clauses:
  - id: adoption
    rule: 第三条
    text: 采用计分
    ledger: main
    steps:
      - select: { kind: adopted, where: words >= 100 }
      - value: { by: level, table: { city: 10, county: 5.5 } }
      - limit: { least: 1, most: 20 }
  - id: quota
    rule: 第四条
    text: 任务
    ledger: main
    steps:
      - select: { kind: submitted }
      - value: 1
      - tally: { of: sum, per: quarter }
      - target: { number: unit.staff * 3, missing: -1 }
`;

function problemsOf(from: string, to: string) {
  expect(GOOD, 'the text to be spoilt is not there').toContain(from);
  const parsed = parseScheme(GOOD.replace(from, to));
  return parsed.ok ? [] : parsed.problems;
}

test('the scheme that the following ones spoil is good', () => {
  expect(parseScheme(GOOD)).toMatchObject({ ok: true, warnings: [] });
});

describe('a mistake is told with code, line and clause', () => {
  test.each([
    ['unknown level in a table', 'county: 5.5', 'conty: 5.5', 'unknown-word', 22, 'adoption'],
    ['number damaged', 'city: 10,', 'city: 1o,', 'bad-decimal', 22, 'adoption'],
    ['too many decimals', 'county: 5.5', 'county: 5.1234567', 'bad-decimal', 22, 'adoption'],
    ['cap below base', 'least: 1, most: 20', 'least: 30, most: 20', 'cap-below-base', 23, 'adoption'],
    ['unknown name in a condition', 'words >= 100', 'wrods >= 100', 'bad-expression', 21, 'adoption'],
    [
      'condition that is a number',
      'where: words >= 100',
      'where: words + 100',
      'bad-expression',
      21,
      'adoption',
    ],
    ['condition that mixes types', 'words >= 100', "words >= 'a'", 'bad-expression', 21, 'adoption'],
    ['condition not finished', 'words >= 100', 'words >=', 'bad-expression', 21, 'adoption'],
    [
      'part of the expression language that schemes do not have',
      'words >= 100',
      "'[1, 2].exists(x, x == 1)'",
      'bad-expression',
      21,
      'adoption',
    ],
    ['unknown kind', 'kind: submitted', 'kind: submited', 'unknown-word', 29, 'quota'],
    [
      'unknown ledger',
      '    ledger: main\n    steps:\n      - select: { kind: submitted }',
      '    ledger: mian\n    steps:\n      - select: { kind: submitted }',
      'unknown-word',
      27,
      'quota',
    ],
    ['two clauses of one id', 'id: quota', 'id: adoption', 'duplicate-id', 24, undefined],
    ['clause named like a ledger', 'id: quota', 'id: main', 'duplicate-id', 24, undefined],
    ['entry misspelt', 'least: 1', 'leats: 1', 'unknown-key', 23, 'adoption'],
    ['step misspelt', '- tally:', '- taly:', 'unknown-key', 31, 'quota'],
    ['two steps in one', '- value: 1', '- { value: 1, round: { places: 1 } }', 'step-name', 30, 'quota'],
    ['target without tally', '      - tally: { of: sum, per: quarter }\n', '', 'needs-tally', 29, 'quota'],
    ['target without number', 'number: unit.staff * 3, ', '', 'target-without-number', 32, 'quota'],
    ['unknown period', 'per: quarter', 'per: quater', 'unknown-word', 31, 'quota'],
    ['unknown number of a unit', 'unit.staff', 'unit.stuff', 'bad-expression', 32, 'quota'],
    [
      'no value',
      '      - value: { by: level, table: { city: 10, county: 5.5 } }\n',
      '',
      'no-value',
      21,
      'adoption',
    ],
    [
      'select not first',
      '      - select: { kind: submitted }\n      - value: 1',
      '      - value: 1\n      - select: { kind: submitted }',
      'select-first',
      29,
      'quota',
    ],
    ['reference to nothing', 'unit.staff * 3', "total('nothing')", 'unknown-reference', 29, 'quota'],
    ['unknown switch', 'value: 1\n', 'value: { choose: nothing, a: 1 }\n', 'unknown-switch', 30, undefined],
    [
      'answer of a switch missing',
      'value: 1\n',
      'value: { choose: late-counts, no: 1 }\n',
      'answer-missing',
      30,
      undefined,
    ],
    ['reserved name of an attribute', '  late: {', '  unit: {', 'bad-name', 9, undefined],
    [
      'attribute without words',
      'values: { city: 市级, county: 县级 }',
      'type: word',
      'words-missing',
      7,
      undefined,
    ],
    ['scheme without version', 'version: "1"\n', '', 'missing', 2, undefined],
    [
      'no such day',
      'title: 小办法',
      'title: 小办法\neffective: { from: 2026-02-30 }',
      'bad-day',
      5,
      undefined,
    ],
    [
      'ended before it began',
      'title: 小办法',
      'title: 小办法\neffective: { from: 2026-03-01, to: 2026-02-01 }',
      'bad-day',
      5,
      undefined,
    ],
    [
      'year from 31 February',
      'title: 小办法',
      'title: 小办法\nyear: { starts: "02-31" }',
      'bad-day',
      5,
      undefined,
    ],
    ['same entry twice', 'title: 小办法', 'title: 小办法\ntitle: 大办法', 'duplicate-id', 5, undefined],
    ['tab for indentation', '  level:', '\tlevel:', 'yaml-syntax', 7, undefined],
  ])('%s', (_, from, to, code, line, clause) => {
    const problems = problemsOf(from, to);
    expect(problems.map(problem => problem.code)).toContain(code);
    const problem = problems.find(item => item.code === code);
    expect(problem).toMatchObject({ line, ...(clause && { clause }) });
    expect(problem?.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(problem?.en).toMatch(/^[^\u4e00-\u9fff]*$|"[^"]*[\u4e00-\u9fff]/);
  });

  test('a near word is suggested', () => {
    const [problem] = problemsOf('county: 5.5', 'conty: 5.5');
    expect(problem?.zh).toContain('是否为“county”');
    expect(problem?.path).toBe('clauses[0].steps[1].value.table.conty');
  });

  test('a mistake in the answer that is not in force is found too', () => {
    const [problem] = problemsOf(
      'value: 1\n',
      'value: { choose: late-counts, no: 1, yes: { by: level, table: { town: 1 } } }\n',
    );
    expect(problem).toMatchObject({ code: 'unknown-word', line: 30, clause: 'quota' });
  });

  test('all mistakes are told at once', () => {
    const text = GOOD.replace('county: 5.5', 'conty: 5.5').replace('per: quarter', 'per: quater');
    const parsed = parseScheme(text);
    expect(parsed.ok || parsed.problems.map(problem => problem.line)).toEqual([22, 31]);
  });
});

describe('cycles', () => {
  test('two counters that read each other', () => {
    const text = GOOD.replace('unit.staff * 3', "total('other')").concat(`
  - id: other
    text: 另一条
    steps:
      - select: { each: quarter }
      - value: total('quota')
`);
    const parsed = parseScheme(text);
    expect(parsed.ok || parsed.problems).toMatchObject([
      { code: 'cycle', zh: expect.stringContaining('quota → other → quota') },
    ]);
  });

  test('two ledgers that are parts of each other', () => {
    const ledgers =
      'main: { label: 信息, steps: [ { part: { ledger: sum } } ] }\n  sum: { label: 合计, steps: [ { part: { ledger: main } } ] }';
    expect(problemsOf('main: { label: 信息 }', ledgers).map(problem => problem.code)).toEqual(['cycle']);
  });

  test('a clause that reads its own ledger', () => {
    expect(problemsOf('unit.staff * 3', "total('main')").map(problem => problem.code)).toEqual(['cycle']);
  });
});

describe('whatever a file holds', () => {
  test.each([
    '',
    '[]',
    'null',
    '5',
    '"text"',
    '- a',
    'a: &a [*a]',
    '['.repeat(5000),
    `a: ${'['.repeat(200)}${']'.repeat(200)}`,
    'clauses: 3',
    '{',
    '\u0000',
    'x: *nothing',
    'attributes: { level: 5 }\nledgers: 5\nclauses: [5, [], {}]',
  ])('%j gives problems, never an exception', text => {
    const parsed = parseScheme(text);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok || parsed.problems.length).toBeGreaterThan(0);
  });

  test('lines of a good scheme cut, doubled and swapped give an answer, never an exception', () => {
    const lines = readFileSync(new URL('../schemes/street-office.yaml', import.meta.url), 'utf8').split('\n');
    const place = fc.nat({ max: lines.length - 1 });
    fc.assert(
      fc.property(place, place, fc.constantFrom('cut', 'double', 'swap', 'empty'), (a, b, how) => {
        const spoilt = [...lines];
        if (how === 'cut') spoilt.splice(Math.min(a, b), 1 + (Math.abs(a - b) % 5));
        if (how === 'double') spoilt.splice(a, 0, lines[b] ?? '');
        if (how === 'swap') [spoilt[a], spoilt[b]] = [lines[b] ?? '', lines[a] ?? ''];
        if (how === 'empty') spoilt[a] = (lines[a] ?? '').replace(/:.*/, ':');
        const parsed = parseScheme(spoilt.join('\n'));
        expect(parsed.ok || parsed.problems.every(problem => problem.zh !== '' && problem.en !== '')).toBe(
          true,
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('warnings', () => {
  test.each([
    ['no-rule', '    rule: 第三条\n', ''],
    ['always-zero', '      - value: { by: level, table: { city: 10, county: 5.5 } }\n', '      - value: 0\n'],
    ['target-without-points', ', missing: -1', ''],
    ['empty-ledger', 'main: { label: 信息 }', 'main: { label: 信息 }\n  spare: { label: 备用 }'],
    [
      'unread-counter',
      '    ledger: main\n    steps:\n      - select: { kind: adopted',
      '    steps:\n      - select: { kind: adopted',
    ],
  ])('%s', (code, from, to) => {
    const parsed = parseScheme(GOOD.replace(from, to));
    expect(parsed.ok && parsed.warnings.map(warning => warning.code)).toContain(code);
  });
});

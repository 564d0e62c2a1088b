import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { countReport, failureList, failuresOf, filesToRunAgain, withAgain } from './test.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

type Outcome = 'passed' | 'failed' | 'skipped';
const file = (
  name: string,
  outcomes: Outcome[],
  status = outcomes.includes('failed') ? 'failed' : 'passed',
) => ({
  name: `${root}${name}`,
  status,
  message: status === 'failed' ? 'Error: what the file itself said' : '',
  assertionResults: outcomes.map((outcome, at) => ({
    status: outcome,
    fullName: `feature does ${at}`,
    failureMessages:
      outcome === 'failed' ? [`\u001b[31mAssertionError: expected ${at}\u001b[39m\nbut\nwas\nno more`] : [],
  })),
});
const report = (...testResults: ReturnType<typeof file>[]) => {
  const all = testResults.flatMap(result => result.assertionResults);
  return {
    numPassedTests: all.filter(one => one.status === 'passed').length,
    numFailedTests: all.filter(one => one.status === 'failed').length,
    testResults,
  };
};
const GOOD = file('a.test.ts', ['passed', 'passed']);

it.each([
  ['all passed', report(GOOD), 0, { passed: 2, failed: 0 }],
  ['one failed', report(GOOD, file('b.test.ts', ['passed', 'failed'])), 1, { passed: 3, failed: 1 }],
  [
    'a file that cannot be loaded',
    report(GOOD, file('b.test.ts', [], 'failed')),
    1,
    { passed: 2, failed: 1 },
  ],
  [
    'a file that cannot begin',
    report(GOOD, file('b.test.ts', ['skipped'], 'failed')),
    1,
    { passed: 2, failed: 1 },
  ],
  ['an error outside any test', report(GOOD), 1, { passed: 2, failed: 1 }],
  ['no report at all', null, 1, { passed: 0, failed: 1 }],
])('counts and names %s', (_, given, exitCode, expected) => {
  expect(countReport(given, exitCode)).toEqual(expected);
  expect(failuresOf(given, exitCode)).toHaveLength(expected.failed);
});

it('names every failed test with the beginning of its error, and files that did not run', () => {
  const given = report(GOOD, file('b.test.ts', ['passed', 'failed']), file('c.test.ts', [], 'failed'));
  expect(failureList(failuresOf(given, 1)).split('\n')).toEqual([
    'Failed:',
    '  b.test.ts > feature does 1',
    '      AssertionError: expected 1',
    '      but',
    '      was',
    '  c.test.ts',
    '      Error: what the file itself said',
  ]);
});

it('says nothing when nothing failed', () => {
  expect(failureList(failuresOf(report(GOOD), 0))).toBe('');
});

it('fits the end of a log, however much failed and however long it says so', () => {
  const many = Array.from({ length: 900 }, (_, at) => ({ ...failure(at), error: 'x'.repeat(5_000) }));
  const list = failureList(many);
  expect(list.length).toBeLessThan(14_000);
  expect(list).toContain(failure(0).name);
  expect(list).toMatch(/… and \d+ more$/);
});

it('leaves out errors before it leaves out names', () => {
  const list = failureList(Array.from({ length: 100 }, (_, at) => failure(at)));
  for (let at = 0; at < 100; at++) expect(list).toContain(failure(at).name);
});

it('runs a few files again, and never what has no name or what is too much to be luck', () => {
  expect(filesToRunAgain([failure(0), failure(1)])).toEqual([failure(0).file]);
  expect(filesToRunAgain([])).toEqual([]);
  expect(filesToRunAgain([failure(0), { file: 'vitest', name: '', error: 'no report' }])).toEqual([]);
  const files = ['a.e2e.ts', 'b.test.ts', 'c.test.tsx', 'd.test.ts'];
  const failed = files.map(one => ({ ...failure(0), file: one }));
  expect(filesToRunAgain(failed.slice(0, 3))).toEqual(files.slice(0, 3));
  expect(filesToRunAgain(failed)).toEqual([]);
});

it.each([
  ['passes by itself', file('b.test.ts', ['passed', 'passed']), 0, { passed: 4, failed: 0 }],
  ['fails again', file('b.test.ts', ['passed', 'failed']), 1, { passed: 3, failed: 1 }],
  ['fails elsewhere', file('b.test.ts', ['failed', 'passed']), 1, { passed: 3, failed: 1 }],
  ['cannot be loaded any more', file('b.test.ts', [], 'failed'), 1, { passed: 2, failed: 1 }],
])('counts the second run of a file that %s', (_, again, exitCode, expected) => {
  const first = report(GOOD, file('b.test.ts', ['passed', 'failed']));
  expect(countReport(withAgain(first, report(again)), exitCode)).toEqual(expected);
});

const failure = (at: number) => ({
  file: 'apps/server/src/feature/act.test.ts',
  name: `act number ${at}.`,
  error: `AssertionError: ${'expected '.repeat(30)}\n- a\n+ b`,
});

import { expect, it } from 'vitest';
import { countReport } from './test.ts';

const report = (passed: number, failed: number, unloadable = 0) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: [
    { status: failed > 0 ? 'failed' : 'passed', assertionResults: [{}] },
    ...Array.from({ length: unloadable }, () => ({ status: 'failed', assertionResults: [] })),
  ],
});

it.each([
  ['all passed', report(7, 0), 0, { passed: 7, failed: 0 }],
  ['one failed', report(6, 1), 1, { passed: 6, failed: 1 }],
  ['a file that cannot be loaded', report(6, 0, 1), 1, { passed: 6, failed: 1 }],
  ['an error outside any test', report(7, 0), 1, { passed: 7, failed: 1 }],
  ['no report at all', null, 1, { passed: 0, failed: 1 }],
])('counts %s', (_, given, exitCode, expected) => {
  expect(countReport(given, exitCode)).toEqual(expected);
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { findBrowser } from './browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const filters = process.argv.slice(2);

interface Count {
  passed: number;
  failed: number;
}

/** What vitest's JSON report says, as far as it is read here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

interface Failure {
  file: string;
  name: string;
  error: string;
}

/** Tests that ran; a file that could not even be loaded, or an error outside any test, counts as one failure. */
export function countReport(report: Report | null, exitCode: number): Count {
  if (!report) return { passed: 0, failed: 1 };
  const failed = report.numFailedTests + report.testResults.filter(isUnloadable).length;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

const isUnloadable = ({ status, assertionResults }: Report['testResults'][number]): boolean =>
  status === 'failed' && assertionResults.every(one => one.status !== 'failed');

/** What failed, by name, in the order of the report. */
export function failuresOf(report: Report | null, exitCode: number): Failure[] {
  const nowhere = (error: string): Failure => ({ file: 'vitest', name: '', error });
  if (!report) return [nowhere(`no report, exit code ${exitCode}`)];
  const failures = report.testResults.flatMap(result => {
    const file = relative(root, result.name);
    if (isUnloadable(result)) return [{ file, name: '', error: result.message }];
    return result.assertionResults
      .filter(one => one.status === 'failed')
      .map(one => ({ file, name: one.fullName, error: one.failureMessages.join('\n') }));
  });
  if (failures.length === 0 && exitCode !== 0) return [nowhere('an error outside any test: see above')];
  return failures;
}

const ERROR_LINES = 3;
const LINE = 240;
/** Whoever keeps only the end of the output still has every name, and the errors of the first failures. */
const ROOM = { errors: 6_000, names: 12_000 };

/** The failures, below a heading, as the last thing that is printed before the closing line. */
export function failureList(failures: Failure[], heading = 'Failed:'): string {
  if (failures.length === 0) return '';
  const lines = [heading];
  let used = 0;
  for (const [at, { file, name, error }] of failures.entries()) {
    const said = used < ROOM.errors ? stripVTControlCharacters(error).split('\n').slice(0, ERROR_LINES) : [];
    const block = [`  ${file}${name && ` > ${name}`}`, ...said.map(line => `      ${line}`)];
    const short = block.map(line => (line.length > LINE ? `${line.slice(0, LINE)}…` : line));
    used += short.join('\n').length;
    if (used > ROOM.names) {
      lines.push(`  … and ${failures.length - at} more`);
      break;
    }
    lines.push(...short);
  }
  return lines.join('\n');
}

interface Ran {
  report: Report | null;
  exitCode: number;
}

const FILES_RUN_AGAIN = 3;

/**
 * The files worth running again by themselves: few enough to be a matter of the machine's load and not of the code, and
 * each known by name. Among 6,600 tests that wait for browsers, processes and connections one may lose a race.
 */
export function filesToRunAgain(failures: Failure[]): string[] {
  const files = [...new Set(failures.map(({ file }) => file))];
  const known = files.every(file => /\.(test|e2e)\.tsx?$/.test(file));
  return known && files.length <= FILES_RUN_AGAIN ? files : [];
}

/** Both runs as one: of a file that was run again, the second run counts. */
export function withAgain(first: Report, again: Report): Report {
  const results = first.testResults.map(
    result => again.testResults.find(({ name }) => name === result.name) ?? result,
  );
  const tests = results.flatMap(({ assertionResults }) => assertionResults);
  return {
    numPassedTests: tests.filter(({ status }) => status === 'passed').length,
    numFailedTests: tests.filter(({ status }) => status === 'failed').length,
    testResults: results,
  };
}

function runVitest(projects: string[], files = filters): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'xinxuan-test-'));
  const file = join(folder, 'report.json');
  try {
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        ...projects.map(project => `--project=${project}`),
        '--passWithNoTests',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...files,
      ],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        // What `test-cluster.ts` sets up for all of them is not worth its while for a few.
        env: { ...process.env, ...(files.length === 0 ? { XINXUAN_TEST_ALL: '1' } : {}) },
      },
    );
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
    return { report, exitCode: status ?? 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hasJourneys(): boolean {
  const folder = join(root, 'apps', 'web', 'e2e');
  return existsSync(folder) && readdirSync(folder).some(name => name.endsWith('.e2e.ts'));
}

/** The journeys need the pages as people get them, and a browser; without one of them that is a failure, said plainly. */
function whyNoJourneys(): string | null {
  const built = spawnSync(process.execPath, [join(root, 'tools', 'build-web.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) return 'the web pages could not be built';
  const browser = findBrowser();
  return 'missing' in browser ? browser.missing : null;
}

const UNSTEADY = 'Failed among all others and passed by itself (unsteady, to be mended):';

/** Everything at once, because the journeys wait where the other tests compute; then what failed once more, by itself. */
function runAll(projects: string[]): Count & { failures: Failure[] } {
  const first = runVitest(projects);
  const before = failuresOf(first.report, first.exitCode);
  const files = filters.length === 0 ? filesToRunAgain(before) : [];
  if (files.length === 0) return { ...countReport(first.report, first.exitCode), failures: before };
  console.log(failureList(before, 'Failed, and run again by itself:'));
  const again = runVitest(projects, files);
  if (!first.report || !again.report) return { ...countReport(first.report, 1), failures: before };
  const report = withAgain(first.report, again.report);
  const failures = failuresOf(report, again.exitCode);
  const unsteady = before.filter(
    one => !failures.some(({ file, name }) => file === one.file && name === one.name),
  );
  if (unsteady.length > 0) console.log(failureList(unsteady, UNSTEADY));
  return { ...countReport(report, again.exitCode), failures };
}

function runWhatCanRun(): Count & { failures: Failure[] } {
  const hindrance = hasJourneys() ? whyNoJourneys() : 'apps/web/e2e is missing';
  if (hindrance === null) return runAll(['e2e', 'unit', 'web']);
  console.error(hindrance);
  const { passed, failed, failures } = runAll(['unit', 'web']);
  return {
    passed,
    failed: failed + 1,
    failures: [...failures, { file: 'apps/web/e2e', name: '', error: hindrance }],
  };
}

if (import.meta.main) {
  const { passed, failed, failures } = runWhatCanRun();
  if (passed + failed === 0)
    console.error(`没有符合 ${filters.join(' ')} 的测试。No test matches ${filters.join(' ')}.`);
  if (failures.length > 0) console.log(failureList(failures));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const filters = process.argv.slice(2);

interface Count {
  passed: number;
  failed: number;
}

/** What vitest's JSON report says, as far as it is counted here. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** Tests that ran; a file that could not even be loaded, or an error outside any test, counts as one failure. */
export function countReport(report: Report | null, exitCode: number): Count {
  if (!report) return { passed: 0, failed: 1 };
  const unloadable = report.testResults.filter(
    one => one.status === 'failed' && one.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloadable.length;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

function runVitest(projects: string[]): Count {
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
        ...filters,
      ],
      { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
    return countReport(report, status ?? 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function hasJourneys(): boolean {
  const folder = join(root, 'apps', 'web', 'e2e');
  return existsSync(folder) && readdirSync(folder).some(name => name.endsWith('.e2e.ts'));
}

/** The journeys need the pages as people get them, and a browser; without one of them that is a failure, said plainly. */
function runJourneys(): Count {
  const built = spawnSync(process.execPath, [join(root, 'tools', 'build-web.mjs')], { stdio: 'inherit' });
  const browser = findBrowser();
  if ('missing' in browser) console.error(browser.missing);
  if (built.status !== 0 || 'missing' in browser) return { passed: 0, failed: 1 };
  return runVitest(['e2e']);
}

if (import.meta.main) {
  const counts = [runVitest(['unit', 'web'])];
  if (hasJourneys()) counts.push(runJourneys());
  const passed = counts.reduce((sum, one) => sum + one.passed, 0);
  const failed = counts.reduce((sum, one) => sum + one.failed, 0);
  if (passed + failed === 0)
    console.error(`没有符合 ${filters.join(' ')} 的测试。No test matches ${filters.join(' ')}.`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

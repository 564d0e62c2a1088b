import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, so that no core waits for it at the end; a fresh checkout knows of no durations yet. */
const LONGEST = [
  'apps/web/e2e/pages.e2e.ts',
  'apps/web/e2e/drafts.e2e.ts',
  'apps/web/e2e/main-job.e2e.ts',
  'apps/web/e2e/writing-kill.e2e.ts',
  'apps/web/e2e/wrong-input.e2e.ts',
  'apps/server/src/mail/watch.test.ts',
  'apps/server/test/kill.test.ts',
  'apps/server/test/fuzz/fuzz-packages.test.ts',
  'apps/server/test/fuzz/fuzz-pdf.test.ts',
  'apps/server/src/db/embedded.test.ts',
  'apps/server/test/rights.test.ts',
  'apps/server/src/cli/backup.test.ts',
  'apps/server/test/bad-requests.test.ts',
  'apps/server/src/documents/reading-process.test.ts',
  'apps/server/test/fuzz/fuzz-texts.test.ts',
  'apps/server/src/duties/killed.test.ts',
  'apps/server/src/duties/county-year.test.ts',
  'apps/server/src/cli/scheme.test.ts',
  'apps/server/src/cli/scheme-trial.test.ts',
  'apps/server/src/cli/import.test.ts',
  'tools/bench/search.test.ts',
];

/** Journeys, then tests of the server, then tests of the web; of each the longest first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return ['e2e', 'unit', 'web'].flatMap(project => {
      const own = sorted.filter(file => file.project.name === project);
      const long = LONGEST.flatMap(path => own.filter(file => file.moduleId.endsWith(path)));
      return [...long, ...own.filter(file => !long.includes(file))];
    });
  }
}

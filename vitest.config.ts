import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/test-order.ts';

/**
 * Files share a worker one after the other: loading the server or the pages anew for every file took longer than most
 * of their tests. So a file leaves nothing behind: neither timers, nor globals, nor what it put into the environment.
 */
const together = {
  isolate: false,
  testTimeout: 90_000,
  hookTimeout: 120_000,
  // What is waited for by looking again comes at once on a quiet machine; on a busy one the usual second is too short.
  expect: { poll: { interval: 50, timeout: 20_000 } },
  setupFiles: ['tools/test-seed.ts'],
};

export default defineConfig({
  test: {
    // One more than the cores of a small machine, because tests wait for processes, connections and clocks.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/{src,test}/**/*.test.ts', 'apps/server/**/*.test.ts', 'tools/**/*.test.ts'],
          globalSetup: ['tools/test-cluster.ts'],
          ...together,
        },
      },
      {
        test: {
          name: 'web',
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          ...together,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['apps/web/e2e/**/*.e2e.ts'],
          globalSetup: ['tools/test-cluster.ts', 'apps/web/e2e/built.ts'],
          ...together,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { interval: 50, timeout: 40_000 } },
        },
      },
    ],
  },
});

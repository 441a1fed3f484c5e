import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Pure tests share a process; those that start clouds, set environment variables or fake modules have one per file. */
const pure = ['test/core/**/*.test.ts', 'test/app/**/*.test.ts', 'test/contract/**/*.test.ts'];
/** Whole days and many crashes in real time: `npm run test:long`, so that `npm test` stays short. */
const long = ['test/**/*.long.test.ts'];
const shared = { testTimeout: 120_000, hookTimeout: 120_000 };

/** The longest first, so that no core is idle at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      /\/(crash|corpus|year|swarm\w*)\./.test(moduleId) ? 0 : moduleId.includes('/e2e/') ? 1 : 2;
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Continuous integration counts from this file. */
const outputFile = `.test-results/${process.env['REPORT'] ?? 'report'}.json`;

// Tests start the embedded cloud and real engines: two workers suit the two cores the suite is budgeted for.
export default defineConfig({
  test: {
    globalSetup: ['test/support/globalSetup.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: process.env['CI'] ? ['default', ['json', { outputFile }]] : ['default'],
    projects: [
      { test: { ...shared, name: 'whole', include: ['test/**/*.test.ts'], exclude: [...pure, ...long] } },
      { test: { ...shared, name: 'pure', include: pure, isolate: false } },
      { test: { ...shared, name: 'long', include: long } },
    ],
  },
});

import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Pure tests share a process; those that start clouds, set environment variables or fake modules have one per file. */
const pure = ['test/core/**/*.test.ts', 'test/app/**/*.test.ts', 'test/contract/**/*.test.ts'];
const shared = { testTimeout: 120_000, hookTimeout: 120_000 };

/** The longest first, so that no core is idle at the end: the crashes, the other whole days, then the rest. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      moduleId.includes('/e2e/crash') ? 0 : moduleId.includes('/e2e/') ? 1 : moduleId.includes('/corpus/') ? 1 : 2;
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

// Tests start the embedded cloud and real engines: two workers suit the two cores the suite is budgeted for.
export default defineConfig({
  test: {
    globalSetup: ['test/support/globalSetup.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.test-results/report.json' }]] : ['default'],
    projects: [
      { test: { ...shared, name: 'whole', include: ['test/**/*.test.ts'], exclude: pure } },
      { test: { ...shared, name: 'pure', include: pure, isolate: false } },
    ],
  },
});

import { defineConfig } from 'vitest/config';

// Tests start the embedded cloud and real engines: two workers suit the two cores the suite is budgeted for.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/globalSetup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: process.env['CI'] ? ['default', ['json', { outputFile: '.test-results/report.json' }]] : ['default'],
  },
});

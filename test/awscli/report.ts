import { isDeepStrictEqual } from 'node:util';

/** Prints one line per assertion and keeps count. */
export interface Report {
  same(what: string, actual: unknown, expected: unknown): void;
  /** Runs a group; a command that fails is one failed assertion, and the groups after it still run. */
  group(name: string, run: () => Promise<void>): Promise<void>;
  /** The last line. */
  summary(): string;
  readonly failed: number;
}

export const summaryLine = (passed: number, failed: number, skipped = 0): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

export const createReport = (print: (line: string) => void): Report => {
  let passed = 0;
  let failed = 0;
  const fail = (line: string): void => {
    failed++;
    print(`not ok ${line}`);
  };
  return {
    same(what, actual, expected) {
      if (!isDeepStrictEqual(actual, expected))
        return fail(`${what}: expected ${JSON.stringify(expected)} got ${JSON.stringify(actual)}`);
      passed++;
      print(`ok ${what}`);
    },
    async group(name, run) {
      try {
        await run();
      } catch (error) {
        fail(`${name}: expected an answer got ${String(error)}`);
      }
    },
    summary: () => summaryLine(passed, failed),
    get failed() {
      return failed;
    },
  };
};

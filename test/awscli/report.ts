import { isDeepStrictEqual } from 'node:util';

export const summaryLine = (passed: number, failed: number, skipped = 0): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** Prints one line per assertion and keeps count. */
export class Report {
  passed = 0;
  failed = 0;

  readonly same = (what: string, actual: unknown, expected: unknown): void => {
    const equal = isDeepStrictEqual(actual, expected);
    if (equal) this.passed++;
    else this.failed++;
    const difference = `: expected ${JSON.stringify(expected)} got ${JSON.stringify(actual)}`;
    console.log(equal ? `ok ${what}` : `not ok ${what}${difference}`);
  };

  /** Runs a group; a command that fails is one failed assertion, and the groups after it still run. */
  async group(name: string, run: (same: Report['same']) => Promise<void>): Promise<void> {
    await run(this.same).catch((error: unknown) =>
      this.same(`${name} to the end`, String(error), 'no error'),
    );
  }
}

import { expect, test } from 'vitest';
import { verdictOfStatus } from '../../functions/adapters/guardDuty.ts';

/** The result values that the GuardDuty user guide lists, and one that it does not. */
test.each([
  ['NO_THREATS_FOUND', 'CLEAN'],
  ['THREATS_FOUND', 'INFECTED'],
  ['UNSUPPORTED', 'FAILED'],
  ['ACCESS_DENIED', undefined],
  ['FAILED', undefined],
  ['SOMETHING_NEW', undefined],
])('%s is the verdict %s', (status, verdict) => {
  expect(verdictOfStatus(status)).toBe(verdict);
});

import { expect, test } from 'vitest';
import { loadProcedures, loadUnit } from '../../../catalogue/tools/load.ts';
import { lockOf } from '../../../functions/core/archive/retention.ts';
import { isFileable } from '../../../functions/core/procedure/index.ts';
import { at } from '../calendar/support.ts';
import { must, policy, until } from '../dossier/support.ts';

const archiving = until((d) => d.phase === 'ARCHIVE_RESULT').dossier;
if (archiving.phase !== 'ARCHIVE_RESULT') throw new Error('the test itself is wrong');
const n = archiving.result.document;
const years = (count: number) => ({
  ...policy,
  unit: {
    ...policy.unit,
    retention: { ...policy.unit.retention, lockYears: { 'long-term': count, 'short-term': 1 } },
  },
});
const completed = (when: string) => ({ ...archiving, completedAt: at(when) });

/** Written by hand: the end of the same local date, so many years later; 29 February ends with 28 February. */
test.each([
  ['2026-11-23 10:00', 20, '2046-11-24T00:00:00+07:00'],
  ['2026-12-31 23:30', 5, '2031-12-31T17:00:00Z'],
  ['2027-01-01 00:30', 5, '2032-01-01T17:00:00Z'],
  ['2028-02-29 08:00', 1, '2029-03-01T00:00:00+07:00'],
  ['2028-02-29 08:00', 4, '2032-03-01T00:00:00+07:00'],
])('completed %s, %d years', (when, count, end) => {
  expect(lockOf(completed(when), n, years(count))).toBe(Date.parse(end));
});

test('the class of the procedure decides', () => {
  const { procedure } = policy;
  const short = { ...procedure, retention: { ...procedure.retention, class: 'short-term' as const } };
  expect(lockOf(completed('2026-11-23 10:00'), n, { ...years(20), procedure: short })).toBe(
    Date.parse('2027-11-24T00:00:00+07:00'),
  );
});

test('papers have no lock, nor has anything before there is a result', () => {
  expect(lockOf(archiving, 1, policy)).toBeUndefined();
  const before = until((d) => d.phase === 'ARCHIVE').dossier;
  expect(lockOf(before, 1, policy)).toBeUndefined();
});

test('shipped: every procedure that can be filed has a class, and the unit has years for it, for S3 to take', () => {
  const { lockYears } = loadUnit('SXD-H05').retention;
  const classes = new Set(
    loadProcedures()
      .filter(isFileable)
      .map(({ retention }) => retention.class),
  );
  expect(classes.size).toBeGreaterThan(0);
  for (const each of classes) expect(must(lockYears[each])).toBeLessThan(100);
  expect(lockYears['long-term']).toBeGreaterThan(lockYears['short-term']);
});

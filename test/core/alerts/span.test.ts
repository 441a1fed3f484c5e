import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOfficeOpen } from '../../../functions/core/alerts/hours.ts';
import { spanBetween, spanEn, spanVi } from '../../../functions/core/alerts/span.ts';
import { at, calendar } from '../calendar/support.ts';

/** Counted by hand on the calendar of 2026: offices work 07:30-11:30 and 13:00-17:00, Tuesday 24/11 is a holiday. */
test.each([
  [
    'the same hour of the same day',
    '2026-11-16 08:30',
    '2026-11-16 08:30',
    'dưới 1 phút',
    'less than a minute',
  ],
  [
    'within a morning',
    '2026-11-16 08:30',
    '2026-11-16 10:45',
    '2 giờ làm việc 15 phút',
    '2 working hours 15 min',
  ],
  ['over lunch', '2026-11-16 11:00', '2026-11-16 14:00', '1 giờ làm việc 30 phút', '1 working hour 30 min'],
  [
    'from closing to the next opening',
    '2026-11-16 17:00',
    '2026-11-17 07:30',
    'dưới 1 phút',
    'less than a minute',
  ],
  [
    'into the next morning',
    '2026-11-16 17:00',
    '2026-11-17 09:00',
    '1 giờ làm việc 30 phút',
    '1 working hour 30 min',
  ],
  ['to the next closing', '2026-11-16 17:00', '2026-11-17 17:00', '1 ngày làm việc', '1 working day'],
  [
    'over a weekend and a holiday',
    '2026-11-20 17:00',
    '2026-11-25 09:30',
    '1 ngày làm việc 2 giờ làm việc',
    '1 working day 2 working hours',
  ],
  ['over a worked Saturday', '2026-08-21 10:00', '2026-08-22 10:00', '1 ngày làm việc', '1 working day'],
  ['three days', '2026-11-16 10:00', '2026-11-19 10:30', '3 ngày làm việc 30 phút', '3 working days 30 min'],
])('%s', (_, from, to, vi, en) => {
  const span = spanBetween(calendar, at(from), at(to));
  expect([spanVi(span), spanEn(span)]).toEqual([vi, en]);
});

test('never negative, and longer with time', () => {
  const instant = fc.integer({ min: at('2026-01-05 00:00'), max: at('2026-12-20 00:00') });
  fc.assert(
    fc.property(instant, instant, instant, (a, b, c) => {
      const [from = 0, to = 0, later = 0] = [a, b, c].toSorted((x, y) => x - y);
      const [near, far] = [spanBetween(calendar, from, to), spanBetween(calendar, from, later)];
      expect(Math.min(near.days, near.minutes, far.minutes)).toBeGreaterThanOrEqual(0);
      expect(far.days * 10_000 + far.minutes).toBeGreaterThanOrEqual(near.days * 10_000 + near.minutes);
    }),
  );
});

test.each([
  ['2026-11-16 07:29', false],
  ['2026-11-16 07:30', true],
  ['2026-11-16 12:00', true],
  ['2026-11-16 17:00', true],
  ['2026-11-16 17:15', true],
  ['2026-11-16 18:01', false],
  ['2026-11-21 09:00', false],
  ['2026-11-24 09:00', false],
  ['2026-08-22 09:00', true],
])('people may be disturbed at %s: %s', (when, open) => {
  expect(isOfficeOpen(calendar, at(when))).toBe(open);
});

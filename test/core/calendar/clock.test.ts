import { describe, expect, test } from 'vitest';
import { dueDate, type Pause } from '../../../functions/core/calendar/index.ts';
import { at, calendar, due } from './support.ts';

const pause = (from: string, to: string): Pause => ({ from: at(from), to: at(to), reason: 'bổ sung' });

describe('cut-off (C3)', () => {
  test.each([
    ['15:00 sharp is still today', '2026-11-16 15:00', { kind: 'time', at: '15:00' }, '2026-11-17 17:00'],
    [
      'after 15:00 is the next working day',
      '2026-11-16 15:01',
      { kind: 'time', at: '15:00' },
      '2026-11-18 17:00',
    ],
    ['before a holiday', '2026-11-23 15:01', { kind: 'time', at: '15:00' }, '2026-11-26 17:00'],
    ['a Saturday counts as Monday', '2026-11-21 09:00', { kind: 'time', at: '15:00' }, '2026-11-25 17:00'],
    ['in the last hour', '2026-11-16 16:01', { kind: 'beforeClosing', minutes: 60 }, '2026-11-18 17:00'],
    ['after closing', '2026-11-16 17:01', { kind: 'beforeClosing', minutes: 0 }, '2026-11-18 17:00'],
    [
      'a worked Saturday is an ordinary day',
      '2026-08-22 09:00',
      { kind: 'time', at: '15:00' },
      '2026-08-24 17:00',
    ],
  ] as const)('%s', (_, received, cutOff, expected) => {
    expect(due(received, 1, 'workingDay', { cutOff })).toBe(expected);
  });

  test('without a cut-off a late filing is received on its own day', () => {
    expect(due('2026-11-16 23:59', 1, 'workingDay')).toBe('2026-11-17 17:00');
    expect(due('2026-11-21 09:00', 1, 'workingDay')).toBe('2026-11-23 17:00');
  });
});

describe('pauses', () => {
  const policy = { kind: 'continue' } as const;
  const continued = (...pauses: Pause[]) => due('2026-11-02 09:00', 10, 'workingDay', { pauses, policy });

  test('several pauses add up, overlapping ones count once, whatever their order', () => {
    const [a, b, c] = [
      pause('2026-11-05 10:00', '2026-11-10 10:00'),
      pause('2026-11-12 08:00', '2026-11-13 08:00'),
      pause('2026-11-06 08:00', '2026-11-09 08:00'),
    ];
    expect(continued(a, b)).toBe('2026-11-20 17:00');
    expect(continued(b, c, a)).toBe('2026-11-20 17:00');
  });

  test('asked and answered on one day: nothing is gained', () => {
    expect(continued(pause('2026-11-05 08:00', '2026-11-05 16:00'))).toBe('2026-11-16 17:00');
  });

  test('asked when already late: one day after the return', () => {
    expect(continued(pause('2026-11-17 08:00', '2026-11-19 08:00'))).toBe('2026-11-20 17:00');
    expect(continued(pause('2026-11-16 08:00', '2026-11-19 08:00'))).toBe('2026-11-20 17:00');
  });

  test('a pause entered later counts by its effective times, those before receipt do not', () => {
    expect(continued(pause('2026-10-20 08:00', '2026-10-28 08:00'))).toBe('2026-11-16 17:00');
    expect(continued(pause('2026-10-30 08:00', '2026-11-03 08:00'))).toBe('2026-11-17 17:00');
  });

  test('hours stop to the minute', () => {
    const pauses = [pause('2026-11-02 10:00', '2026-11-02 14:00')];
    expect(due('2026-11-02 09:00', 4, 'workingHour', { pauses, policy })).toBe('2026-11-02 17:00');
  });

  test('a month restarts on the date of the return', () => {
    const pauses = [pause('2026-11-05 08:00', '2026-11-10 08:00')];
    expect(due('2026-11-02 09:00', 1, 'month', { pauses, policy: { kind: 'reset' } })).toBe(
      '2026-12-10 17:00',
    );
    expect(due('2026-11-02 09:00', 1, 'month', { pauses, policy })).toBe('2026-12-07 17:00');
  });
});

describe('what cannot be answered is a coded error', () => {
  test.each([
    ['no days', 0, 'workingDay', {}, 'INVALID_LIMIT'],
    ['not a number', Number.NaN, 'workingDay', {}, 'INVALID_LIMIT'],
    ['half a month', 0.5, 'month', {}, 'INVALID_LIMIT'],
    ['past the horizon', 100_000, 'workingDay', {}, 'BEYOND_CALENDAR'],
    [
      'still waiting',
      5,
      'workingDay',
      { pauses: [{ from: at('2026-11-05 08:00'), reason: 'x' }] },
      'CLOCK_STOPPED',
    ],
    [
      'a pause backwards',
      5,
      'workingDay',
      { pauses: [pause('2026-11-05 08:00', '2026-11-04 08:00')] },
      'INVALID_PAUSE',
    ],
    ['no fixed days', 5, 'workingDay', { policy: { kind: 'fixedDays', days: 0 } }, 'INVALID_POLICY'],
  ] as const)('%s', (_, amount, unit, more, code) => {
    expect(due('2026-11-02 09:00', amount, unit, more)).toBe(code);
  });

  test('before the first year', () => {
    expect(due('2022-12-31 09:00', 1, 'workingDay')).toBe('BEYOND_CALENDAR');
  });
});

test.each([
  ['2026-12-30 09:00', 1, false],
  ['2026-12-30 09:00', 2, true],
])('received %s with %i working days is provisional: %s', (received, amount, provisional) => {
  const result = dueDate(calendar, { received: at(received), limit: { amount, unit: 'workingDay' } });
  expect(result.ok && result.value.provisional).toBe(provisional);
});

import { describe, expect, test } from 'vitest';
import { loadCalendar } from '../../../catalogue/tools/load.ts';
import {
  addWorkingMinutes,
  answerDue,
  apologyBy,
  type CalendarData,
  compileCalendar,
  dueDate,
  type PausePolicy,
  reappointment,
  standing,
  timeliness,
} from '../../../functions/core/calendar/index.ts';
import { at, calendar, due, local } from './support.ts';

/** The worked examples of the domain document, section 9, row by row; R4, R9 and R12 stand in test/core/procedure. */
describe('domain R1, calendar service', () => {
  test.each([
    ['10 wd, received Mon 16/11/2026 09:00', '2026-11-16 09:00', 10, 'workingDay', '2026-12-01 17:00'],
    ['5 wd, Thu 12/02/2026 (Tết)', '2026-02-12 09:00', 5, 'workingDay', '2026-02-26 17:00'],
    ['6 wd, Wed 31/12/2025, Sat 10/01 worked', '2025-12-31 09:00', 6, 'workingDay', '2026-01-10 17:00'],
    ['5 wd, Thu 20/08/2026, Sat 22/8 counts', '2026-08-20 09:00', 5, 'workingDay', '2026-08-26 17:00'],
    ['7 wd, Tue 25/08/2026, 31/8-2/9 off', '2026-08-25 09:00', 7, 'workingDay', '2026-09-08 17:00'],
    ['7 calendar days, 17/11/2026, end 24/11', '2026-11-17 09:00', 7, 'calendarDay', '2026-11-25 17:00'],
    ['80 working hours from 16/11/2026 09:00', '2026-11-16 09:00', 80, 'workingHour', '2026-12-01 09:00'],
  ] as const)('domain R1: %s', (_, received, amount, unit, expected) => {
    expect(due(received, amount, unit)).toBe(expected);
  });

  const data = loadCalendar();
  const year = (change: (year: CalendarData['years'][number]) => CalendarData['years'][number]) =>
    compileCalendar({ ...data, years: data.years.map(change) });
  const dueBy = (against: typeof calendar, received: string, amount: number) => {
    const result = dueDate(against, { received: at(received), limit: { amount, unit: 'workingDay' } });
    return result.ok ? `${local(result.value.due)}${result.value.provisional ? ' provisional' : ''}` : '';
  };

  test('domain R1: a list without the swaps of 2026 answers 27/8 and 7/9, which are wrong', () => {
    const swapped = ['2026-08-31', '2026-01-02'];
    const naive = year((each) => ({
      ...each,
      makeUpDays: [],
      daysOff: each.daysOff.filter((day) => !swapped.includes(day.date)),
    }));
    expect(dueBy(naive, '2026-08-20 09:00', 5)).toBe('2026-08-27 17:00');
    expect(dueBy(naive, '2026-08-25 09:00', 7)).toBe('2026-09-07 17:00');
  });

  test('domain R1: a date beyond the last issued year is provisional until that year is issued', () => {
    expect(dueBy(calendar, '2026-12-28 09:00', 3)).toBe('2026-12-31 17:00');
    expect(dueBy(calendar, '2026-12-28 09:00', 4)).toBe('2027-01-04 17:00 provisional');
    const issued = year((each) => ({ ...each, status: 'issued' }));
    expect(dueBy(issued, '2026-12-28 09:00', 4)).toBe('2027-01-04 17:00');
  });
});

describe('domain R2, answer to an online filing within 8 working hours', () => {
  test.each([
    ['Fri 20/11/2026 16:30', '2026-11-20 16:30', '2026-11-23 16:30'],
    ['Mon 23/11 16:30', '2026-11-23 16:30', '2026-11-25 16:30'],
    ['Sat 21/11 10:00', '2026-11-21 10:00', '2026-11-23 17:00'],
  ])('domain R2: submitted %s', (_, submitted, expected) => {
    const answer = answerDue(calendar, at(submitted), 8);
    expect(answer.ok && local(answer.value.due)).toBe(expected);
  });

  test('domain R2: reminders at 50% and 80%', () => {
    const submitted = at('2026-11-20 16:30');
    expect(local(addWorkingMinutes(calendar, submitted, 240))).toBe('2026-11-23 11:00');
    expect(local(addWorkingMinutes(calendar, submitted, 384))).toBe('2026-11-23 14:54');
  });
});

describe('domain R3, supplement: 10 wd received Mon 02/11/2026, asked Thu 05/11, returned Tue 10/11', () => {
  const pauses = [{ from: at('2026-11-05 10:00'), to: at('2026-11-10 14:00'), reason: 'bổ sung' }];
  const counted = (more: { pauses?: typeof pauses; policy?: PausePolicy }) =>
    dueDate(calendar, {
      received: at('2026-11-02 09:00'),
      limit: { amount: 10, unit: 'workingDay' },
      ...more,
    });
  const rows: [string, { pauses?: typeof pauses; policy?: PausePolicy }, string][] = [
    ['Reset', { pauses, policy: { kind: 'reset' } }, '2026-11-25 17:00'],
    ['Continue', { pauses, policy: { kind: 'continue' } }, '2026-11-19 17:00'],
    ['FixedDays(5)', { pauses, policy: { kind: 'fixedDays', days: 5 } }, '2026-11-17 17:00'],
    ['no effect', {}, '2026-11-16 17:00'],
  ];
  test.each(rows)('domain R3: %s', (_, more, expected) => {
    const answer = counted(more);
    expect(answer.ok && local(answer.value.due)).toBe(expected);
  });

  test('domain R3: three days are used when the supplement is asked for', () => {
    const answer = counted({ pauses, policy: { kind: 'continue' } });
    const [before, ...after] = answer.ok ? answer.value.derivation.counted : [];
    expect(before).toEqual({ from: '2026-11-03', to: '2026-11-05', n: 3 });
    expect(after.reduce((sum, run) => sum + run.n, 0)).toBe(7);
  });

  test('domain R3: waiting on the applicant is never time of a step', () => {
    const step = { received: at('2026-11-04 07:30'), limit: { amount: 16, unit: 'workingHour' as const } };
    const answer = dueDate(calendar, { ...step, pauses });
    expect(answer.ok && local(answer.value.due)).toBe('2026-11-11 10:00');
  });
});

describe('domain R5, apology before lateness', () => {
  test.each([
    ['Tue 01/12', '2026-12-01 17:00', '2026-11-30 17:00'],
    ['Wed 25/11/2026, 24/11 is a holiday', '2026-11-25 17:00', '2026-11-23 17:00'],
  ])('domain R5: due %s', (_, appointed, expected) => {
    expect(local(apologyBy(calendar, at(appointed)))).toBe(expected);
  });

  const ask = (when: string, newDue: string, used: number) => {
    const rule = { times: 1, noticeDays: 1 };
    const given = { due: at('2026-11-25 17:00'), newDue: at(newDue), at: at(when), rule, used };
    const result = reappointment(calendar, given);
    return result.ok ? result.value.noticeInTime : result.error.code;
  };
  test('domain R5: re-appointment at most once, to a later date, the notice in time or on record as late', () => {
    expect(ask('2026-11-23 17:00', '2026-11-27 17:00', 0)).toBe(true);
    expect(ask('2026-11-23 17:01', '2026-11-27 17:00', 0)).toBe(false);
    expect(ask('2026-11-23 09:00', '2026-11-25 17:00', 0)).toBe('REAPPOINTMENT_EARLIER');
    expect(ask('2026-11-23 09:00', '2026-11-27 17:00', 1)).toBe('REAPPOINTMENT_USED');
  });
});

describe('domain R6, early, on time, late by date of completion', () => {
  const appointed = at('2026-12-01 17:00');
  test.each([
    ['2026-11-30 16:00', 'early'],
    ['2026-12-01 08:00', 'onTime'],
    ['2026-12-01 16:59', 'onTime'],
    ['2026-12-02 08:00', 'late'],
  ])('domain R6: completed %s is %s against 01/12', (completed, expected) => {
    expect(timeliness(calendar, at(completed), appointed)).toBe(expected);
  });

  test('domain R6: completed 30/11 and delivered 10/12 is still early: delivery is no argument of the question', () => {
    const [completed, delivered] = [at('2026-11-30 16:00'), at('2026-12-10 09:00')];
    expect(timeliness(calendar, completed, appointed)).toBe('early');
    expect(timeliness(calendar, delivered, appointed)).toBe('late');
  });

  test.each([
    ['2026-12-08 10:00', 'late', 'early'],
    ['2026-12-10 10:00', 'late', 'onTime'],
    ['2026-12-11 10:00', 'late', 'late'],
    ['2026-11-30 10:00', 'early', 'early'],
  ])(
    'domain R6: completed %s is %s against the original 01/12, %s against the re-appointed 10/12',
    (...row) => {
      const [completed, original, reappointed] = row;
      expect(timeliness(calendar, at(completed), appointed)).toBe(original);
      expect(timeliness(calendar, at(completed), at('2026-12-10 17:00'))).toBe(reappointed);
    },
  );

  test('an open dossier is undue until the appointed date is over, and never overdue while it waits', () => {
    expect(standing(calendar, { due: appointed, paused: false }, at('2026-12-01 23:00'))).toBe('undue');
    expect(standing(calendar, { due: appointed, paused: false }, at('2026-12-02 00:00'))).toBe('overdue');
    expect(standing(calendar, { due: appointed, paused: true }, at('2026-12-02 00:00'))).toBe('paused');
  });
});

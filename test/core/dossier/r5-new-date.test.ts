import { describe, expect, test } from 'vitest';
import type { LocalDate } from '../../../functions/core/calendar/index.ts';
import { at } from '../calendar/support.ts';
import { desk, judge, leader, type Story } from './support.ts';
import {
  answer,
  appraisedSince,
  asked,
  dueOf,
  forms,
  lastEvent,
  receivedAt,
  resolvedAt,
  tell,
} from './tell.ts';

const to = (day: number, month = 12, year = 2026) =>
  ({ type: 'reappoint', newDue: { day, month, year } satisfies LocalDate, reason: 'Chờ ý kiến' }) as const;
/** Ten working days from Mon 16/11/2026: due Tue 01/12. */
const received = appraisedSince('2026-11-16 09:00');

describe('C8, R5: the apology goes out by the last working day before the due date', () => {
  test.each([
    ['due Tue 01/12: on Mon 30/11', received, '2026-11-30 17:00', true],
    ['due Tue 01/12: on the day itself', received, '2026-12-01 08:00', false],
    ['due Tue 01/12: after it', received, '2026-12-02 09:00', false],
    [
      'due Wed 25/11: on Mon 23/11, for 24/11 is a holiday',
      receivedAt('2026-11-10 09:00'),
      '2026-11-23 17:00',
      true,
    ],
    ['due Wed 25/11: on the holiday', receivedAt('2026-11-10 09:00'), '2026-11-24 09:00', false],
  ])('%s', (_name, story, when, noticeInTime) => {
    // A late notice is still owed: it never blocks, its lateness is on record.
    const moved = tell(story, when, to(4), leader);
    expect(lastEvent(moved).data).toMatchObject({ noticeInTime });
    expect(moved.dossier).toMatchObject({ clock: { reappointment: { noticeInTime, at: at(when) } } });
    expect(dueOf(moved)).toBe('2026-12-04 17:00');
  });

  test('form 04 says from which date to which, and the first date stays', () => {
    const moved = tell(received, '2026-11-25 09:00', to(4), leader);
    expect(forms(moved, '04')).toMatchObject([
      {
        ...{ number: '000.00.NN.H05-261102-0001/PXL', due: at('2026-12-01 17:00') },
        ...{ newDue: at('2026-12-04 17:00'), signer: 'leader-1' },
      },
    ]);
    expect(moved.dossier).toMatchObject({ appointed: at('2026-12-01 17:00'), deadlineVersion: 3 });
    expect(JSON.stringify(moved.events)).not.toContain('Chờ ý kiến');
  });

  test('at most once', () => {
    const moved = tell(received, '2026-11-25 09:00', to(4), leader);
    expect(answer(moved, '2026-11-26 09:00', to(11), leader)).toBe('REAPPOINTMENT_USED');
  });

  test.each([
    ['the appointed date itself', to(1)],
    ['an earlier date', to(30, 11)],
    ['a Saturday', to(12)],
    ['a Sunday', to(13)],
    ['a holiday', to(1, 1, 2027)],
  ])('%s is no new date', (_name, command) => {
    expect(judge(received, command, leader, at('2026-11-25 09:00'))).toMatchObject({
      error: { code: 'VALIDATION_FAILED', fields: [{ field: '/newDue' }] },
    });
  });

  test('nor is a day that has passed, when the dossier is late already', () => {
    expect(answer(received, '2026-12-07 09:00', to(4), leader)).toBe('VALIDATION_FAILED');
    expect(answer(received, '2026-12-07 09:00', to(7), leader)).toBe('reappointed');
  });
});

describe('R6: lateness against the new date and, separately, against the original one', () => {
  const moved = tell(received, '2026-11-25 09:00', to(4), leader);
  test.each([
    ['2026-11-30 16:00', 'early', 'early'],
    ['2026-12-01 16:59', 'early', 'onTime'],
    ['2026-12-03 09:00', 'early', 'late'],
    ['2026-12-04 16:00', 'onTime', 'late'],
    ['2026-12-07 09:00', 'late', 'late'],
  ])('completed %s: %s, originally %s', (when, outcome, outcomeOriginal) => {
    expect(resolvedAt(moved, when).dossier).toMatchObject({ outcome, outcomeOriginal });
  });

  test('the original date moves with the time the applicant was waited for, the apology does not save it', () => {
    // Paid after two working days: originally due Thu 03/12, by the new date Fri 11/12.
    const paid = pay(asked(received, '2026-11-18 09:00', 'payment'), '2026-11-20 09:00');
    const late = tell(paid, '2026-11-25 09:00', to(11), leader);
    expect(resolvedAt(late, '2026-12-03 16:00').dossier).toMatchObject({
      outcome: 'early',
      outcomeOriginal: 'onTime',
    });
    expect(resolvedAt(late, '2026-12-04 09:00').dossier).toMatchObject({
      outcome: 'early',
      outcomeOriginal: 'late',
    });
  });
});

const pay = (story: Story, when: string) =>
  tell(story, when, { type: 'confirmPayment', reference: 'BL-1' }, desk);

describe('a pause and a new date', () => {
  test('a pause after it moves it by the working days waited: 04/12 and two days make Tue 08/12', () => {
    const moved = tell(received, '2026-11-25 09:00', to(4), leader);
    const paid = pay(asked(moved, '2026-11-26 09:00', 'payment'), '2026-11-30 09:00');
    expect(dueOf(paid)).toBe('2026-12-08 17:00');
  });
  test('a pause before it has moved the date it replaces, not the promise made after', () => {
    const paid = pay(asked(received, '2026-11-18 09:00', 'payment'), '2026-11-20 09:00');
    expect(dueOf(paid)).toBe('2026-12-03 17:00');
    expect(answer(paid, '2026-11-25 09:00', to(3), leader)).toBe('VALIDATION_FAILED');
    expect(dueOf(tell(paid, '2026-11-25 09:00', to(10), leader))).toBe('2026-12-10 17:00');
  });
  test('while the applicant is waited for, no date of the office runs that could be moved', () => {
    const waiting = asked(received, '2026-11-18 09:00', 'payment');
    expect(answer(waiting, '2026-11-19 09:00', to(4), leader)).toBe('ILLEGAL_TRANSITION');
  });
});

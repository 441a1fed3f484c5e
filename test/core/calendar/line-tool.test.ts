import { describe, expect, test } from 'vitest';
import { calendarBook } from '../../../catalogue/tools/calendars.ts';
import { answerLine, printLine } from '../../../catalogue/tools/dueLine.ts';
import { explain } from '../../../catalogue/tools/explain.ts';
import { derivationSchema } from '../../../functions/core/calendar/derivationSchema.ts';

/** The contract of `npm run -s due` (issue 3, catalogue/README.md), line by line. */
const calendars = calendarBook();
const base = { received: '2026-11-16T09:00:00+07:00', limit: 10, unit: 'workingDay' };
const ask = (line: unknown) =>
  JSON.parse(printLine(calendars, typeof line === 'string' ? line : JSON.stringify(line)));
const pauses = [{ from: '2026-11-05T10:00:00+07:00', to: '2026-11-10T10:00:00+07:00' }];
const supplement = { ...base, received: '2026-11-02T09:00:00+07:00', pauses };

test('the example of the contract', () => {
  const answer = ask(base);
  expect(Object.keys(answer)).toEqual(['due', 'provisional', 'calendar', 'derivation']);
  expect(answer).toMatchObject({
    due: '2026-12-01T17:00:00+07:00',
    provisional: false,
    calendar: 'vn-2026.1',
  });
  expect(derivationSchema.parse(answer.derivation)).toEqual(answer.derivation);
  expect(Object.keys(answer.derivation)).toEqual([
    'rule',
    'article',
    'calendar',
    'start',
    'counted',
    'skipped',
    'paused',
  ]);
});

describe('options', () => {
  test.each([
    [{ ...base, calendar: 'vn' }, '2026-12-01'],
    [{ ...base, calendar: 'vn-2026.1' }, '2026-12-01'],
    [{ ...base, cutOff: '08:00' }, '2026-12-02'],
    [{ ...base, cutOff: { kind: 'time', at: '09:00' } }, '2026-12-01'],
    [{ ...base, received: '2026-11-16T09:00:01+07:00', cutOff: '09:00' }, '2026-12-02'],
    [{ ...base, cutOff: { kind: 'beforeClosing', minutes: 60 } }, '2026-12-01'],
    [{ ...base, pauses: [] }, '2026-12-01'],
    [{ ...base, policy: 'reset' }, '2026-12-01'],
    [{ ...supplement, policy: 'reset' }, '2026-11-25'],
    [{ ...supplement, policy: { kind: 'reset' } }, '2026-11-25'],
    [{ ...supplement, policy: 'continue' }, '2026-11-19'],
    [{ ...supplement, policy: 'fixedDays(5)' }, '2026-11-17'],
    [{ ...supplement, policy: { kind: 'fixedDays', days: 5 } }, '2026-11-17'],
    [{ ...supplement, policy: { fixedDays: 5 } }, '2026-11-17'],
    [supplement, '2026-11-19'],
    [{ ...supplement, pauses: [...pauses, ...pauses] }, '2026-11-19'],
    [{ ...supplement, pauses: [{ ...pauses[0], reason: 'bổ sung' }] }, '2026-11-19'],
    [{ ...base, received: '2026-11-16T02:00:00Z' }, '2026-12-01'],
    [{ ...base, received: '2026-11-16T09:00+0700' }, '2026-12-01'],
    [{ ...base, limit: 1e1 }, '2026-12-01'],
  ])('%j: %s', (line, due) => {
    expect(ask(line).due).toBe(`${due}T17:00:00+07:00`);
  });
});

describe('a bad line is answered with its error', () => {
  const { limit: _, ...noLimit } = base;
  test.each([
    ['not json', 'INVALID_JSON'],
    ['', 'INVALID_JSON'],
    ['   ', 'INVALID_JSON'],
    ['{"received":', 'INVALID_JSON'],
    ['['.repeat(100_000), 'INVALID_JSON'],
    ['[]', 'INVALID_LINE'],
    ['null', 'INVALID_LINE'],
    ['42', 'INVALID_LINE'],
    ['{}', 'INVALID_LINE'],
    [noLimit, 'INVALID_LINE'],
    [{ ...base, unit: 'week' }, 'INVALID_LINE'],
    [{ ...base, unit: 'WorkingDay' }, 'INVALID_LINE'],
    [{ ...base, limit: '10' }, 'INVALID_LINE'],
    [{ ...base, limit: null }, 'INVALID_LINE'],
    [JSON.stringify(base).replace('10', '1e400'), 'INVALID_LINE'],
    [{ ...base, received: 1_763_258_400_000 }, 'INVALID_LINE'],
    [{ ...base, colour: 'red' }, 'INVALID_LINE'],
    [JSON.stringify(base).replace('"limit"', '"__proto__":{},"limit"'), 'INVALID_LINE'],
    [{ ...base, cutOff: '25:00' }, 'INVALID_LINE'],
    [{ ...base, cutOff: { kind: 'beforeClosing', minutes: -1 } }, 'INVALID_LINE'],
    [{ ...base, policy: 'pause' }, 'INVALID_LINE'],
    [{ ...base, policy: 'fixedDays(0.5)' }, 'INVALID_LINE'],
    [{ ...base, policy: 'fixedDays(0)' }, 'INVALID_POLICY'],
    [{ ...base, policy: { fixedDays: -1 } }, 'INVALID_POLICY'],
    [{ ...base, pauses: {} }, 'INVALID_LINE'],
    [{ ...base, received: '2026-11-31T09:00:00+07:00' }, 'INVALID_INSTANT'],
    [{ ...base, received: '2026-02-29T09:00:00+07:00' }, 'INVALID_INSTANT'],
    [{ ...base, received: '2026-11-16T09:00:00' }, 'INVALID_INSTANT'],
    [{ ...base, received: '2026-11-16' }, 'INVALID_INSTANT'],
    [{ ...base, received: '' }, 'INVALID_INSTANT'],
    [{ ...base, pauses: [{ from: 'soon', to: '2026-11-18T09:00:00+07:00' }] }, 'INVALID_INSTANT'],
    [{ ...base, limit: 0 }, 'INVALID_LIMIT'],
    [{ ...base, limit: -1 }, 'INVALID_LIMIT'],
    [{ ...base, limit: 0.5, unit: 'calendarDay' }, 'INVALID_LIMIT'],
    [{ ...base, limit: 1.5, unit: 'month' }, 'INVALID_LIMIT'],
    [{ ...base, limit: 1e-12, unit: 'workingHour' }, 'INVALID_LIMIT'],
    [{ ...base, limit: 99_999 }, 'BEYOND_CALENDAR'],
    [{ ...base, limit: 1e300, unit: 'month' }, 'BEYOND_CALENDAR'],
    [{ ...base, received: '2022-12-31T09:00:00+07:00' }, 'BEYOND_CALENDAR'],
    [{ ...base, received: '2038-01-01T09:00:00+07:00' }, 'BEYOND_CALENDAR'],
    [{ ...base, received: '9999-12-31T23:59:59Z' }, 'BEYOND_CALENDAR'],
    [{ ...base, calendar: 'fr' }, 'UNKNOWN_CALENDAR'],
    [{ ...base, calendar: 'vn-1999.1' }, 'UNKNOWN_CALENDAR'],
    [{ ...base, calendar: '../calendars/vn' }, 'UNKNOWN_CALENDAR'],
    [{ ...base, pauses: [{ from: '2026-11-18T09:00:00+07:00' }] }, 'CLOCK_STOPPED'],
    [{ ...base, pauses: [{ from: '2026-11-18T09:00:00+07:00', to: null }] }, 'CLOCK_STOPPED'],
    [
      { ...base, pauses: [{ from: '2026-11-18T09:00:00Z', to: '2026-11-18T09:00:00+07:00' }] },
      'INVALID_PAUSE',
    ],
  ])('%.80j: %s', (line, code) => {
    const { error } = ask(line);
    expect(error).toEqual({ code, detail: expect.stringMatching(/./) });
  });
});

test('whatever happens inside, the line has an answer', () => {
  const broken = () => {
    throw new Error('boom');
  };
  expect(JSON.parse(printLine(broken, JSON.stringify(base)))).toEqual({
    error: { code: 'INTERNAL', detail: 'Error: boom' },
  });
});

test('one case told to a person', () => {
  const answer = answerLine(calendars, JSON.stringify({ ...supplement, policy: 'continue' }));
  expect(answer.ok && explain(answer.value.calendar, answer.value.due).split('\n')).toEqual([
    'Hạn trả kết quả / Due: 19/11/2026 17:00',
    'Quy tắc / Rule: 10 workingDay, continue (Bộ luật Dân sự 2015 Đ147)',
    'Lịch / Calendar: vn-2026.1',
    'Nhận hồ sơ / Received: 02/11/2026 09:00 (không tính ngày nhận / this day is not counted)',
    '  03/11/2026 - 05/11/2026  tính 3 / counted 3',
    '  06/11/2026 - 10/11/2026  tạm dừng / paused: pause',
    '  11/11/2026 - 13/11/2026  tính 3 / counted 3',
    '  14/11/2026 - 15/11/2026  bỏ qua / skipped: nghỉ hằng tuần / weekly rest [Bộ luật Lao động 2019 Đ111]',
    '  16/11/2026 - 19/11/2026  tính 4 / counted 4',
  ]);
});

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { answerLine, printAnswer } from '../../catalogue/tools/dueLine.ts';
import { explain } from '../../catalogue/tools/explain.ts';
import { loadCalendar } from '../../catalogue/tools/load.ts';
import { derivationSchema } from '../../functions/core/calendar/derivationSchema.ts';
import { compileCalendar } from '../../functions/core/calendar/index.ts';

const calendar = compileCalendar(loadCalendar());
const tool = fileURLToPath(new URL('../../catalogue/tools/due.ts', import.meta.url));
const base = { received: '2026-11-16T09:00:00+07:00', limit: 10, unit: 'workingDay' };
const ask = (line: unknown) =>
  JSON.parse(
    printAnswer(calendar, answerLine(calendar, typeof line === 'string' ? line : JSON.stringify(line))),
  );
const pauses = [{ from: '2026-11-05T10:00:00+07:00', to: '2026-11-10T10:00:00+07:00' }];
const supplement = { ...base, received: '2026-11-02T09:00:00+07:00', pauses };

test('the example of the contract', () => {
  const answer = ask(base);
  expect(answer).toMatchObject({
    due: '2026-12-01T17:00:00+07:00',
    provisional: false,
    calendar: 'vn-2026.1',
  });
  expect(derivationSchema.parse(answer.derivation)).toEqual(answer.derivation);
});

describe('options', () => {
  test.each([
    [{ ...base, calendar: 'vn' }, '2026-12-01T17:00:00+07:00'],
    [{ ...base, calendar: 'vn-2026.1' }, '2026-12-01T17:00:00+07:00'],
    [{ ...base, cutOff: '08:00' }, '2026-12-02T17:00:00+07:00'],
    [{ ...base, cutOff: { kind: 'beforeClosing', minutes: 60 } }, '2026-12-01T17:00:00+07:00'],
    [{ ...supplement, policy: 'reset' }, '2026-11-25T17:00:00+07:00'],
    [{ ...supplement, policy: { kind: 'reset' } }, '2026-11-25T17:00:00+07:00'],
    [{ ...supplement, policy: 'continue' }, '2026-11-19T17:00:00+07:00'],
    [{ ...supplement, policy: 'fixedDays(5)' }, '2026-11-17T17:00:00+07:00'],
    [{ ...supplement, policy: { kind: 'fixedDays', days: 5 } }, '2026-11-17T17:00:00+07:00'],
    [supplement, '2026-11-19T17:00:00+07:00'],
  ])('%j', (line, due) => {
    expect(ask(line).due).toBe(due);
  });
});

describe('a bad line is answered with its error', () => {
  test.each([
    ['not json', 'INVALID_JSON'],
    ['[]', 'INVALID_LINE'],
    [{ ...base, unit: 'week' }, 'INVALID_LINE'],
    [{ ...base, limit: '10' }, 'INVALID_LINE'],
    [{ ...base, colour: 'red' }, 'INVALID_LINE'],
    [{ ...base, policy: 'fixedDays(0)' }, 'INVALID_POLICY'],
    [{ ...base, received: '2026-11-31T09:00:00+07:00' }, 'INVALID_INSTANT'],
    [{ ...base, limit: -1 }, 'INVALID_LIMIT'],
    [{ ...base, limit: 99_999 }, 'BEYOND_CALENDAR'],
    [{ ...base, calendar: 'fr' }, 'UNKNOWN_CALENDAR'],
    [{ ...base, pauses: [{ from: '2026-11-18T09:00:00+07:00' }] }, 'CLOCK_STOPPED'],
  ])('%j: %s', (line, code) => {
    expect(ask(line).error.code).toBe(code);
  });
});

test('lines in, lines out, in order, past the bad ones', () => {
  const input = [JSON.stringify(base), 'x', JSON.stringify({ ...base, limit: 5 })].join('\n');
  const run = spawnSync(process.execPath, [tool], { input, encoding: 'utf8' });
  const answers = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers.map((answer) => answer.due ?? answer.error.code)).toEqual([
    '2026-12-01T17:00:00+07:00',
    'INVALID_JSON',
    '2026-11-23T17:00:00+07:00',
  ]);
});

test('one case told to a person', () => {
  const answer = answerLine(calendar, JSON.stringify({ ...supplement, policy: 'continue' }));
  expect(answer.ok && explain(calendar, answer.value).split('\n')).toEqual([
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

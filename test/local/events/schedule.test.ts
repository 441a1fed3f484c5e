import { expect, test } from 'vitest';
import { virtualClock } from '../../../local/clock.ts';
import { nextRun, startSchedule } from '../../../local/events/schedule.ts';

const at = (iso: string): number => Date.parse(iso);
const next = (expression: string, zone: string, after: string): string =>
  new Date(nextRun(expression, zone, at(after)) ?? Number.NaN).toISOString();

test('rates and cron expressions fire at the right instants, in the time zone', () => {
  expect(next('rate(15 minutes)', 'UTC', '2026-03-02T01:07:00Z')).toBe('2026-03-02T01:15:00.000Z');
  expect(next('rate(1 hour)', 'UTC', '2026-03-02T01:00:00Z')).toBe('2026-03-02T02:00:00.000Z');
  expect(next('cron(30 7 * * ? *)', 'Asia/Ho_Chi_Minh', '2026-03-02T01:00:00Z')).toBe(
    '2026-03-03T00:30:00.000Z',
  );
  expect(next('cron(0 8 ? * MON-FRI *)', 'UTC', '2026-03-06T09:00:00Z')).toBe('2026-03-09T08:00:00.000Z');
});

test('expressions whose meaning would differ are refused', () => {
  expect(() => next('cron(0 8 ? * 2-6 *)', 'UTC', '2026-03-06T09:00:00Z')).toThrow('name the days');
  expect(() => next('cron(0 8 * * ? 2027)', 'UTC', '2026-03-06T09:00:00Z')).toThrow('not supported');
  expect(() => next('at(2026-01-01T00:00:00)', 'UTC', '2026-03-06T09:00:00Z')).toThrow('not supported');
});

test('a schedule follows the clock', async () => {
  const clock = virtualClock(at('2026-03-02T01:07:00Z'));
  const fired: number[] = [];
  startSchedule(clock, 'rate(15 minutes)', 'UTC', () => fired.push(clock.now()));
  await clock.advanceTo(at('2026-03-02T02:00:00Z'));
  expect(fired.map((t) => new Date(t).getUTCMinutes())).toEqual([15, 30, 45, 0]);
});

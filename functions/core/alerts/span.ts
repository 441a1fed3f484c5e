import {
  addWorkingDays,
  type Calendar,
  type Instant,
  localDateOf,
  startOfDay,
  toEpochDay,
  workingDaysBetween,
  workingMinutesBetween,
} from '../calendar/index.ts';

/** Working time as people say it: whole working days, and office minutes beyond them. */
export interface Span {
  readonly days: number;
  readonly minutes: number;
}

/**
 * The working time from one instant to a later one. A whole working day has passed when the same hour has come on the next
 * one, so that days of any length count as one.
 */
export const spanBetween = (calendar: Calendar, from: Instant, to: Instant): Span => {
  const first = localDateOf(from, calendar);
  const time = from - startOfDay(calendar, toEpochDay(first));
  const after = (days: number): Instant =>
    days === 0 ? from : startOfDay(calendar, toEpochDay(addWorkingDays(calendar, first, days))) + time;
  const most = Math.max(0, workingDaysBetween(calendar, first, localDateOf(to, calendar)));
  const days = most > 0 && after(most) > to ? most - 1 : most;
  return { days, minutes: Math.max(0, Math.floor(workingMinutesBetween(calendar, after(days), to))) };
};

const HOUR = 60;

/** `2 ngày làm việc 3 giờ 15 phút`. */
export const spanVi = ({ days, minutes }: Span): string =>
  words([
    [days, 'ngày làm việc'],
    [Math.floor(minutes / HOUR), 'giờ làm việc'],
    [minutes % HOUR, 'phút'],
  ]) || 'dưới 1 phút';

/** `2 working days 3 working hours 15 min`. */
export const spanEn = ({ days, minutes }: Span): string =>
  words([
    [days, days === 1 ? 'working day' : 'working days'],
    [Math.floor(minutes / HOUR), Math.floor(minutes / HOUR) === 1 ? 'working hour' : 'working hours'],
    [minutes % HOUR, 'min'],
  ]) || 'less than a minute';

const words = (parts: readonly (readonly [number, string])[]): string =>
  parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');

import {
  type Calendar,
  closingInstant,
  HOUR_MS,
  type Instant,
  isWorkingDay,
  localDateOf,
  openingInstant,
} from '../calendar/index.ts';

/**
 * Whether people of the office may be disturbed at an instant: from opening to closing of a working day, lunch included,
 * and the hour after it, in which a timer set for the closing moment, or the sweep that makes up for it, still arrives.
 */
export const isOfficeOpen = (calendar: Calendar, at: Instant): boolean => {
  const day = localDateOf(at, calendar);
  return (
    isWorkingDay(calendar, day) &&
    at >= openingInstant(calendar, day) &&
    at <= closingInstant(calendar, day) + HOUR_MS
  );
};

import { addMonths, daysInMonth, formatDate, parseDate } from '../calendar/localDate.ts';
import { type Day, plusDays } from './days.ts';

/** A period of local days, both inclusive. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

export const isIn = (day: Day, { from, to }: Period): boolean => from <= day && day <= to;

/** `2026-11` a month, `2026-Q4` a quarter, `2026-6M` and `2026-9M` from the beginning of the year, `2026` the year. */
export const periodPattern = /^(20\d{2})(?:-(0[1-9]|1[0-2])|-Q([1-4])|-([69])M)?$/;

/**
 * The days of a reporting period (TT 01/2020/TT-VPCP: month, quarter, 6 and 9 months, year). With a closing day a period
 * ends on it in its last month and begins the day after it in the month before its first one; without, months are whole.
 */
export const periodOf = (name: string, closingDay?: number): Period | undefined => {
  const [, year, month, quarter, months] = periodPattern.exec(name) ?? [];
  if (year === undefined) return undefined;
  if (month !== undefined) return span(year, Number(month), Number(month), closingDay);
  if (quarter !== undefined) return span(year, Number(quarter) * 3 - 2, Number(quarter) * 3, closingDay);
  return span(year, 1, months === undefined ? 12 : Number(months), closingDay);
};

const span = (year: string, first: number, last: number, closingDay?: number): Period => {
  const begin = { year: Number(year), month: first, day: 1 };
  const end = { year: Number(year), month: last, day: closingDay ?? daysInMonth(Number(year), last) };
  const before = addMonths({ ...begin, day: closingDay ?? 1 }, -1);
  return {
    from: closingDay === undefined ? formatDate(begin) : plusDays(formatDate(before), 1),
    to: formatDate(end),
  };
};

/** `01/12/2026`. */
export const inWords = (day: Day): string => {
  const date = parseDate(day);
  return date ? `${pad(date.day)}/${pad(date.month)}/${date.year}` : day;
};

const pad = (value: number): string => String(value).padStart(2, '0');

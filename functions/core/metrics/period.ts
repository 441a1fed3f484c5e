import { addDays, formatDate, type LocalDate, parseDate, toEpochDay } from '../calendar/index.ts';

/** `2026-11`, `2026-Q4`, `2026-H1` (six months), `2026-9M` (nine) or `2026`: the periods of the law's reports. */
export type Period = string;

/** What a period is the sum of, in order: a year of four quarters, a quarter of three months. A month is a sum of days. */
export const childrenOf = (period: Period): readonly Period[] => {
  const [year = '', part] = period.split('-');
  const quarters = (n: number) => [1, 2, 3, 4].slice(0, n).map((q) => `${year}-Q${q}`);
  if (part === undefined) return quarters(4);
  if (part === 'H1') return quarters(2);
  if (part === '9M') return quarters(3);
  if (!part.startsWith('Q')) return [];
  const last = Number(part.slice(1)) * 3;
  return [last - 2, last - 1, last].map((month) => monthOf(Number(year), month));
};

const monthOf = (year: number, month: number): Period => `${year}-${String(month).padStart(2, '0')}`;

/** The periods that a month belongs to, each after those that it is the sum of. */
export const periodsAround = (month: Period): readonly Period[] => {
  const [year = '', part] = month.split('-');
  const n = Number(part);
  return [
    `${year}-Q${Math.ceil(n / 3)}`,
    ...(n <= 6 ? [`${year}-H1`] : []),
    ...(n <= 9 ? [`${year}-9M`] : []),
    year,
  ];
};

/** First and last local day of a period. */
export const daysOf = (period: Period): { readonly from: string; readonly to: string } => {
  const children = childrenOf(period);
  const [first, last] = [children[0], children.at(-1)];
  if (first !== undefined && last !== undefined) return { from: daysOf(first).from, to: daysOf(last).to };
  return { from: `${period}-01`, to: dayBefore(`${nextMonth(period)}-01`) };
};

export const nextMonth = (month: Period): Period => neighbour(month, 1);
export const previousMonth = (month: Period): Period => neighbour(month, -1);

const neighbour = (month: Period, by: 1 | -1): Period => {
  const [year = '', part] = month.split('-');
  const index = Number(year) * 12 + Number(part) - 1 + by;
  return monthOf(Math.floor(index / 12), (index % 12) + 1);
};

/** The month of a local day. */
export const monthOfDay = (day: string): Period => day.slice(0, 7);

/** A stretch of a span: a whole period, or days that fill none. */
export type Stretch = { readonly period: Period } | { readonly from: string; readonly to: string };

/** A span of local days as the fewest closed years, quarters and months and the days around them, in order. */
export const cover = (from: string, to: string): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (let day = from; day <= to; ) {
    const whole = candidatesAt(day).find((period) => daysOf(period).to <= to);
    const end = whole === undefined ? min(daysOf(monthOfDay(day)).to, to) : daysOf(whole).to;
    stretches.push(whole === undefined ? { from: day, to: end } : { period: whole });
    day = dayAfter(end);
  }
  return stretches;
};

/** The periods that begin on a day, the longest first. */
const candidatesAt = (day: string): readonly Period[] => {
  const [year = '', month = '', date] = day.split('-');
  if (date !== '01') return [];
  const n = Number(month);
  return [
    ...(n === 1 ? [year] : []),
    ...(n % 3 === 1 ? [`${year}-Q${Math.ceil(n / 3)}`] : []),
    monthOfDay(day),
  ];
};

const min = (a: string, b: string): string => (a < b ? a : b);

/** A day as callers write it; anything else is a bug of the caller. */
export const dateOfDay = (day: string): LocalDate => {
  const date = parseDate(day);
  if (!date) throw new Error(`no day ${day}`);
  return date;
};

export const plusDays = (day: string, days: number): string => formatDate(addDays(dateOfDay(day), days));
export const dayAfter = (day: string): string => plusDays(day, 1);
export const dayBefore = (day: string): string => plusDays(day, -1);
/** How many days a span has, both ends included. */
export const lengthOf = (from: string, to: string): number =>
  toEpochDay(dateOfDay(to)) - toEpochDay(dateOfDay(from)) + 1;

/** All days of a span, both ends included; none when it is empty. */
export function* daysBetween(from: string, to: string): Generator<string> {
  for (let day = from; day <= to; day = dayAfter(day)) yield day;
}

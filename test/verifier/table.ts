import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The verifier's own reading of the calendar files. It shares no code with the product on purpose: it uses `Date`,
 * looks at every day by itself, and trusts nothing but the JSON. Days are counted from 1970-01-01.
 */
const folder = fileURLToPath(new URL('../../catalogue/calendars/', import.meta.url));
const DAY = 86_400_000;

export interface Day {
  /** Open intervals in minutes since midnight; empty = not worked. */
  readonly open: readonly (readonly [number, number])[];
  readonly why?: 'weeklyRest' | 'holiday';
  readonly decision?: string;
}

export interface Table {
  readonly name: string;
  readonly days: ReadonlyMap<number, Day>;
  readonly lastIssued: number;
  readonly first: number;
  readonly last: number;
  readonly minutesPerDay: number;
  /** Minutes by which local time is ahead of UTC. */
  readonly offset: number;
}

export type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
export const object = (value: unknown): Json => (isObject(value) ? value : {});
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
const read = (name: string): Json => object(JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')));

/** Remembers answers: the verifier asks for the same few thousand days over and over. */
const remember = <K, V>(of: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? of(key);
    known.set(key, value);
    return value;
  };
};

/** The day number of `YYYY-MM-DD`. */
export const dayNumber = remember((date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY);

/** `YYYY-MM-DD` of a day number. */
export const dayText = remember((day: number): string => new Date(day * DAY).toISOString().slice(0, 10));

const minutes = (time: unknown): number => {
  const [hour = '', minute = ''] = String(time).split(':');
  return Number(hour) * 60 + Number(minute);
};

/** Reads the calendar and writes down every single day from its first year to its horizon. */
export function readTable(id = 'vn'): Table {
  const head = read(id);
  return tableOf({
    ...head,
    years: Array.isArray(head.years) ? head.years.map((year) => read(String(year))) : [],
  });
}

/** The same of a calendar version that is one piece of JSON, its years in it. */
export function tableOf(calendar: unknown): Table {
  const head = object(calendar);
  const years = list(head.years);
  const off = new Map(
    years.flatMap((year) => list(year.daysOff)).map((day) => [String(day.date), String(day.decision)]),
  );
  const made = new Map(
    years.flatMap((year) => list(year.makeUpDays)).map((day) => [String(day.date), String(day.for)]),
  );
  const week = object(head.week);
  const hoursOn = (date: string) => {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    return list(week[String(weekday)]).map((shift): [number, number] => [
      minutes(shift.from),
      minutes(shift.to),
    ]);
  };
  const rest = String(object(head.weeklyRest).decision);
  const numbers = years.map((year) => Number(year.year));
  const days = new Map<number, Day>();
  const last = dayNumber(`${String(head.extrapolateTo)}-12-31`);
  for (let day = dayNumber(`${Math.min(...numbers)}-01-01`); day <= last; day++) {
    const date = dayText(day);
    const decision = off.get(date);
    const swapped = made.get(date);
    if (swapped !== undefined) days.set(day, { open: hoursOn(swapped) });
    else if (decision !== undefined) days.set(day, { open: [], why: 'holiday', decision });
    else if (hoursOn(date).length === 0) days.set(day, { open: [], why: 'weeklyRest', decision: rest });
    else days.set(day, { open: hoursOn(date) });
  }
  const issued = years.filter((year) => year.status === 'issued').map((year) => Number(year.year));
  return {
    name: `${String(head.id)}-${String(head.version)}`,
    days,
    first: dayNumber(`${Math.min(...numbers)}-01-01`),
    last,
    lastIssued: dayNumber(`${Math.max(...issued)}-12-31`),
    minutesPerDay: Number(head.minutesPerWorkingDay),
    offset: minutes(String(head.offset).slice(1)) * (String(head.offset).startsWith('-') ? -1 : 1),
  };
}

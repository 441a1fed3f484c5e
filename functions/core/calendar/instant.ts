import { formatDate, fromEpochDay, parseDate, toEpochDay } from './localDate.ts';

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const ISO =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/;

/** Reads an ISO 8601 date-time that names its offset; undefined when it is malformed or names no offset. */
export function parseInstant(iso: string): Instant | undefined {
  const match = ISO.exec(iso);
  if (match === null) return undefined;
  const [, day = '', hour, minute, second = '0', fraction = '0', sign, offsetHour = '0', offsetMinute = '0'] =
    match;
  const date = parseDate(day);
  if (date === undefined) return undefined;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const offset = Number(offsetHour) * 60 + Number(offsetMinute);
  if (h > 23 || m > 59 || s > 59 || Number(offsetMinute) > 59 || offset > 18 * 60) return undefined;
  const local =
    toEpochDay(date) * DAY_MS + h * HOUR_MS + m * MINUTE_MS + s * 1000 + Number(fraction.padEnd(3, '0'));
  return local - (sign === '-' ? -offset : offset) * MINUTE_MS;
}

/** ISO 8601 with the offset spelled out, e.g. `2026-11-16T09:00:00+07:00`; milliseconds only when there are any. */
export function formatInstant(instant: Instant, offsetMinutes: number): string {
  const local = instant + offsetMinutes * MINUTE_MS;
  const epochDay = Math.floor(local / DAY_MS);
  const rest = local - epochDay * DAY_MS;
  const milliseconds = rest % 1000;
  const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`;
  const time = `${pad(rest / HOUR_MS)}:${pad((rest / MINUTE_MS) % 60)}:${pad((rest / 1000) % 60)}`;
  return `${formatDate(fromEpochDay(epochDay))}T${time}${fraction}${formatOffset(offsetMinutes)}`;
}

function formatOffset(offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${pad(size / 60)}:${pad(size % 60)}`;
}

function pad(value: number): string {
  const whole = Math.floor(value);
  return whole < 10 ? `0${whole}` : String(whole);
}

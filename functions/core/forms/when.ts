import { DAY_MS, fromEpochDay, HOUR_MS, type Instant, type LocalDate, MINUTE_MS } from '../calendar/index.ts';
import type { Language } from './messages/index.ts';

interface LocalTime {
  readonly date: LocalDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The wall clock of an office at an instant; its offset is fixed, as Vietnam keeps no summer time. */
const localTime = (at: Instant, offsetMinutes: number): LocalTime => {
  const local = at + offsetMinutes * MINUTE_MS;
  const day = Math.floor(local / DAY_MS);
  const rest = local - day * DAY_MS;
  return {
    date: fromEpochDay(day),
    hour: Math.floor(rest / HOUR_MS),
    minute: Math.floor(rest / MINUTE_MS) % 60,
    second: Math.floor(rest / 1000) % 60,
  };
};

const two = (n: number): string => String(n).padStart(2, '0');

/** Days below 10 and the months 1 and 2 are written with a zero, other months without (NĐ 30/2020 Phụ lục I). */
const inWords = ({ year, month, day }: LocalDate): string =>
  `ngày ${two(day)} tháng ${month <= 2 ? two(month) : month} năm ${year}`;

const english = ['January', 'February', 'March', 'April', 'May', 'June'].concat([
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]);
const inEnglish = ({ year, month, day }: LocalDate): string => `${day} ${english[month - 1] ?? ''} ${year}`;

/** Instants as the forms of one office and language write them. */
export interface When {
  /** `23/11/2026` */
  date(at: Instant): string;
  /** `08:30 23/11/2026`, for columns */
  short(at: Instant): string;
  /** `08:30:05 23/11/2026 +07:00`, for digital signatures */
  signed(at: Instant): string;
  /** `08 giờ 30 phút, ngày 23 tháng 11 năm 2026` */
  moment(at: Instant): string;
  /** `Bắc Ninh, ngày 23 tháng 11 năm 2026` */
  placed(place: string, at: Instant): string;
}

/** The writer of dates for an office whose local time is `offsetMinutes` ahead of UTC. */
export const when = (offsetMinutes: number, language: Language): When => {
  const date = (at: Instant): string => {
    const { year, month, day } = localTime(at, offsetMinutes).date;
    return `${two(day)}/${two(month)}/${year}`;
  };
  const clock = (at: Instant): string => {
    const { hour, minute } = localTime(at, offsetMinutes);
    return `${two(hour)}:${two(minute)}`;
  };
  const day = (at: Instant): string => {
    const local = localTime(at, offsetMinutes).date;
    return language === 'vi' ? inWords(local) : inEnglish(local);
  };
  return {
    date,
    short: (at) => `${clock(at)} ${date(at)}`,
    signed: (at) =>
      `${clock(at)}:${two(localTime(at, offsetMinutes).second)} ${date(at)} ${offset(offsetMinutes)}`,
    moment: (at) => {
      const { hour, minute } = localTime(at, offsetMinutes);
      return language === 'vi'
        ? `${two(hour)} giờ ${two(minute)} phút, ${day(at)}`
        : `${clock(at)}, ${day(at)}`;
    },
    placed: (place, at) => `${place}, ${day(at)}`,
  };
};

const offset = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

import { loadCalendar, loadProcedures, loadUnit } from '../../catalogue/tools/load.ts';
import { type Calendar, type CalendarData, compileCalendar } from '../../functions/core/calendar/index.ts';
import { isFileable, type Procedure, type Unit } from '../../functions/core/procedure/index.ts';
import { calendarWith } from '../support/catalogue.ts';
import { dayNumber, dayText, type Table, tableOf } from '../verifier/table.ts';

/** What kind of year a dossier lives through: how often time has its say, what the law changes, how the office is set. */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);

/** One calendar version in force, for the product and for the walker. */
export interface InForce {
  readonly from: number;
  readonly data: CalendarData;
  readonly calendar: Calendar;
  readonly table: Table;
}

export interface Year {
  readonly name: string;
  readonly unit: Unit;
  readonly procedures: readonly Procedure[];
  readonly calendars: readonly InForce[];
  /** The first instant from the given one on at which the sweep runs. */
  readonly sweptAt: (instant: number) => number;
}

/** A calendar that comes into force at a local time. */
export const inForceFrom = (when: string, data: CalendarData): InForce => ({
  ...{ from: at(when), data, calendar: compileCalendar(data), table: tableOf(data) },
});

const shipped = inForceFrom('2023-01-01 00:00', loadCalendar());
/** Fri 24/04 off, made up for on the Saturday of the week before; the announcement comes late, in the afternoon. */
const spring = inForceFrom(
  '2026-04-08 14:07',
  calendarWith('spring', { off: ['2026-04-24'], worked: [['2026-04-18', '2026-04-24']] }),
);
/** In autumn a Saturday becomes a working day within a fortnight, and a Monday a day off at three days' notice. */
const autumn = inForceFrom(
  '2026-10-02 21:41',
  calendarWith('autumn', {
    off: ['2026-04-24', '2026-10-05', '2026-11-20'],
    worked: [
      ['2026-04-18', '2026-04-24'],
      ['2026-10-17', '2026-11-20'],
    ],
  }),
);

/** A sweep every so often, down between these times. */
const every = (period: number, outages: readonly (readonly [string, string])[] = []) => {
  const down = outages.map(([from, to]) => [at(from), at(to)] as const);
  return (instant: number): number => {
    const next = Math.ceil(instant / period) * period;
    return down.find(([from, to]) => next >= from && next < to)?.[1] ?? next;
  };
};

const codes = ['1.013236', '1.012900', '1.013239', '1.013233', '1.013217'];
const fileable = loadProcedures().filter(isFileable);
const procedures = codes.flatMap((code) => fileable.filter((each) => each.code === code));
const unit = loadUnit('SXD-H05');

/** Some hours without a sweep, at night and in the middle of a working day, on a Friday into the weekend. */
const hours: readonly (readonly [string, string])[] = [
  ...[3, 5, 9, 11, 12].map((month) => {
    const day = `2026-${String(month).padStart(2, '0')}-11`;
    return [`${day} 09:50`, `${day} 13:00`] as const;
  }),
  ['2026-06-05 15:10', '2026-06-05 18:15'],
  ['2026-10-20 06:00', '2026-10-20 09:00'],
];
const days: readonly (readonly [string, string])[] = [
  ['2026-03-10 08:05', '2026-03-13 08:15'],
  ['2026-06-01 16:00', '2026-06-04 21:30'],
  ['2026-08-21 10:00', '2026-08-24 10:15'],
  ['2026-10-13 00:00', '2026-10-16 03:00'],
  ['2026-11-23 07:00', '2026-11-26 07:45'],
];

const year = (name: string, more: Partial<Year>): Year => ({
  ...{ name, unit, procedures, calendars: [shipped], sweptAt: every(15 * MINUTE) },
  ...more,
});

/** An office that wants its alerts at any hour, with procedures that have settings of their own. */
const anyHour: Unit = { ...unit, alerts: { ...unit.alerts, outsideWorkingHours: true } };
const special = procedures.map((procedure, i): Procedure => {
  const reappointment = { ...procedure.reappointment, times: i === 1 ? 0 : 1, noticeDays: i === 2 ? 2 : 1 };
  return { ...procedure, reappointment, alerts: { result: [30, 90], overdueDays: [2, 4] } };
});

/** Every month, at a few days' notice, a Monday is taken against the Saturday before it: steps move, few dates do. */
const months = ['03-07', '04-11', '05-16', '06-06', '07-11', '08-08', '09-12', '10-10', '11-14', '12-12'];
const mondayAfter = (saturday: string) => dayText(dayNumber(`2026-${saturday}`) + 2);
const swaps = months.map((saturday, i): InForce => {
  const gone = months.slice(0, i + 1);
  const data = calendarWith(`swap-${i}`, {
    off: gone.map(mondayAfter),
    worked: gone.map((each) => [`2026-${each}`, mondayAfter(each)] as const),
  });
  const friday = dayNumber(`2026-${saturday}`) - 1;
  return inForceFrom(`${dayText(friday)} 09:37`, data);
});
/** The sweep is down around each of these publications. */
const around = months.map((saturday) => {
  const friday = dayText(dayNumber(`2026-${saturday}`) - 1);
  return [`${friday} 07:15`, `${friday} 10:30`] as const;
});

/** The dossiers of a run live through these in turn. */
export const years: readonly Year[] = [
  year('a sweep every 15 minutes', {}),
  year('a sweep every minute', { sweptAt: every(MINUTE) }),
  year('time has its say at once', { sweptAt: (instant) => instant }),
  year('the sweep down for 3 hours at times', { sweptAt: every(15 * MINUTE, hours) }),
  year('the sweep down for 3 days at times', { sweptAt: every(15 * MINUTE, days) }),
  year('two new calendars', { calendars: [shipped, spring, autumn] }),
  year('two new calendars, the sweep down for 3 days at times', {
    ...{ calendars: [shipped, spring, autumn], sweptAt: every(15 * MINUTE, days) },
  }),
  year('a new calendar every month, the sweep down around its publication', {
    ...{ calendars: [shipped, ...swaps], sweptAt: every(15 * MINUTE, around) },
  }),
  year('alerts at any hour, procedures with settings of their own', {
    ...{ unit: anyHour, procedures: special, sweptAt: (instant) => instant },
  }),
];

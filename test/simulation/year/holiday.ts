import * as z from 'zod';
import {
  type CalendarData,
  compileCalendar,
  isWorkingInstant,
} from '../../../functions/core/calendar/index.ts';
import { localDay } from './arrivals.ts';
import { staffCaller } from './client.ts';
import type { Scene } from './journey.ts';

const DAY = 86_400_000;
const TEN_O_CLOCK = 10 * 3_600_000;
/** Longer than a function remembers the calendar. */
const SETTLED = 20 * 60_000;
const previewed = z.object({ confirm: z.string() });
const applied = z.object({ moved: z.int(), problems: z.array(z.unknown()), next: z.string().optional() });
const decision = {
  ...{ id: 'QĐ 998/QĐ-TTg (giả định)', title: 'A decision made up for the simulation' },
  ...{ verification: 'assumed' as const, source: 'simulation' },
};

/** A calendar under its next version, in which one day is off. */
export const withDayOff = (data: CalendarData, version: string, date: string): CalendarData => ({
  ...{ ...data, version },
  years: data.years.map((year) => {
    if (year.year !== Number(date.slice(0, 4))) return year;
    const { expectedWorkingDays: _, ...rest } = year;
    const name = { vi: 'Nghỉ theo quyết định', en: 'Day off by decision' };
    return {
      ...{ ...rest, version: rest.version + 1, decisions: [...rest.decisions, decision] },
      daysOff: [...rest.daysOff, { date, name, decision: decision.id }],
    };
  }),
});

/** At an instant the administrator declares the third working day from then off: the dates of open dossiers move. Answers how many. */
export const declareDayOff = async (
  { agenda, client, department }: Scene,
  data: CalendarData,
  at: number,
): Promise<number> => {
  await agenda.until(at);
  const admin = staffCaller('admin-1', 'administrator');
  const calendar = compileCalendar(data);
  const midnight = agenda.now() - ((agenda.now() + 7 * 3_600_000) % DAY);
  const coming = Array.from({ length: 20 }, (_, i) => midnight + (i + 1) * DAY);
  const day = coming.filter((each) => isWorkingInstant(calendar, each + TEN_O_CLOCK))[2];
  if (day === undefined) throw new Error('no working day in three weeks');
  const version = `${data.version}-off`;
  const next = withDayOff(data, version, localDay(day));
  const path = `/calendars/${data.id}/${version}`;
  await client.post(admin, '/calendars', 'calendar-draft', next);
  const { confirm } = previewed.parse(await client.get(admin, `${path}/preview`));
  await client.post(admin, `${path}/publish`, 'calendar-publish', { confirm });
  department.keepTo(compileCalendar(next));
  // Once for what is open, and once more for what was promised by a function that remembered the old one.
  let moved = 0;
  for (const round of [1, 2]) {
    await agenda.until(agenda.now() + SETTLED);
    for (let cursor: string | undefined, n = 0; n === 0 || cursor !== undefined; n++) {
      const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const key = `calendar-apply-${round}-${n}`;
      const page = applied.parse(await client.post(admin, `${path}/apply${query}`, key));
      if (page.problems.length > 0) throw new Error(`apply: ${JSON.stringify(page.problems)}`);
      moved += page.moved;
      cursor = page.next;
    }
  }
  return moved;
};

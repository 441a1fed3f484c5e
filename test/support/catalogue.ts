import { loadCalendar, loadProcedures } from '../../catalogue/tools/load.ts';
import type { CalendarData } from '../../functions/core/calendar/index.ts';
import type { ProcedureData } from '../../functions/core/procedure/index.ts';
import { type Answer, type CallOptions, call } from './api.ts';
import { type Person, tokenOf } from './cast.ts';
import type { CloudLike } from './cloudLike.ts';

const decision = {
  id: 'QĐ 999/QĐ-TTg (giả định)',
  title: 'A decision made up for tests',
  verification: 'assumed' as const,
  source: 'test',
};

/** The shipped calendar under another version, with days off and worked days of 2026 that tests make up. */
export const calendarWith = (
  version: string,
  days: { off?: readonly string[]; worked?: readonly (readonly [date: string, instead: string])[] },
): CalendarData => {
  const data = loadCalendar();
  const changed = data.years.map((year) => {
    if (year.year !== 2026) return year;
    const { expectedWorkingDays: _, ...rest } = year;
    const off = (days.off ?? []).map((date) => ({
      date,
      name: { vi: 'Nghỉ theo quyết định', en: 'Day off by decision' },
      decision: decision.id,
    }));
    const worked = (days.worked ?? []).map(([date, instead]) => ({
      date,
      for: instead,
      decision: decision.id,
    }));
    return {
      ...rest,
      version: rest.version + 1,
      decisions: [...rest.decisions, decision],
      daysOff: [...rest.daysOff, ...off],
      makeUpDays: [...rest.makeUpDays, ...worked],
    };
  });
  return { ...data, version, years: changed };
};

/** A shipped procedure version. */
export const shipped = (code: string): ProcedureData => {
  const found = loadProcedures().find((each) => each.code === code);
  if (!found) throw new Error(`no procedure ${code}`);
  return found;
};

/** Calls as a person and lets everything that follows settle. */
export const asPerson = async (
  cloud: CloudLike,
  person: Person,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  options: CallOptions = {},
): Promise<Answer> => {
  const token = await tokenOf(cloud, person);
  const answer = await call(cloud, method, path, {
    token,
    ...(body !== undefined && { body }),
    ...options,
  });
  await cloud.clock.settle();
  return answer;
};

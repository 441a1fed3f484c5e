import { type Calendar, type Instant, localDateOf, startOfDay, toEpochDay } from '../calendar/index.ts';
import { addMonths } from '../calendar/localDate.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { Policy } from '../dossier/policy.ts';

/**
 * Until when nobody can delete the result of a dossier (Luật Lưu trữ 33/2024/QH15): the years of its procedure's retention
 * class from the day of completion, that day's end included. A fact of the dossier and not of the moment of copying, so
 * that a repetition says the same.
 */
const lockEnd = (completedAt: Instant, years: number, calendar: Calendar): Instant => {
  const last = addMonths(localDateOf(completedAt, calendar), 12 * years);
  return startOfDay(calendar, toEpochDay(last) + 1);
};

/** The lock of document `n`: results have one, papers and forms are kept without. */
export const lockOf = (
  dossier: Dossier,
  n: number,
  { procedure, unit, calendar }: Policy,
): Instant | undefined => {
  if (dossier.phase !== 'ARCHIVE_RESULT' || dossier.result.document !== n) return undefined;
  return lockEnd(dossier.completedAt, unit.retention.lockYears[procedure.retention.class], calendar);
};

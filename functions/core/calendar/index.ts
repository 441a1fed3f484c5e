/** The working calendar and the statutory clock: pure functions over a compiled calendar. */
export {
  apologyBy,
  councilNoticeBy,
  type ExtensionRule,
  extendedDue,
  type ReappointmentRule,
  reappointment,
  standing,
  type Timeliness,
  timeliness,
} from './appointment.ts';
export { assembleCalendar, calendarProblems } from './assemble.ts';
export {
  type Calendar,
  compileCalendar,
  type DayHours,
  epochDayOf,
  localDateOf,
  startOfDay,
} from './calendar.ts';
export type { CountedRun, Derivation, PausedRun, SkippedRun, SkipReason } from './derivation.ts';
export { answerDue, type DueDate, dueDate, dueInstant, isProvisional } from './dueDate.ts';
export { DAY_MS, formatInstant, HOUR_MS, type Instant, MINUTE_MS, parseInstant } from './instant.ts';
export {
  type CalendarError,
  type CalendarErrorCode,
  type ClockInput,
  type CutOff,
  deemedReceived,
  type Limit,
  type Pause,
  type PausePolicy,
  type Unit,
} from './limit.ts';
export {
  addDays,
  addMonths,
  compareDates,
  dayOfWeek,
  formatDate,
  fromEpochDay,
  type LocalDate,
  parseDate,
  toEpochDay,
} from './localDate.ts';
export { type CalendarData, type CalendarHead, type CalendarYear, calendarSchema } from './schema.ts';
export {
  addWorkingDays,
  closingInstant,
  isWorkingDay,
  nextWorkingDay,
  openingInstant,
  previousWorkingDay,
  subtractWorkingDays,
  workingDateFrom,
  workingDaysBetween,
} from './workingDays.ts';
export {
  addWorkingMinutes,
  isWorkingInstant,
  nextOfficeInstant,
  workingMinutesBetween,
} from './workingTime.ts';

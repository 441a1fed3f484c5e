import { addWorkingMinutes, type Instant, nextOfficeInstant } from '../calendar/index.ts';
import type { Policy } from '../dossier/policy.ts';

/** Alerts are raised while the office is open: what falls outside waits for the next opening. */
export const officeTime = ({ calendar, unit }: Policy, at: Instant): Instant =>
  unit.alerts.outsideWorkingHours ? at : nextOfficeInstant(calendar, at);

/** The end of so many hours of office time from an instant. */
export const hoursAfter = ({ calendar }: Policy, from: Instant, hours: number): Instant =>
  addWorkingMinutes(calendar, from, hours * 60);

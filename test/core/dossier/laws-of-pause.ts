import { expect } from 'vitest';
import {
  type Calendar,
  formatDate,
  localDateOf,
  workingDaysBetween,
  workingMinutesBetween,
} from '../../../functions/core/calendar/index.ts';
import type { Dossier } from '../../../functions/core/dossier/dossier.ts';
import type { DossierEvent } from '../../../functions/core/dossier/events.ts';
import { calendar, otherCalendar } from './support.ts';

/** The law of the building permit: ten working days, a pause merely stops the clock (NĐ 217/2026 Đ54). */
const LIMIT = 10;

const calendarOf = (id: string): Calendar => (id === otherCalendar.id ? otherCalendar : calendar);

/** The time in which the dossier waited on the applicant never counts, for the office or for an officer (I11, R3). */
export const lawsOfPause = (before: Dossier | undefined, after: Dossier, event: DossierEvent): void => {
  const resumed =
    event.type === 'paymentConfirmed' ||
    (event.type === 'lapsed' && event.data.outcome === 'mustRefuse') ||
    (event.type === 'documentsVerified' && before?.phase === 'VERIFY_SUPPLEMENT' && after.status === 4);
  const paused = event.type === 'supplementRequested' || event.type === 'paymentRequired';
  if (resumed && before) lawsOfResumption(before, after);
  if (paused && before?.phase === 'REQUEST' && 'step' in after) {
    const left = Math.max(0, before.step.due - event.at);
    const minutes = left === 0 ? 0 : workingMinutesBetween(calendar, event.at, before.step.due);
    expect(after.step.resumed, 'the step keeps what is left of it').toEqual({ at: event.at, minutes });
  }
  if (after.phase === 'SUPPLEMENT' || after.phase === 'PAYMENT') {
    expect(after.deadline?.kind, 'the applicant’s own time runs, the office’s does not').toBe(after.phase);
    expect('step' in after && after.step.claim, 'nobody holds a step that waits').toBeFalsy();
  }
  lawOfTenDays(after);
};

/** The pause lasted from the request to the hand-in, the payment, or the end of the applicant's time. */
const lawsOfResumption = (before: Dossier, after: Dossier): void => {
  if (!('step' in before) || !('clock' in after) || !('step' in after)) throw new Error('nothing was paused');
  const pause = after.clock.pauses.at(-1);
  const asked = 'supplement' in before ? before.supplement.askedAt : undefined;
  if (asked !== undefined) expect(pause?.from).toBe(asked);
  if (before.phase === 'VERIFY_SUPPLEMENT') expect(pause?.to).toBe(before.supplement.suppliedAt);
  if (before.phase === 'SUPPLEMENT') expect(pause?.to).toBe(before.deadline?.due);
  expect(after.step.run).toBe(before.step.run);
  const ran = after.step.resumed?.at ?? Number.NaN;
  expect(ran, 'the officer’s time runs on no earlier than the pause ends').toBe(pause?.to);
  expect(workingMinutesBetween(calendar, ran, after.step.due)).toBe(before.step.resumed?.minutes);
};

/** Working days from the receipt to the date, less those of the pauses, are those of the limit: counted once more, simply. */
const lawOfTenDays = (after: Dossier): void => {
  if (!('clock' in after) || after.deadline?.kind !== 'APPOINTED') return;
  const { clock, clockStart, deadline } = after;
  const days = calendarOf(deadline.calendar);
  const between = (from: number, to: number) =>
    workingDaysBetween(days, localDateOf(from, days), localDateOf(to, days));
  let allowed = LIMIT + clock.extensions.reduce((sum, { amount }) => sum + amount, 0);
  let paused = 0;
  for (const { from, to } of clock.pauses) {
    const used = between(clockStart, from) - paused;
    // Already late when it began: one day after the return (domain 1.3); within one local day nothing moves.
    const moves = formatDate(localDateOf(from, days)) !== formatDate(localDateOf(to, days));
    if (moves && used >= allowed) allowed = used + 1;
    paused += between(from, to);
  }
  const counted = between(clockStart, deadline.due) - paused;
  if (!clock.reappointment) expect(counted, 'paused time never counts').toBe(allowed);
  else expect(counted, 'a new date is the later one').toBeGreaterThanOrEqual(allowed);
};

/** Silence that became agreement stays so, and an opinion stays as it was given (R18). */
export const lawsOfConsultations = (before: Dossier | undefined, after: Dossier): void => {
  if (!before || !('consultations' in before) || !('consultations' in after)) return;
  for (const { n, state } of before.consultations) {
    const now = after.consultations.find((each) => each.n === n)?.state;
    if (state !== 'open' && state !== 'late') expect(now).toBe(state);
    if (state === 'late') expect(['late', 'agree', 'disagree', 'comment']).toContain(now);
  }
};

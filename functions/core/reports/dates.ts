import { type Calendar, type Instant, workingMinutesBetween } from '../calendar/index.ts';
import { isReceived } from '../dossier/dossier.ts';
import { officeDue } from '../dossier/office-due.ts';
import type { DeadlineKind, Outcome } from '../dossier/parts.ts';
import { type Day, dayOf } from './days.ts';
import type { Closing, DossierFacts, FactSources } from './facts.ts';
import { isWaiting, type Moment } from './history.ts';

/** Promises of the office, as against the time that the applicant was given. */
const own: readonly DeadlineKind[] = ['INTAKE_ANSWER', 'APPOINTED', 'REFUSAL'];

interface Dates {
  readonly due?: { readonly day: Day; readonly kind: DeadlineKind };
  readonly original?: Day;
  readonly reappointed?: true;
  readonly clockStart?: Instant;
  readonly waitingSince?: Instant;
  /** Waits that have ended, in working minutes. */
  readonly waited: number;
  readonly closing?: Closing & { readonly at: Instant };
}

type DateFacts = Pick<DossierFacts, 'dueDay' | 'dueKind' | 'pausedSince' | 'closing' | 'minutes'>;

/** The dates that a dossier is judged by, and how it ended. */
export const datesOf = (history: readonly Moment[], { policy, at }: FactSources): DateFacts => {
  const { calendar } = policy;
  const dates = history.reduce<Dates>((before, moment) => next(before, moment, calendar), { waited: 0 });
  const { waitingSince, clockStart, waited } = dates;
  const last = history.at(-1)?.after;
  if (!dates.due || !last)
    throw new Error(`dossier ${history[0]?.event.dossierId} was never promised an answer`);
  const due = dates.closing ? dates.due : { ...dates.due, day: dayOf(officeDue(last, at, policy), calendar) };
  const end = waitingSince ?? dates.closing?.at ?? at;
  const closing = dates.closing && withoutInstant(dates.closing);
  return {
    ...{ dueDay: due.day, dueKind: due.kind },
    ...(waitingSince !== undefined && { pausedSince: dayOf(waitingSince, calendar) }),
    ...(closing && { closing }),
    ...(clockStart !== undefined && { minutes: workingMinutesBetween(calendar, clockStart, end) - waited }),
  };
};

const next = (dates: Dates, moment: Moment, calendar: Calendar): Dates => {
  const { after } = moment;
  const { deadline } = after;
  const due =
    deadline && own.includes(deadline.kind)
      ? { day: dayOf(deadline.due, calendar), kind: deadline.kind }
      : dates.due;
  const original = originalDay(dates, moment, due?.day);
  const clockStart = isReceived(after) ? after.clockStart : dates.clockStart;
  const dated = {
    ...{ ...dates, waited: waitedUntil(moment, calendar) ?? dates.waited },
    ...(due && { due }),
    ...(original !== undefined && { original }),
    ...(moment.event.type === 'reappointed' && { reappointed: true as const }),
    ...(clockStart !== undefined && { clockStart }),
  };
  const closing = dates.closing ?? closingOf(dated, moment, calendar);
  return waiting(closing ? { ...dated, closing } : dated, moment);
};

/**
 * The date that would hold without an apology (rule R6): the first appointed one, moved by what the applicant was waited
 * for and by extensions of the limit. After a re-appointment the log tells no such date; then the last one stays.
 */
const originalDay = (dates: Dates, { event, after }: Moment, due: Day | undefined): Day | undefined => {
  if (!isReceived(after)) return dates.original ?? due;
  const { pauses, extensions, reappointment } = after.clock;
  if (event.type === 'accepted') return due;
  const moved = pauses.length + extensions.length > 0 && reappointment === undefined;
  return moved && event.type !== 'lapsed' ? due : dates.original;
};

/** Pauses of the clock that have ended. */
const waitedUntil = ({ after }: Moment, calendar: Calendar): number | undefined =>
  isReceived(after)
    ? after.clock.pauses.reduce((sum, { from, to }) => sum + workingMinutesBetween(calendar, from, to), 0)
    : undefined;

/** A dossier that is closed keeps in mind whether it was waiting: the office was answerable until then, not longer. */
const waiting = (dates: Dates, { event, before, after }: Moment): Dates => {
  if (isWaiting(after)) return isWaiting(before) ? dates : { ...dates, waitingSince: event.at };
  if (after.phase === 'CLOSED') return dates;
  const { waitingSince: _, ...rest } = dates;
  return rest;
};

const closingOf = (dates: Dates, moment: Moment, calendar: Calendar): Dates['closing'] => {
  const ended = endOf(moment);
  if (!ended) return undefined;
  const day = dayOf(ended.at, calendar);
  const isMoved = dates.original !== undefined && dates.reappointed === true;
  const original = ended.original ?? (isMoved ? outcomeBy(day, dates.original) : ended.outcome);
  return { ...ended, day, original };
};

type End = Pick<Closing, 'how' | 'kind' | 'outcome'> & { readonly at: Instant; readonly original?: Outcome };

/** What ends a dossier, and when; how punctual that was stands in the log. */
const endOf = ({ event, after }: Moment): End | undefined => {
  const { at } = event;
  switch (event.type) {
    case 'documentsVerified': {
      const { completed } = event.data;
      const kind = 'register' in after ? after.register?.kind : undefined;
      if (!completed) return undefined;
      return {
        how: 'result',
        at: completed.at,
        outcome: completed.outcome,
        original: completed.original,
        ...(kind && { kind }),
      };
    }
    case 'lapsed':
      return event.data.outcome === 'stopped'
        ? { how: 'stopped', at, outcome: event.data.timeliness }
        : undefined;
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return { how: event.type, at, outcome: event.data.outcome };
    default:
      return undefined;
  }
};

/** By local date (rule R6). */
export const outcomeBy = (day: Day, due: Day | undefined): Outcome => {
  if (due === undefined || day < due) return 'early';
  return day === due ? 'onTime' : 'late';
};

const withoutInstant = ({ at: _, ...closing }: Closing & { readonly at: Instant }): Closing => closing;

import type { Place, Promised } from './alertLog.ts';
import type { AlertRules } from './alertRules.ts';
import {
  after,
  closingOf,
  dayAt,
  isWorked,
  lastBefore,
  midnight,
  openingOf,
  whenOpen,
  workedBetween,
  workingDayAfter,
  workingDayBefore,
} from './officeTime.ts';
import type { Table } from './table.ts';

/** What is to happen at an instant. Stages of one promise stand in the order of the specification's table. */
export interface Due {
  readonly stage: string;
  readonly at: number;
}

const MINUTE = 60_000;

/** `percent` of the working minutes of a promise, rounded down to the minute; its end where it has no time at all. */
const share = (table: Table, { from, due }: Promised, percent: number): number => {
  const minutes = Math.floor((workedBetween(table, from, due) * percent) / 100 / MINUTE);
  return Math.min(after(table, from, minutes * MINUTE), due);
};

/** From when on the dossier is forecast to be late: the rest of the steps no longer fits behind the current one. */
const atRisk = (table: Table, rules: AlertRules, place: Place, due: number): number | undefined => {
  const day = table.minutesPerDay * MINUTE;
  const rest = (from: number) => rules.budgets.slice(from).reduce((sum, days) => sum + days * day, 0);
  if (place.phase === 'ARCHIVE' || place.phase === 'HAND_OVER') return lastBefore(table, due, rest(0));
  if (!place.step) return undefined;
  const latest = lastBefore(table, due, rest(place.step.index + 1));
  return place.step.due > latest ? place.step.clock : latest;
};

/** When the leader is asked for the apology; what lay in the past when the date was moved is asked for at once. */
const apology = (
  table: Table,
  { noticeDays, newDates }: AlertRules,
  place: Place,
  risk: number | undefined,
  { due, movedAt }: { readonly due: number; readonly movedAt: number },
): number | undefined => {
  const from = [risk, place.step?.due].filter((at) => at !== undefined);
  if (place.newDate || newDates === 0 || from.length === 0) return undefined;
  const day = workingDayBefore(table, dayAt(table, due), noticeDays);
  const at = Math.max(openingOf(table, day), Math.min(...from), movedAt);
  return at > closingOf(table, day) ? undefined : at;
};

/**
 * The stages of the promise that runs, in the order of the table; none while the applicant has the move,
 * or while the result is being verified, which counts from its entry.
 * `breachRaised`: when the breach of this version was raised, if nobody has acknowledged it; `movedAt`: when a date was
 * last moved: nobody is alerted of what was past by then, but a danger that goes on is told at once.
 */
export const stagesOf = (
  table: Table,
  rules: AlertRules,
  place: Place,
  { breachRaised, movedAt }: { readonly breachRaised: number | undefined; readonly movedAt: number },
): readonly Due[] => {
  const { promise, phase } = place;
  if (!promise || ['REPLACEMENT', 'SUPPLEMENT', 'PAYMENT', 'VERIFY_RESULT'].includes(phase)) return [];
  const { kind, from, due } = promise;
  const dueDay = dayAt(table, due);
  const morning = (n: number) => openingOf(table, workingDayAfter(table, dueDay, n));
  const result = kind === 'APPOINTED';
  const risk = result ? atRisk(table, rules, place, due) : undefined;
  const timers: (readonly [string, number | undefined])[] = [
    [
      'NEW_ONLINE',
      kind === 'INTAKE_ANSWER' && place.online ? after(table, from, rules.intakeNotice) : undefined,
    ],
    ...(result ? rules.result : rules.intake).map(
      (p) => [`REMINDER_${p}`, share(table, promise, p)] as const,
    ),
    ['AT_RISK', risk === undefined ? undefined : Math.max(risk, movedAt)],
    ['APOLOGY_DUE', result ? apology(table, rules, place, risk, { due, movedAt }) : undefined],
    ['DUE', result ? openingOf(table, dueDay) : undefined],
    [result && !place.newDate ? 'SILENT_BREACH' : 'BREACH', kind === 'INTAKE_ANSWER' ? due : morning(1)],
    ...rules.overdueDays.map((n) => [`OVERDUE_${n}`, morning(n)] as const),
    [
      'UNACKNOWLEDGED',
      breachRaised === undefined ? undefined : after(table, breachRaised, rules.acknowledge),
    ],
  ];
  const dangers: readonly string[] = ['AT_RISK', 'APOLOGY_DUE'];
  return timers
    .flatMap(([stage, at]) => (at === undefined ? [] : [{ stage, at: inOffice(table, rules, at) }]))
    .filter(({ stage, at }) => at > movedAt || dangers.includes(stage));
};

const inOffice = (table: Table, rules: AlertRules, at: number): number =>
  rules.atAnyHour ? at : whenOpen(table, at);

const handOverLate = (table: Table, rules: AlertRules, accepted: number): number => {
  const day = dayAt(table, accepted);
  const inTime = isWorked(table, day) && accepted <= midnight(table, day) + rules.handOverCutOff;
  if (inTime) return closingOf(table, day);
  return after(table, openingOf(table, workingDayAfter(table, day, 1)), rules.handOver);
};

/** The stages of work, whichever apply where the dossier stands. */
export const workOf = (table: Table, rules: AlertRules, place: Place): readonly Due[] => {
  const { phase, step, watch } = place;
  const timers: (readonly [string, number])[] = [];
  if (step && (phase === 'REVIEW' || phase === 'REQUEST')) timers.push(['STEP_OVERRUN', step.due]);
  if (step && phase === 'REVIEW' && place.freeFrom !== undefined) {
    const at = after(table, Math.max(place.freeFrom, step.clock), rules.unclaimed);
    if (at < step.due) timers.push(['UNCLAIMED', at]);
  }
  if (phase === 'HAND_OVER') timers.push(['HAND_OVER_LATE', handOverLate(table, rules, place.acceptedAt)]);
  if (watch?.unscannedAt !== undefined) timers.push(['DIGITISATION_STUCK', watch.unscannedAt]);
  else if (watch && watch.attempt >= 5) timers.push(['DIGITISATION_STUCK', watch.until]);
  return timers.map(([stage, at]) => ({ stage, at: inOffice(table, rules, at) }));
};

/** What time does by itself, with the type of the event that tells of it; two of them are alerts as well. */
export interface Deed {
  readonly event: string;
  readonly n?: number;
  readonly at: number;
  readonly alert?: string;
}

export const deedsOf = (place: Place): readonly Deed[] => {
  const { phase, promise, watch, complaint } = place;
  const deeds: Deed[] = place.consultations.map(({ n, due, silence }) =>
    silence === 'agreed'
      ? { event: 'consultationLapsed', n, at: due }
      : { event: 'consultationLapsed', n, at: due, alert: 'CONSULTATION_LATE' },
  );
  if (promise && ['REPLACEMENT', 'SUPPLEMENT', 'PAYMENT'].includes(phase)) {
    deeds.push({ event: phase === 'REPLACEMENT' ? 'refused' : 'lapsed', at: promise.due });
  }
  if (watch && watch.attempt < 5) deeds.push({ event: 'digitisationRestarted', at: watch.until });
  if (complaint) {
    const { n, due: at } = complaint;
    deeds.push({ event: 'complaintOverdue', n, at, alert: 'COMPLAINT_OVERDUE' });
  }
  return deeds;
};

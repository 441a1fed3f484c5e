import {
  addWorkingDays,
  addWorkingMinutes,
  apologyBy,
  type Instant,
  localDateOf,
  openingInstant,
  subtractWorkingDays,
  workingMinutesBetween,
} from '../calendar/index.ts';
import { type Deadline, type Dossier, isReceived } from '../dossier/dossier.ts';
import type { Policy } from '../dossier/policy.ts';
import { hoursAfter, officeTime } from './office.ts';
import { riskOf } from './risk.ts';
import { isBreach, type Stage } from './stages.ts';

/** A stage and the instant at which it comes. */
export interface StageAt {
  readonly stage: Stage;
  readonly at: Instant;
}

/**
 * The stages of a running promise of the office in the order of docs/deadlines.md, decided or not. Those that lay in the
 * past when its date was moved are left out: nobody is alerted for the past.
 */
export const promiseStages = (d: Dossier, deadline: Deadline, policy: Policy): readonly StageAt[] => {
  const inOffice = ({ stage, at }: StageAt): StageAt => ({ stage, at: officeTime(policy, at) });
  const timed = [
    ...reminders(d, deadline, policy),
    ...dueDay(deadline, policy),
    ...broken(d, deadline, policy),
  ];
  const ahead = timed.map(inOffice).filter(({ at }) => at > d.movedAt);
  const others = [...foreseen(d, deadline, policy), ...unheard(deadline, policy)];
  return [...ahead, ...others.map(inOffice)].toSorted((a, b) => rankOf(a.stage) - rankOf(b.stage));
};

/** Where a stage stands among those that have come: the highest one is raised. */
export const rankOf = (stage: Stage): number => {
  const [, n] = stage.split(/_(?=\d)/);
  const rank = ranks.findIndex((name) => stage.startsWith(name));
  return rank * 1000 + Number(n ?? 0);
};
const ranks = [
  ...(['NEW_ONLINE', 'REMINDER', 'AT_RISK', 'APOLOGY_DUE', 'DUE'] as const),
  ...(['BREACH', 'SILENT_BREACH', 'OVERDUE', 'UNACKNOWLEDGED'] as const),
];

const reminders = (d: Dossier, { kind, from, due }: Deadline, policy: Policy): StageAt[] => {
  const { calendar, unit, procedure } = policy;
  const ofResult = procedure.alerts?.result ?? unit.alerts.result;
  const minutes = workingMinutesBetween(calendar, from, due);
  const shares = kind === 'APPOINTED' ? ofResult : unit.alerts.intake;
  const stages = shares.map((percent): StageAt => {
    const at = addWorkingMinutes(calendar, from, Math.floor((minutes * percent) / 100));
    // What is handed in after closing time on the very last day leaves no time at all.
    return { stage: `REMINDER_${percent}`, at: Math.min(at, due) };
  });
  if (kind !== 'INTAKE_ANSWER' || d.channel !== 'online') return stages;
  // The one-stop shop is told of a new filing within two working hours (NĐ 297/2025 Đ6.4).
  return [{ stage: 'NEW_ONLINE', at: hoursAfter(policy, from, unit.intakeNoticeHours) }, ...stages];
};

/** Foresight: the budgets no longer fit; the last day for the apology has come (rules C8, R5). */
const foreseen = (d: Dossier, { due, raised }: Deadline, policy: Policy): StageAt[] => {
  const risk = riskOf(d, policy);
  if (!risk || raised.some(isBreach)) return [];
  const { calendar, procedure } = policy;
  const { noticeDays, times } = procedure.reappointment;
  const since = (at: Instant) => Math.max(at, d.movedAt);
  const risky: StageAt = { stage: 'AT_RISK', at: since(risk.foreseen) };
  const given = isReceived(d) && d.clock.reappointment !== undefined;
  if (given || times === 0) return [risky];
  const day = subtractWorkingDays(calendar, localDateOf(due, calendar), noticeDays);
  const at = since(Math.max(openingInstant(calendar, day), risk.begins));
  return at > apologyBy(calendar, due, noticeDays) ? [risky] : [risky, { stage: 'APOLOGY_DUE', at }];
};

const dueDay = ({ kind, due }: Deadline, { calendar }: Policy): StageAt[] =>
  kind === 'APPOINTED' ? [{ stage: 'DUE', at: openingInstant(calendar, localDateOf(due, calendar)) }] : [];

/** The promise is broken; without the apology it was broken in silence. */
const broken = (d: Dossier, { kind, due }: Deadline, policy: Policy): StageAt[] => {
  const { calendar, unit, procedure } = policy;
  const dueDate = localDateOf(due, calendar);
  const morning = (n: number) => openingInstant(calendar, addWorkingDays(calendar, dueDate, n));
  // A promise for a day is kept on the whole of it: it is broken when the next working day opens (rule R6).
  const wholeDay = kind !== 'INTAKE_ANSWER';
  const silent = kind === 'APPOINTED' && isReceived(d) && !d.clock.reappointment;
  const stage = silent ? 'SILENT_BREACH' : 'BREACH';
  const days = procedure.alerts?.overdueDays ?? unit.alerts.overdueDays;
  return [
    { stage, at: wholeDay ? morning(1) : due },
    ...days.map((n): StageAt => ({ stage: `OVERDUE_${n}`, at: morning(n) })),
  ];
};

/** A breach that nobody has acknowledged goes one level up. */
const unheard = ({ breachedAt }: Deadline, policy: Policy): StageAt[] => {
  if (breachedAt === undefined) return [];
  return [
    { stage: 'UNACKNOWLEDGED', at: hoursAfter(policy, breachedAt, policy.unit.alerts.acknowledgeHours) },
  ];
};

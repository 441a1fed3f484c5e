import * as z from 'zod';

/** What the unit's file and the procedure's file say of alerts, read from the JSON alone. */

const time = z.string().transform((text) => {
  const [hour = '', minute = ''] = text.split(':');
  return (Number(hour) * 60 + Number(minute)) * 60_000;
});

const own = z.object({
  result: z.array(z.number()).optional(),
  overdueDays: z.array(z.int()).optional(),
});

const unitFile = z.object({
  intakeNoticeHours: z.number(),
  handOverCutOff: time,
  alerts: z.object({
    intake: z.array(z.number()),
    result: z.array(z.number()),
    overdueDays: z.array(z.int()),
    acknowledgeHours: z.number(),
    unclaimedHours: z.number(),
    handOverHours: z.number(),
    outsideWorkingHours: z.boolean().optional(),
  }),
});

const procedureFile = z.object({
  steps: z.array(z.object({ phase: z.string(), days: z.number() })),
  alerts: own.optional(),
  reappointment: z.object({ times: z.int(), noticeDays: z.int() }),
});

/** The settings by which the alerts of one dossier are counted; hours and minutes in milliseconds, budgets in days. */
export interface AlertRules {
  readonly intake: readonly number[];
  readonly result: readonly number[];
  readonly overdueDays: readonly number[];
  readonly intakeNotice: number;
  readonly acknowledge: number;
  readonly unclaimed: number;
  readonly handOver: number;
  readonly handOverCutOff: number;
  readonly atAnyHour: boolean;
  readonly budgets: readonly number[];
  /** How often a new date may be given, and how many working days before the old one the apology must go out. */
  readonly newDates: number;
  readonly noticeDays: number;
}

const HOUR = 3_600_000;
const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b);

export const alertRules = (unit: unknown, procedure: unknown): AlertRules => {
  const { alerts, intakeNoticeHours, handOverCutOff } = unitFile.parse(unit);
  const { steps, alerts: special, reappointment } = procedureFile.parse(procedure);
  return {
    intake: ascending(alerts.intake),
    result: ascending(special?.result ?? alerts.result),
    overdueDays: ascending(special?.overdueDays ?? alerts.overdueDays),
    intakeNotice: intakeNoticeHours * HOUR,
    acknowledge: alerts.acknowledgeHours * HOUR,
    unclaimed: alerts.unclaimedHours * HOUR,
    handOver: alerts.handOverHours * HOUR,
    handOverCutOff,
    atAnyHour: alerts.outsideWorkingHours ?? false,
    budgets: steps.filter(({ phase }) => phase === 'review').map(({ days }) => days),
    newDates: reappointment.times,
    noticeDays: reappointment.noticeDays,
  };
};

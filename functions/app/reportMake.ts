import { type Calendar, parseDate } from '../core/calendar/index.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { isEffective, type ProcedureData, type Unit } from '../core/procedure/index.ts';
import { bieu06 } from '../core/reports/bieu06.ts';
import type { Day } from '../core/reports/days.ts';
import { dueList } from '../core/reports/due-list.ts';
import type { DossierFacts, Visible } from '../core/reports/facts.ts';
import { onSpot } from '../core/reports/on-spot.ts';
import type { Period } from '../core/reports/period.ts';
import { qd766 } from '../core/reports/qd766.ts';
import type { ReportName } from '../core/reports/readers.ts';
import { reviewSheet } from '../core/reports/review-sheet.ts';
import { satisfaction } from '../core/reports/satisfaction.ts';
import { stepLateness } from '../core/reports/step-lateness.ts';
import type { Report } from '../core/reports/table.ts';
import { tt012018 } from '../core/reports/tt012018.ts';
import { ok, type Result } from '../core/result.ts';
import type { ScalePort } from './reports.ts';

/** What reports need besides the dossiers. */
export interface Context {
  readonly unit: Unit;
  readonly calendar: Calendar;
  /** All versions, or those of the one procedure that was asked for. */
  readonly procedures: readonly ProcedureData[];
  readonly today: Day;
  readonly visible: Visible;
  readonly scales: ScalePort['scales'];
  /** Names of staff by account; absent for readers who see numbers and not people. */
  readonly names?: () => Promise<ReadonlyMap<string, string>>;
}

/** The report by its name; a refusal where its numbers do not add up. */
export const makeReport = async (
  name: ReportName,
  facts: readonly DossierFacts[],
  period: Period,
  context: Context,
): Promise<Result<Report, Refusal>> => {
  const { unit, calendar, visible } = context;
  const minutesPerDay = calendar.minutesPerWorkingDay;
  const names = async () => (await context.names?.()) ?? new Map<string, string>();
  switch (name) {
    case 'bieu-06':
      return identical(bieu06(facts, period, unit.reports), visible);
    case 'review-sheet': {
      const procedure = newest(context, period.to);
      return procedure
        ? ok(reviewSheet(facts, period, { procedure, minutesPerDay }))
        : refuse('UNKNOWN_PROCEDURE');
    }
    case 'due-list':
      return ok(dueList(facts, period, { calendar, visible, names: await names() }));
    case 'step-lateness':
      return ok(stepLateness(facts, period, { visible, names: await names(), minutesPerDay }));
    case 'on-spot':
      return ok(onSpot(facts, period, { visible }));
    case 'satisfaction':
      return ok(satisfaction(facts, period));
    case 'qd-766': {
      const { qd766: scale } = await context.scales();
      return ok(
        qd766(facts, period, {
          scale,
          landing: unit.reports,
          procedures: inForce(context, period.to),
          minutesPerDay,
        }),
      );
    }
    case 'tt-01-2018': {
      const { tt012018: scale } = await context.scales();
      const people = context.names && { names: await context.names() };
      return ok(tt012018(facts, period, { scale, procedures: inForce(context, period.to), ...people }));
    }
  }
};

/** A form whose identity fails is not delivered; dossiers are named to those who may know of them. */
const identical = (made: ReturnType<typeof bieu06>, visible: Visible): Result<Report, Refusal> => {
  if (made.ok) return made;
  const { received, accountedFor, dossiers } = made.error;
  const fields = dossiers.filter(visible).map(({ code, receivedDay, closing }) => ({
    field: code,
    detail: `received ${receivedDay}, ${closing ? `${closing.how} ${closing.day}` : 'open'}`,
  }));
  return refuse(
    'REPORT_INCONSISTENT',
    `${received} received, ${accountedFor} resolved or in process`,
    fields,
  );
};

/** Published versions in force on a day, or now where that is earlier. */
const inForce = ({ procedures, today }: Context, day: Day): readonly ProcedureData[] => {
  const date = parseDate(day < today ? day : today);
  return procedures.filter(
    (each) => each.status === 'published' && date !== undefined && isEffective(each, date),
  );
};

/** The version that a review is held against: the one in force, else the newest there is. */
const newest = (context: Context, day: Day): ProcedureData | undefined =>
  inForce(context, day).at(-1) ?? context.procedures.at(-1);

import { formatDate, localDateOf } from '../core/calendar/index.ts';
import type { UnitId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor, Role } from '../core/dossier/status.ts';
import { partsOf } from '../core/metrics/measures.ts';
import type { Unit } from '../core/procedure/index.ts';
import { counterOf, differences } from '../core/reports/check.ts';
import type { Day } from '../core/reports/days.ts';
import type { DossierFacts } from '../core/reports/facts.ts';
import type { Scales } from '../core/reports/indices.ts';
import { type Period, periodOf } from '../core/reports/period.ts';
import { type ReportName, readersOf } from '../core/reports/readers.ts';
import type { Imprint, Report } from '../core/reports/table.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday } from '../core/rights/standing.ts';
import type { CountStore } from './counts.ts';
import type { CataloguePort } from './ports.ts';
import { dossiersOf, MOST, openOn } from './reportDossiers.ts';
import { type FactPorts, factsOfAll } from './reportFacts.ts';
import { makeReport } from './reportMake.ts';
import type { StaffStore } from './staff.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';
import type { TallyPorts } from './tally.ts';

export interface ReportPorts extends StandingPorts, TallyPorts, FactPorts {
  readonly reads: TallyPorts['reads'] & FactPorts['reads'];
  readonly catalogue: CataloguePort;
  readonly counts: CountStore;
  readonly staff: Pick<StaffStore, 'record' | 'profiles'>;
  readonly scales: ScalePort['scales'];
}

export interface ScalePort {
  /** Scales of the evaluations, as published. Throws when there are none: that is a broken installation. */
  scales(): Promise<Scales>;
}

export interface ReportRequest {
  readonly name: ReportName;
  readonly actor: Actor;
  readonly unit: UnitId;
  /** By its name (see `periodOf`), or by its first and last day. */
  readonly period: string | Period;
  /** 8-character code; only dossiers of this procedure. */
  readonly procedure?: string | undefined;
}

export interface Made {
  readonly report: Report;
  readonly imprint: Imprint;
}

/** One report of a unit, made from the logs of its dossiers. Nothing is kept: the same question gets the same numbers. */
export const unitReport =
  (ports: ReportPorts) =>
  async (request: ReportRequest): Promise<Result<Made, Refusal>> => {
    const { name, unit } = request;
    if (request.actor.kind !== 'staff' || request.actor.unit !== unit) return refuse('NOT_FOUND');
    const standing = await standingNow(ports, request.actor);
    if (!standing.ok) return standing;
    const actor = standing.value;
    if (!rolesToday(actor).some((role) => readersOf[name].includes(role))) {
      return refuse('ROLE_NOT_ALLOWED', `${name} is for ${readersOf[name].join(', ')}`);
    }
    const office = await ports.catalogue.office(unit);
    if (!office) return refuse('NOT_FOUND');
    const period = periodIn(request.period, office.unit);
    if (!period)
      return refuse('VALIDATION_FAILED', undefined, [{ field: '/period', detail: 'no such period' }]);
    const now = ports.clock.now();
    const today = formatDate(localDateOf(now, office.calendar));
    const procedures = await proceduresOf(ports.catalogue, request.procedure);
    if (request.procedure !== undefined && procedures.length === 0)
      return refuse('UNKNOWN_PROCEDURE', request.procedure);
    if (name === 'review-sheet' && request.procedure === undefined) {
      return refuse('VALIDATION_FAILED', undefined, [
        { field: '/procedure', detail: 'the procedure to review' },
      ]);
    }
    const day = name === 'due-list' ? earlier(period.from, today) : period.to;
    const ids = await (name === 'due-list'
      ? openOn(ports, unit, day, request.procedure)
      : dossiersOf(ports, unit, { from: period.from, to: earlier(period.to, today) }, request.procedure));
    if (!ids) return refuse('REPORT_TOO_LONG', `more than ${MOST} dossiers`);
    const facts = await factsOfAll(ports, ids, { day, now, withFiles: name === 'review-sheet' });
    if (!facts) return refuse('REPORT_TOO_LONG', `${ids.length} dossiers could not be read in time`);
    const wrong = name === 'bieu-06' && period.to < today ? await unlike(ports, request, period, facts) : [];
    if (wrong.length > 0) return refuse('REPORT_INCONSISTENT', wrong.join('; '));
    const names = async () =>
      new Map((await ports.staff.profiles(unit)).map((each) => [String(each.subject), each.name]));
    const made = await makeReport(name, facts, period, {
      ...{ ...office, procedures, today, visible: visibleTo(actor), scales: ports.scales },
      ...(mayNamePeople(actor) && { names }),
    });
    if (!made.ok) return made;
    const { id, name: full, letterhead } = office.unit;
    const superior = letterhead.superior === undefined ? {} : { superior: letterhead.superior };
    const imprint = {
      unit: { id, name: full, ...superior },
      madeAt: now,
      offsetMinutes: office.calendar.offsetMinutes,
    };
    return ok({ report: made.value, imprint });
  };

const periodIn = (asked: ReportRequest['period'], unit: Unit): Period | undefined =>
  typeof asked === 'string' ? periodOf(asked, unit.reports.closingDay) : asked;

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

const proceduresOf = (catalogue: CataloguePort, code: string | undefined) =>
  code === undefined ? catalogue.procedures() : catalogue.versions(code);

/** In words, what the counters of a past period tell differently from the logs. Today's move while they are read. */
const unlike = async (
  ports: ReportPorts,
  { unit, procedure }: ReportRequest,
  period: Period,
  facts: readonly DossierFacts[],
): Promise<readonly string[]> => {
  const days = await ports.counts.counters(unit, period.from, period.to);
  const counter = counterOf(
    days.values(),
    (cell) => procedure === undefined || partsOf(cell).procedure === procedure,
  );
  return differences(facts, period, counter).map(
    ({ measure, counters, logs }) => `${measure}: ${counters} counted, ${logs} in the logs`,
  );
};

/** Those who only see numbers know no dossier by name; a restricted one is for those who are cleared. */
const visibleTo = (actor: Actor) => {
  const isOfficer = mayNamePeople(actor);
  return ({ restricted }: DossierFacts): boolean =>
    isOfficer && (!restricted || actor.clearance === 'restricted');
};

const onlyNumbers: readonly Role[] = ['reportViewer', 'consultedAgency', 'applicant', 'portal'];
const mayNamePeople = (actor: Actor): boolean =>
  rolesToday(actor).some((role) => !onlyNumbers.includes(role));

import type { Limit } from '../calendar/index.ts';
import { parseDate, toEpochDay } from '../calendar/localDate.ts';
import type { ProcedureData } from './schema.ts';

/** A reason why a version may not be published. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
}

/** Checks one version for what its schema cannot say; empty when it may be published. */
export function validateProcedure(procedure: ProcedureData): Problem[] {
  const problems: Problem[] = [];
  const report = (code: string, detail: string) => problems.push({ code, detail });
  for (const [what, ids] of Object.entries(identifiers(procedure))) {
    for (const twice of duplicates(ids)) report('DUPLICATE_ID', `${what} ${twice}`);
  }
  if (procedure.sources.length === 0) report('NO_SOURCES', procedure.code);
  const { from, to } = procedure.effective;
  if (to !== undefined && to < from) report('EMPTY_INTERVAL', `${from} … ${to}`);
  if (procedure.status === 'draft' && procedure.draftReason === undefined)
    report('NO_DRAFT_REASON', procedure.code);
  const forms = new Set(procedure.forms.map((form) => form.id));
  for (const component of procedure.components) {
    if (component.form !== undefined && !forms.has(component.form)) report('UNKNOWN_FORM', component.form);
    if (component.requirement !== 'required' && component.condition === undefined) {
      report('NO_CONDITION', component.id);
    }
    if (component.requirement === 'replaced-by-data' && component.database === undefined) {
      report('NO_DATABASE', component.id);
    }
  }
  if (procedure.status === 'published') problems.push(...publicationProblems(procedure));
  return problems;
}

/** Checks all versions together: those of one code may not be in force at once. */
export function validateCatalogue(versions: readonly ProcedureData[]): Problem[] {
  const problems = versions.flatMap((version) =>
    validateProcedure(version).map((problem) => ({
      ...problem,
      detail: `${version.code} v${version.version}: ${problem.detail}`,
    })),
  );
  const published = versions.filter((version) => version.status === 'published');
  for (const [i, a] of published.entries()) {
    for (const b of published.slice(i + 1)) {
      if (a.code === b.code && overlap(a, b)) {
        problems.push({ code: 'OVERLAP', detail: `${a.code}: versions ${a.version} and ${b.version}` });
      }
    }
  }
  for (const twice of duplicates(versions.map((version) => `${version.code} v${version.version}`))) {
    problems.push({ code: 'DUPLICATE_VERSION', detail: twice });
  }
  return problems;
}

function publicationProblems(procedure: ProcedureData): Problem[] {
  const problems: Problem[] = [];
  const closed = procedure.closedReason !== undefined;
  const { limit, steps } = procedure;
  if (limit === undefined) {
    if (!procedure.noAppointedDate && !closed) problems.push({ code: 'NO_LIMIT', detail: procedure.code });
  } else if (!closed) {
    const days = steps.reduce((sum, step) => sum + step.days, 0);
    for (const bound of [limit, ...procedure.limitCases.map((one) => one.limit)]) {
      if (days > workingDaysIn(bound) + 1e-9) {
        problems.push({
          code: 'STEPS_EXCEED_LIMIT',
          detail: `${days} days of steps in ${bound.amount} ${bound.unit}`,
        });
      }
    }
  }
  if (closed) return problems;
  for (const phase of ['intake', 'review', 'return'] as const) {
    if (!steps.some((step) => step.phase === phase))
      problems.push({ code: 'DEAD_END', detail: `no ${phase} step` });
  }
  const order = steps.map((step) => ['intake', 'review', 'return'].indexOf(step.phase));
  if (order.some((phase, i) => i > 0 && phase < (order[i - 1] ?? 0))) {
    problems.push({ code: 'DEAD_END', detail: 'the steps go back to an earlier phase' });
  }
  if (!procedure.components.some((component) => component.requirement === 'required')) {
    problems.push({ code: 'NO_COMPONENTS', detail: procedure.code });
  }
  return problems;
}

/** At least so many working days lie in a limit: 5 of 7 plain days. Long holidays are the calendar's business. */
function workingDaysIn(limit: Limit): number {
  if (limit.unit === 'workingDay') return limit.amount;
  if (limit.unit === 'workingHour') return limit.amount / 8;
  const days = limit.unit === 'month' ? limit.amount * 28 : limit.amount;
  return Math.floor(days / 7) * 5 + Math.max(0, (days % 7) - 2);
}

function identifiers(procedure: ProcedureData): Record<string, readonly string[]> {
  return {
    component: procedure.components.map((one) => one.id),
    step: procedure.steps.map((one) => one.id),
    form: procedure.forms.map((one) => one.id),
    innerClock: procedure.innerClocks.map((one) => one.id),
    limitCase: procedure.limitCases.map((one) => one.id),
  };
}

function overlap(a: ProcedureData, b: ProcedureData): boolean {
  const [aFrom, aTo] = interval(a);
  const [bFrom, bTo] = interval(b);
  return aFrom <= bTo && bFrom <= aTo;
}

function interval({ effective }: ProcedureData): [number, number] {
  return [dayOf(effective.from, Number.NEGATIVE_INFINITY), dayOf(effective.to, Number.POSITIVE_INFINITY)];
}

function dayOf(text: string | undefined, otherwise: number): number {
  const date = text === undefined ? undefined : parseDate(text);
  return date === undefined ? otherwise : toEpochDay(date);
}

function duplicates(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];
}

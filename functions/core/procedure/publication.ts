import type { Limit } from '../calendar/index.ts';
import { isLocalCode, type Problem, workingDaysIn } from './problem.ts';
import { NO_SOURCE, type ProcedureData } from './schema.ts';

/** What a draft may leave open and a published version may not. */
export function publicationProblems(procedure: ProcedureData): Problem[] {
  const { code, onlineLevel, limit, noAppointedDate, closedReason } = procedure;
  const problems: Problem[] = [];
  if (isLocalCode(code)) problems.push({ code: 'LOCAL_CODE', detail: `${code}: no national code` });
  if (onlineLevel === 'unknown') problems.push({ code: 'UNKNOWN_LEVEL', detail: code });
  if (closedReason !== undefined) return problems; // kept for history: nobody files it any more
  if (limit !== undefined) problems.push(...limitProblems(procedure, limit));
  else if (!noAppointedDate) problems.push({ code: 'NO_LIMIT', detail: code });
  problems.push(...deadEnds(procedure).map((detail) => ({ code: 'DEAD_END', detail })));
  if (!procedure.components.some((component) => component.requirement === 'required')) {
    problems.push({ code: 'NO_COMPONENTS', detail: code });
  }
  return problems;
}

function limitProblems(procedure: ProcedureData, limit: Limit): Problem[] {
  const problems: Problem[] = [];
  const { article, limitCertainty = 'unsourced', limitCases, steps, innerClocks, supplement } = procedure;
  if (article === NO_SOURCE || limitCertainty === 'unsourced') {
    problems.push({ code: 'LIMIT_WITHOUT_SOURCE', detail: `${printed(limit)}: ${article}` });
  }
  const days = steps.reduce((sum, step) => sum + step.days, 0);
  const bounds = [limit, ...limitCases.map((one) => one.limit)];
  for (const bound of bounds) {
    if (days > workingDaysIn(bound) + 1e-9) {
      problems.push({ code: 'STEPS_EXCEED_LIMIT', detail: `${days} days of steps in ${printed(bound)}` });
    }
  }
  const inner = [
    ...innerClocks.filter((clock) => clock.from === 'received'),
    ...(supplement.within === undefined ? [] : [{ id: 'supplement', limit: supplement.within }]),
  ];
  for (const clock of inner) {
    if (procedure.limitFrom === 'accepted' && workingDaysIn(clock.limit) > workingDaysIn(limit) + 1e-9) {
      const detail = `${clock.id}: ${printed(clock.limit)} in ${printed(limit)}`;
      problems.push({ code: 'INNER_CLOCK_EXCEEDS_LIMIT', detail });
    }
  }
  return problems;
}

/** Places where a dossier would come to rest for ever. */
function deadEnds({ steps, limitFrom, council, innerClocks, ...procedure }: ProcedureData): string[] {
  const order = ['intake', 'review', 'return'] as const;
  const found = order
    .filter((phase) => !steps.some((step) => step.phase === phase))
    .map((phase) => `no ${phase} step`);
  const phases = steps.map((step) => order.indexOf(step.phase));
  if (phases.some((phase, i) => i > 0 && phase < (phases[i - 1] ?? 0)))
    found.push('the steps go back to an earlier phase');
  if (limitFrom === 'councilNotice' && !council)
    found.push('the limit waits for a council that is not there');
  for (const { id, from } of innerClocks) {
    if (from === 'councilNotice' && !council) found.push(`${id} waits for a council that is not there`);
    if (from === 'consultationRequested' && procedure.consultations.length === 0)
      found.push(`${id} waits for a consultation that is not there`);
    if (from.startsWith('supplement') && procedure.supplement.perStage === 0)
      found.push(`${id} waits for a supplement that may not be asked for`);
  }
  return found;
}

function printed({ amount, unit }: Limit): string {
  return `${amount} ${unit}`;
}

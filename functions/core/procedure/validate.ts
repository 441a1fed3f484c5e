import type { Role } from '../dossier/status.ts';
import { duplicates, isLocalCode, type Problem } from './problem.ts';
import { publicationProblems } from './publication.ts';
import type { ProcedureData } from './schema.ts';

/** Roles that can have a step on their desk; the others file, look on or administer. */
const workingRoles: readonly Role[] = [
  ...(['frontDesk', 'headOfOneStop', 'divisionHead', 'appraiser'] as const),
  ...(['departmentLeader', 'clerk', 'consultedAgency'] as const),
];

/** Checks one version for what its schema cannot say; empty when it may be published. */
export function validateProcedure(procedure: ProcedureData): Problem[] {
  const problems: Problem[] = [];
  const report = (code: string, detail: string) => problems.push({ code, detail });
  for (const [what, ids] of Object.entries(identifiers(procedure))) {
    for (const twice of duplicates(ids)) report('DUPLICATE_ID', `${what} ${twice}`);
  }
  for (const text of textsIn(procedure)) if (text !== text.normalize('NFC')) report('NOT_NFC', text);
  if (procedure.sources.length === 0) report('NO_SOURCES', procedure.code);
  const { from, to } = procedure.effective;
  if (to !== undefined && to < from) report('EMPTY_INTERVAL', `${from} … ${to}`);
  if (procedure.closedReason !== undefined && to === undefined) report('CLOSED_WITHOUT_END', procedure.code);
  if (procedure.status === 'draft' && procedure.draftReason === undefined)
    report('NO_DRAFT_REASON', procedure.code);
  if (isLocalCode(procedure.code) && procedure.codeNote === undefined) report('NO_CODE_NOTE', procedure.code);
  for (const step of procedure.steps) {
    if (!workingRoles.includes(step.role)) report('ROLE_CANNOT_ACT', `${step.id}: ${step.role}`);
  }
  problems.push(...componentProblems(procedure));
  if (procedure.status === 'published') problems.push(...publicationProblems(procedure));
  return problems;
}

function componentProblems(procedure: ProcedureData): Problem[] {
  const forms = new Set(procedure.forms.map((form) => form.id));
  return procedure.components.flatMap(({ id, form, requirement, condition, database, onGap }) => [
    ...(form !== undefined && !forms.has(form) ? [{ code: 'UNKNOWN_FORM', detail: `${id}: ${form}` }] : []),
    ...(requirement !== 'required' && condition === undefined ? [{ code: 'NO_CONDITION', detail: id }] : []),
    ...(requirement === 'replaced-by-data' && database === undefined
      ? [{ code: 'NO_DATABASE', detail: id }]
      : []),
    ...(requirement !== 'replaced-by-data' && onGap !== undefined
      ? [{ code: 'GAP_WITHOUT_DATA', detail: id }]
      : []),
  ]);
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

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

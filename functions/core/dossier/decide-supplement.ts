import { dueInstant } from '../calendar/index.ts';
import { err } from '../result.ts';
import { applicantPromise, intakeAnswer } from '../sla/deadlines.ts';
import { digitisationWatch } from '../sla/stages.ts';
import type { CommandOf, RequestedItem } from './commands.ts';
import { heldByAnother } from './decide-review.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier, SupplementStage } from './dossier.ts';
import { issueForm } from './issue-form.ts';
import { minutesLeft } from './pause.ts';
import { type Circumstances, textRef } from './policy.ts';
import { type FieldError, type Refusal, refuse } from './problems.ts';

/** The review asks the front desk to ask the applicant; nobody else may (NĐ 61/2018 Đ5, rule C5). */
export const proposeRequest = (
  d: Dossier,
  { request }: CommandOf<'proposeRequest'>,
  c: Circumstances,
): Decided => {
  if (d.phase !== 'REVIEW') return refuse('ILLEGAL_TRANSITION');
  // The applicant has had his time: what follows is the refusal, whose own clock nothing may pause (rule R4).
  if (d.mustRefuse) return refuse('MUST_REFUSE');
  const held = heldByAnother(d, c);
  if (held) return err(held);
  const errors = request.kind === 'supplement' ? itemErrors(request.items, d, c) : [];
  if (errors.length > 0) return refuse('COMPONENTS_INVALID', undefined, errors);
  const text = textRef(d.seq + 1, JSON.stringify(request), c);
  const data = { n: d.requests + 1, kind: request.kind, request: text.ref };
  return decided({ type: 'requestProposed', data }, text.item);
};

export const declineRequest = (
  d: Dossier,
  { reason }: CommandOf<'declineRequest'>,
  c: Circumstances,
): Decided => {
  const text = textRef(d.seq + 1, reason, c);
  return decided({ type: 'requestDeclined', data: { reason: text.ref } }, text.item);
};

/**
 * One full list with a reason per item, at most once per stage unless an approver has given a legal basis, and not
 * later than the procedure allows (rule R3). In review the statutory clock stops with it; form 02.
 */
export const requestSupplement = (
  d: Dossier,
  command: CommandOf<'requestSupplement'>,
  c: Circumstances,
): Decided => {
  const { contact } = command;
  const stage = d.phase === 'ACCEPTANCE' ? 'intake' : 'review';
  const wrong = (detail: string) => refuse('VALIDATION_FAILED', undefined, [{ field: '/items', detail }]);
  if (stage === 'review' && command.items) {
    return wrong('the list of the review is passed on whole; decline it to have it changed');
  }
  if (stage === 'review' && !command.proposed)
    return refuse('ILLEGAL_TRANSITION', 'the review asked for a payment');
  const items = stage === 'review' ? command.proposed : command.items;
  if (!items || items.length === 0) return wrong('name what is to be completed, each with its reason');
  const errors = itemErrors(items, d, c);
  if (errors.length > 0) return refuse('COMPONENTS_INVALID', undefined, errors);
  const refused = mayAsk(d, stage, c);
  if (refused) return err(refused);
  const promise = applicantPromise(c.policy, 'SUPPLEMENT', { at: c.at, stage }, d.deadlineVersion + 1);
  if (!promise.ok) return promise;
  const n = d.supplements.intake + d.supplements.review + 1;
  const fields = {
    stage,
    items,
    due: promise.value.deadline.due,
    guide: c.actor.subject,
    ...(contact && { contact }),
  };
  const { fact, item } = issueForm(d, c, '02', fields, n);
  const components = [...new Set(items.flatMap(({ component }) => component ?? []))];
  const stepMinutes = d.phase === 'REQUEST' ? minutesLeft(d.step, c) : undefined;
  return decided(
    {
      type: 'supplementRequested',
      data: {
        n,
        stage,
        components,
        form: fact,
        ...promise.value,
        ...(stepMinutes !== undefined && { stepMinutes }),
      },
    },
    item,
  );
};

const mayAsk = (d: Dossier, stage: SupplementStage, c: Circumstances): Refusal | undefined => {
  if (d.supplements.allowed) return undefined;
  const { perStage, within, article } = c.policy.procedure.supplement;
  if (d.supplements[stage] >= perStage) {
    return { code: 'SUPPLEMENT_USED', detail: `${d.supplements[stage]} of ${perStage} (${article})` };
  }
  if (stage === 'intake' || !within || !('clockStart' in d)) return undefined;
  const latest = dueInstant(c.policy.calendar, { received: d.clockStart, limit: within });
  return latest.ok && c.at > latest.value
    ? { code: 'SUPPLEMENT_TOO_LATE', detail: `${within.amount} ${within.unit} (${article})` }
    : undefined;
};

/** Every point of the list that names nothing of this dossier, or the same twice. */
const itemErrors = (items: readonly RequestedItem[], d: Dossier, { policy }: Circumstances): FieldError[] => {
  const { code, components } = policy.procedure;
  const names = items.map(({ component, document }) => `${component ?? ''}#${document ?? ''}`);
  return items.flatMap(({ component, document }, i) => [
    ...(component !== undefined && !components.some(({ id }) => id === component)
      ? [{ field: `/items/${i}/component`, detail: `${component} is not a component of ${code}` }]
      : []),
    ...(document !== undefined && !d.documents.filed.includes(document)
      ? [
          {
            field: `/items/${i}/document`,
            detail: `the dossier has documents ${d.documents.filed.join(', ')}`,
          },
        ]
      : []),
    ...(names.indexOf(names[i] ?? '') < i ? [{ field: `/items/${i}`, detail: 'named twice' }] : []),
  ]);
};

/**
 * The applicant says which files come; saying it again replaces what was said, from the first of its numbers on: a
 * transaction holds no second list.
 */
export const declareSupplement = (d: Dossier, { files }: CommandOf<'declareSupplement'>): Decided => {
  if (d.phase !== 'SUPPLEMENT') return refuse('ILLEGAL_TRANSITION');
  if (d.supplement.suppliedAt !== undefined) {
    return refuse('ILLEGAL_TRANSITION', `handed in already; replace documents ${d.documents.bad.join(', ')}`);
  }
  const first = d.supplement.declared[0] ?? d.documents.last + 1;
  const documents = files.map((_, i) => first + i);
  const dropped = d.supplement.declared.filter((n) => !documents.includes(n));
  const reused = files.flatMap(({ origin }, i) => (origin ? [{ n: first + i, ...origin }] : []));
  return decided(
    { type: 'supplementDeclared', data: { documents, ...(reused.length > 0 && { reused }) } },
    ...files.map((file, i) => ({ kind: 'DOCUMENT', n: first + i, ...file }) as const),
    ...dropped.map((n) => ({ kind: 'DROPPED_DOCUMENT', n }) as const),
  );
};

/** The supplement is handed in: the pause ends now, whenever its files are verified. */
export const supply = (d: Dossier, c: Circumstances): Decided => {
  if (d.phase !== 'SUPPLEMENT') return refuse('ILLEGAL_TRANSITION');
  const { declared, stage } = d.supplement;
  if (declared.length === 0) return refuse('SUPPLEMENT_EMPTY');
  const data = { documents: declared, watchUntil: c.at + digitisationWatch };
  if (stage === 'review') return decided({ type: 'supplied', data });
  const answer = intakeAnswer(c.policy, c.at, d.deadlineVersion + 1);
  return answer.ok ? decided({ type: 'supplied', data: { ...data, answer: answer.value } }) : answer;
};

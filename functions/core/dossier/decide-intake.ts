import { formatDate, localDateOf } from '../calendar/index.ts';
import { appointedDate, intakeAnswer } from '../sla/deadlines.ts';
import { digitisationWatch } from '../sla/stages.ts';
import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier } from './dossier.ts';
import { issueForm, receiptOf } from './issue-form.ts';
import { beginOnSpot } from './on-spot.ts';
import { type Circumstances, textRef } from './policy.ts';
import { refuse } from './problems.ts';

/** The national identifier, compulsory before acceptance where the procedure says so; in an outage with its reason. */
export const recordNationalId = (
  d: Dossier,
  { kind, identifier, outage }: CommandOf<'recordNationalId'>,
  c: Circumstances,
): Decided => {
  if (d.nationalId?.state === 'recorded') return refuse('NATIONAL_ID_RECORDED');
  if ((identifier === undefined) === (outage === undefined)) {
    return refuse('VALIDATION_FAILED', undefined, [
      {
        field: '/identifier',
        detail: 'either the identifier, or /outage with the reason why there is none yet',
      },
    ]);
  }
  const text = textRef(d.seq + 1, identifier ?? outage ?? '', c);
  const data =
    identifier === undefined
      ? ({ state: 'outage', kind, reason: text.ref } as const)
      : ({ state: 'recorded', kind, identifier: text.ref } as const);
  return decided({ type: 'nationalIdRecorded', data }, text.item);
};

/** The applicant has uploaded replacements: the files are verified anew and the answer is due anew. */
export const replaceDocuments = (d: Dossier, c: Circumstances): Decided => {
  const promise = intakeAnswer(c.policy, c.at, d.deadlineVersion + 1);
  if (!promise.ok) return promise;
  const data = { documents: d.documents.bad, ...promise.value, watchUntil: c.at + digitisationWatch };
  return decided({ type: 'documentsReplaced', data });
};

/** Tiếp nhận: the clock starts, the appointed date is promised on form 01 in the same transaction. */
export const acceptDossier = (d: Dossier, command: CommandOf<'accept'>, c: Circumstances): Decided => {
  const { limitCase, place } = command;
  if (d.documents.clean !== d.documents.total) {
    return refuse('DOCUMENTS_NOT_CLEAN', `${d.documents.clean}/${d.documents.total}`);
  }
  if (c.policy.procedure.nationalId.required && !d.nationalId) {
    return refuse('NATIONAL_ID_MISSING', c.policy.procedure.nationalId.article);
  }
  const sitting = beginOnSpot(place, c);
  if (!sitting.ok) return sitting;
  const clock = { ...(limitCase !== undefined && { limitCase }), pauses: [], extensions: [] };
  const promise = appointedDate(c.policy, { clockStart: c.at, clock }, d.deadlineVersion + 1);
  if (!promise.ok) return promise;
  const { deadline, derivation } = promise.value;
  const receipt = receiptOf(d, c, promise.value, { receivedAt: c.at, limitCase });
  const { fact, item } = issueForm(d, c, '01', receipt);
  const data = {
    ...{ clockStart: c.at, deadline, derivation, form: fact, watchUntil: c.at + digitisationWatch },
    ...(limitCase !== undefined && { limitCase }),
    ...sitting.value,
  };
  return decided({ type: 'accepted', data }, item, {
    kind: 'BOOK',
    field: c.policy.procedure.field.id,
    day: formatDate(localDateOf(c.at, c.policy.calendar)),
    receivedAt: c.at,
    due: deadline.due,
  });
};

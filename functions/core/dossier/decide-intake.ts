import { formatDate, localDateOf } from '../calendar/index.ts';
import { limitOf } from '../procedure/index.ts';
import { appointedDate, intakeAnswer, outcomeOf } from '../sla/deadlines.ts';
import { digitisationWatch } from '../sla/stages.ts';
import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier } from './dossier.ts';
import { issueForm } from './issueForm.ts';
import type { Circumstances } from './policy.ts';
import { refuse } from './problems.ts';

/** The documents that a digitisation run of this phase is about. */
const concerned = (d: Dossier): readonly number[] => {
  if (d.phase === 'VERIFY' || d.phase === 'ARCHIVE') {
    return Array.from({ length: d.documents.total }, (_, i) => i + 1);
  }
  return 'result' in d && d.result ? [d.result.document] : [];
};

/** A report that leaves out a document is not about this phase (a run of an earlier one came late): it changes nothing. */
const lacksAny = (d: Dossier, reported: readonly { readonly n: number }[]): boolean =>
  concerned(d).some((n) => reported.every((each) => each.n !== n));

const partial = () => refuse('ILLEGAL_TRANSITION', 'the report does not cover the documents');

/** The digitisation child reports its findings; a clean result file completes the dossier as of its entry. */
export const reportVerified = (
  d: Dossier,
  command: CommandOf<'documentsVerified'>,
  c: Circumstances,
): Decided => {
  const { documents } = command;
  if (lacksAny(d, documents)) return partial();
  const entered = d.phase === 'VERIFY_RESULT' ? d.result?.entered : undefined;
  if (!entered || d.phase !== 'VERIFY_RESULT' || documents.some((found) => found.verdict !== 'CLEAN')) {
    return decided({ type: 'documentsVerified', data: { documents } });
  }
  const completed = {
    at: entered.at,
    outcome: outcomeOf(c.policy, entered.at, d.deadline?.due ?? d.appointed),
    original: outcomeOf(c.policy, entered.at, d.appointed),
  };
  return decided({
    type: 'documentsVerified',
    data: { documents, completed, watchUntil: c.at + digitisationWatch },
  });
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
  if (d.documents.clean !== d.documents.total) {
    return refuse('DOCUMENTS_NOT_CLEAN', `${d.documents.clean}/${d.documents.total}`);
  }
  const promise = appointedDate(c.policy, c.at, d.deadlineVersion + 1, command.limitCase);
  if (!promise.ok) return promise;
  const { deadline, derivation } = promise.value;
  const limit = limitOf(c.policy.procedure, command.limitCase);
  const { fact, item } = issueForm(d, c, {
    form: '01',
    number: `${d.code}/TN`,
    template: '01@1',
    receivedAt: c.at,
    appointed: deadline.due,
    provisional: deadline.provisional,
    receiver: c.actor.subject,
    documents: d.documents.total,
    ...(limit.ok && { limit: limit.value.limit }),
    derivation,
  });
  const data = { clockStart: c.at, deadline, derivation, form: fact, watchUntil: c.at + digitisationWatch };
  return decided({ type: 'accepted', data }, item, {
    kind: 'BOOK',
    field: c.policy.procedure.field.id,
    day: formatDate(localDateOf(c.at, c.policy.calendar)),
    receivedAt: c.at,
    due: deadline.due,
  });
};

/** The archive holds every file under the code. */
export const reportArchived = (d: Dossier, { documents }: CommandOf<'documentsArchived'>): Decided =>
  lacksAny(d, documents) ? partial() : decided({ type: 'documentsArchived', data: { documents } });

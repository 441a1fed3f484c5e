import { closingInstant, localDateOf, nextWorkingDay } from '../calendar/index.ts';
import { applicantPromise, appointedDate, outcomeOf } from '../sla/deadlines.ts';
import { digitisationWatch, maxDigitisationAttempts } from '../sla/stages.ts';
import type { CommandOf } from './commands.ts';
import { type Decided, decided } from './decision.ts';
import type { Dossier, Running, SupplementInReview } from './dossier.ts';
import type { DocumentFinding } from './facts.ts';
import { issueForm } from './issue-form.ts';
import { resume } from './pause.ts';
import type { Circumstances } from './policy.ts';
import { refuse } from './problems.ts';

/** The documents that a digitisation run of this phase is about. */
const concerned = (d: Dossier): readonly number[] => {
  switch (d.phase) {
    case 'VERIFY':
    case 'ARCHIVE':
      return d.documents.filed;
    case 'VERIFY_SUPPLEMENT':
    case 'ARCHIVE_SUPPLEMENT':
      return d.supplement.declared;
    default:
      return 'result' in d && d.result ? [d.result.document] : [];
  }
};

/** A report that leaves out a document is not about this phase (a run of an earlier one came late): it changes nothing. */
const lacksAny = (d: Dossier, reported: readonly { readonly n: number }[]): boolean =>
  concerned(d).some((n) => reported.every((each) => each.n !== n));

const partial = () => refuse('ILLEGAL_TRANSITION', 'the report does not cover the documents');

/** The documents without a scan verdict, where none was refused: then nobody but the machine has a move. */
const unscannedAlone = (documents: readonly DocumentFinding[]): readonly number[] =>
  documents.some(({ verdict }) => verdict === 'REFUSED')
    ? []
    : documents.filter(({ verdict }) => verdict === 'NONE').map(({ n }) => n);

/**
 * What a run has to say that found this. A refused file goes back to the applicant; a file for which the scanner gave no
 * verdict never does for that alone: the run is made again, and the operators are told.
 */
export const reportOfFindings = (
  documents: readonly DocumentFinding[],
): CommandOf<'documentsVerified' | 'restartDigitisation'> => {
  const unscanned = unscannedAlone(documents);
  return unscanned.length > 0
    ? { type: 'restartDigitisation', unscanned }
    : { type: 'documentsVerified', documents };
};

/** The digitisation child reports its findings; a clean result file completes the dossier as of its entry. */
export const reportVerified = (
  d: Dossier,
  { documents }: CommandOf<'documentsVerified'>,
  c: Circumstances,
): Decided => {
  if (lacksAny(d, documents)) return partial();
  if (unscannedAlone(documents).length > 0) return refuse('ILLEGAL_TRANSITION', 'a file has no scan verdict');
  const isClean = documents.every((found) => found.verdict === 'CLEAN');
  if (d.phase === 'VERIFY_SUPPLEMENT') return supplementVerified(d, documents, isClean, c);
  if (d.phase === 'VERIFY' && !isClean) {
    const again = applicantPromise(
      c.policy,
      'REPLACEMENT',
      { at: c.at, stage: 'intake' },
      d.deadlineVersion + 1,
    );
    if (!again.ok) return again;
    return decided({ type: 'documentsVerified', data: { documents, again: again.value } });
  }
  const entered = d.phase === 'VERIFY_RESULT' ? d.result?.entered : undefined;
  if (!entered || d.phase !== 'VERIFY_RESULT' || !isClean) {
    return decided({ type: 'documentsVerified', data: { documents } });
  }
  const { fact, item } = issueForm(d, c, '06', { receivedAt: d.clockStart, appointed: d.appointed });
  const completed = {
    at: entered.at,
    outcome: outcomeOf(c.policy, entered.at, d.deadline?.due ?? d.appointed),
    original: outcomeOf(c.policy, entered.at, originalDue(d, c)),
    form: fact,
  };
  const data = { documents, completed, watchUntil: c.at + digitisationWatch };
  return decided({ type: 'documentsVerified', data }, item);
};

/**
 * The date that would hold without the apology: the first appointed one, or, where the applicant was waited for or the
 * limit was lengthened by law, what that made of it. Paused time never counts, a re-appointment always does (R6, C8).
 */
const originalDue = (d: Running, c: Circumstances): number => {
  const { reappointment: _, ...clock } = d.clock;
  if (clock.pauses.length + clock.extensions.length === 0) return d.appointed;
  const counted = appointedDate(c.policy, { clockStart: d.clockStart, clock }, d.deadlineVersion);
  return counted.ok ? counted.value.deadline.due : d.appointed;
};

/**
 * A clean supplement ends the pause as of the moment it was handed in (rule R3). Otherwise the applicant has the next
 * move again, for as long as there was left; when that is over by the next working day, the time begins anew.
 */
const supplementVerified = (
  d: SupplementInReview,
  documents: readonly DocumentFinding[],
  isClean: boolean,
  c: Circumstances,
): Decided => {
  const { askedAt, suppliedAt } = d.supplement;
  if (suppliedAt === undefined) return refuse('ILLEGAL_TRANSITION', 'nothing was handed in');
  if (isClean) {
    const resumed = resume(d, { from: askedAt, to: suppliedAt, reason: 'SUPPLEMENT' }, c);
    if (!resumed.ok) return resumed;
    const data = { documents, resumed: resumed.value, watchUntil: c.at + digitisationWatch };
    return decided({ type: 'documentsVerified', data });
  }
  const { calendar } = c.policy;
  const least = closingInstant(calendar, nextWorkingDay(calendar, localDateOf(c.at, calendar)));
  const countedFrom = (at: number) =>
    applicantPromise(c.policy, 'SUPPLEMENT', { at, stage: 'review' }, d.deadlineVersion + 1);
  const first = countedFrom(askedAt);
  const again = first.ok && first.value.deadline.due < least ? countedFrom(c.at) : first;
  if (!again.ok) return again;
  return decided({ type: 'documentsVerified', data: { documents, again: again.value } });
};

/** The archive holds every file under the code. */
export const reportArchived = (d: Dossier, { documents }: CommandOf<'documentsArchived'>): Decided =>
  lacksAny(d, documents) ? partial() : decided({ type: 'documentsArchived', data: { documents } });

/**
 * A run that went silent, or got no verdict of the scanner, is started again, a limited number of times; an administrator
 * begins the count anew.
 */
export const restartDigitisation = (
  { digitisation }: Dossier,
  { unscanned }: CommandOf<'restartDigitisation'>,
  c: Circumstances,
): Decided => {
  const tried = c.actor.kind === 'system' ? digitisation?.attempt : 0;
  if (!digitisation || tried === undefined || tried >= maxDigitisationAttempts) {
    return refuse('ILLEGAL_TRANSITION', 'digitisation was tried often enough');
  }
  const data = { attempt: tried + 1, watchUntil: c.at + digitisationWatch, ...(unscanned && { unscanned }) };
  return decided({ type: 'digitisationRestarted', data });
};

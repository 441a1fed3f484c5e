import { resumedReview } from './change-pause.ts';
import type { Accepted, Dossier, Refused, Registered } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import type { IntakeEvent } from './events-intake.ts';
import { asked, closed, type Of, promised, without } from './shapes.ts';

/** The first state of a dossier: registered, its files waiting to be verified. */
export const registered = (event: Of<'submitted'>): Registered => {
  const { id, unit, code, procedure, version, channel, filedBy, subject, documents, watchUntil } = event.data;
  return {
    ...{ id, unit, code, procedure, version, channel, filedBy, subject },
    ...(event.data.related && { related: event.data.related }),
    ...(event.data.restricted && { restricted: event.data.restricted }),
    ...{ status: 1, phase: 'VERIFY' },
    ...{ seq: 1, rev: 1, wakeSeq: 1, lastHash: event.hash },
    ...{ submittedAt: event.at, changedAt: event.at, forms: 0, ...promised(event.data) },
    ...{ movedAt: 0, outlook: event.outlook, told: [] },
    documents: { ...numbered(documents), clean: 0, bad: [], archived: 0 },
    digitisation: { attempt: 1, until: watchUntil },
    supplements: { intake: 0, review: 0 },
    ratings: [],
  };
};

const numbered = (total: number) => ({
  total,
  filed: Array.from({ length: total }, (_, i) => i + 1),
  last: total,
});

/** What the events of the intake make of a dossier. */
export const intakeChange = (d: Dossier, event: DossierEvent & IntakeEvent): Dossier | undefined => {
  switch (event.type) {
    case 'submitted':
      return undefined;
    case 'documentsVerified':
      return verified(d, event);
    case 'documentsReplaced':
      return replaced(d, event);
    case 'nationalIdRecorded': {
      const { state, kind } = event.data;
      return d.phase === 'CLOSED' ? undefined : { ...d, nationalId: { state, kind } };
    }
    case 'accepted':
      return accepted(d, event);
    case 'refused':
      return refused(d, event);
  }
};

const accepted = (d: Dossier, event: Of<'accepted'>): Accepted | undefined => {
  if (d.phase !== 'ACCEPTANCE') return undefined;
  const { clockStart, limitCase, deadline, onSpot, watchUntil } = event.data;
  return {
    ...d,
    ...{ status: 2, phase: 'ARCHIVE', ...promised(event.data) },
    ...{ acceptedAt: event.at, acceptedBy: event.actor.subject, clockStart, appointed: deadline.due },
    // One more supplement was allowed for the intake, not for the review.
    supplements: without(d.supplements, 'allowed'),
    clock: { ...(limitCase !== undefined && { limitCase }), pauses: [], extensions: [] },
    ...{ requests: 0, consultations: [], forms: d.forms + 1, ratings: asked(d, 'form01') },
    ...(onSpot && { onSpot }),
    digitisation: { attempt: 1, until: watchUntil },
  };
};

const replaced = (d: Dossier, event: Of<'documentsReplaced'>): Registered | undefined =>
  d.phase === 'REPLACEMENT'
    ? {
        ...d,
        ...{ phase: 'VERIFY', ...promised(event.data) },
        documents: { ...d.documents, bad: [] },
        digitisation: { attempt: 1, until: event.data.watchUntil },
      }
    : undefined;

const verified = (d: Dossier, event: Of<'documentsVerified'>): Dossier | undefined => {
  const found = event.data.documents;
  const clean = found.filter((each) => each.verdict === 'CLEAN').length;
  // A file without a verdict is not the applicant's to replace: it is looked at again together with the replacement.
  const bad = found.filter((each) => each.verdict === 'REFUSED').map((each) => each.n);
  // At intake the findings are about every component; later about the supplement or the result alone.
  const documents = { ...d.documents, clean: d.phase === 'VERIFY' ? clean : d.documents.clean + clean, bad };
  if (d.phase === 'VERIFY') {
    const rest = { ...without(d, 'digitisation'), documents };
    if (bad.length === 0) return { ...rest, phase: 'ACCEPTANCE' };
    const { again } = event.data;
    return again && { ...rest, ...promised(again), phase: 'REPLACEMENT' };
  }
  if (d.phase === 'VERIFY_SUPPLEMENT') {
    const { again, resumed, watchUntil } = event.data;
    if (again) {
      // A file that was clean is counted when all are: the whole supplement is verified again.
      const summary = { ...d.documents, bad };
      return { ...without(d, 'digitisation'), phase: 'SUPPLEMENT', documents: summary, ...promised(again) };
    }
    if (!resumed || watchUntil === undefined) return undefined;
    const { supplement, ...rest } = d;
    return {
      ...resumedReview(rest, resumed),
      ...{ status: 4, phase: 'ARCHIVE_SUPPLEMENT', documents, supplement },
      digitisation: { attempt: 1, until: watchUntil },
    };
  }
  return d.phase === 'VERIFY_RESULT' ? resultVerified({ ...d, documents }, event) : undefined;
};

const resultVerified = (
  d: Extract<Dossier, { phase: 'RESULT' | 'VERIFY_RESULT' }>,
  event: Of<'documentsVerified'>,
): Dossier | undefined => {
  const { completed, watchUntil } = event.data;
  const { result, register } = d;
  if (!completed || watchUntil === undefined || !result || !register) {
    const documents = { ...d.documents, bad: [] };
    return { ...without(d, 'digitisation', 'result'), documents, phase: 'RESULT' };
  }
  return {
    ...without(d, 'deadline'),
    ...{ status: 9, phase: 'ARCHIVE_RESULT', result, register, forms: d.forms + 1 },
    ...{ completedAt: completed.at, outcome: completed.outcome, outcomeOriginal: completed.original },
    digitisation: { attempt: 1, until: watchUntil },
  };
};

const refused = (d: Dossier, event: Of<'refused'>): Refused | undefined =>
  d.status === 1
    ? {
        ...closed(d),
        ...{
          status: 3,
          phase: 'CLOSED',
          refusedAt: event.at,
          forms: d.forms + 1,
          ratings: asked(d, 'form03'),
        },
      }
    : undefined;

import type { Accepted, Dossier, Refused, Registered, Stopped, Withdrawn } from './dossier.ts';
import type { DossierEvent, EventOf } from './events.ts';

type Of<T extends DossierEvent['type']> = DossierEvent & EventOf<T>;

/** The first state of a dossier: registered, its files waiting to be verified. */
export const registered = (event: Of<'submitted'>): Registered => {
  const { id, unit, code, procedure, version, channel, filedBy, subject, documents, deadline, watchUntil } =
    event.data;
  const { restricted } = event.data;
  return {
    ...{ id, unit, code, procedure, version, channel, filedBy, subject, deadline },
    ...{ status: 1, phase: 'VERIFY' },
    ...(restricted && { restricted }),
    ...{
      seq: 1,
      rev: 1,
      wakeSeq: 1,
      lastHash: event.hash,
      submittedAt: event.at,
      forms: 0,
      deadlineVersion: 1,
    },
    documents: { total: documents, clean: 0, bad: [], archived: 0 },
    digitisation: { attempt: 1, until: watchUntil },
  };
};

/** What `event` makes of `dossier`, sequence fields aside; undefined when it does not follow its phase. */
export const change = (d: Dossier, event: DossierEvent): Dossier | undefined => {
  switch (event.type) {
    case 'submitted':
      return undefined;
    case 'documentsVerified':
      return verified(d, event);
    case 'documentsReplaced':
      return replaced(d, event);
    case 'accepted':
      return accepted(d, event);
    case 'documentsArchived':
      return archived(d, event);
    case 'digitisationRestarted':
      return (
        d.digitisation && {
          ...d,
          digitisation: { attempt: event.data.attempt, until: event.data.watchUntil },
        }
      );
    case 'handedOver':
      return d.phase === 'HAND_OVER'
        ? { ...d, status: 4, phase: 'REVIEW', step: event.data.step }
        : undefined;
    case 'claimed':
      return d.phase === 'REVIEW' ? { ...d, step: { ...d.step, claim: event.data } } : undefined;
    case 'released':
      return d.phase === 'REVIEW' ? { ...d, step: without(d.step, 'claim', 'assignee') } : undefined;
    case 'assigned':
      return assigned(d, event);
    case 'stepCompleted':
      if (d.phase !== 'REVIEW' || d.step.id !== event.data.step) return undefined;
      return event.data.next
        ? { ...d, step: event.data.next }
        : { ...without(d, 'step'), status: 4, phase: 'RESULT' };
    case 'sentBack':
      if (d.phase === 'REVIEW') return { ...d, step: event.data.next };
      if (d.phase !== 'RESULT') return undefined;
      return { ...without(d, 'result'), status: 4, phase: 'REVIEW', step: event.data.next };
    case 'resultDeclared':
      return d.phase === 'RESULT' ? { ...d, result: { document: event.data.document } } : undefined;
    case 'resultEntered':
      return entered(d, event);
    case 'delivered':
      return d.phase === 'DELIVERY'
        ? { ...d, status: 10, phase: 'CLOSED', deliveredAt: event.at }
        : undefined;
    case 'withdrawn':
      return withdrawn(d, event);
    case 'refused':
      return refused(d, event);
    case 'stopped':
      return stopped(d, event);
    case 'alertsDecided':
      if (d.deadline?.version !== event.data.deadlineVersion) return undefined;
      return { ...d, deadline: { ...d.deadline, raised: event.data.raised } };
    case 'redated':
      return redated(d, event);
    case 'spineRestarted':
      return d;
  }
};

const accepted = (d: Dossier, event: Of<'accepted'>): Accepted | undefined =>
  d.phase === 'ACCEPTANCE'
    ? {
        ...d,
        ...{ status: 2, phase: 'ARCHIVE' },
        ...{ acceptedAt: event.at, acceptedBy: event.actor.subject, clockStart: event.data.clockStart },
        ...{ appointed: event.data.deadline.due, deadline: event.data.deadline, forms: d.forms + 1 },
        deadlineVersion: event.data.deadline.version,
        digitisation: { attempt: 1, until: event.data.watchUntil },
      }
    : undefined;

const replaced = (d: Dossier, event: Of<'documentsReplaced'>): Registered | undefined =>
  d.phase === 'REPLACEMENT'
    ? {
        ...d,
        phase: 'VERIFY',
        documents: { ...d.documents, bad: [] },
        deadline: event.data.deadline,
        deadlineVersion: event.data.deadline.version,
        digitisation: { attempt: 1, until: event.data.watchUntil },
      }
    : undefined;

const verified = (d: Dossier, event: Of<'documentsVerified'>): Dossier | undefined => {
  const found = event.data.documents;
  const clean = found.filter((each) => each.verdict === 'CLEAN').length;
  const bad = found.filter((each) => each.verdict !== 'CLEAN').map((each) => each.n);
  // At intake the findings are about every component; later about the result alone.
  const documents = { ...d.documents, clean: d.phase === 'VERIFY' ? clean : d.documents.clean + clean, bad };
  if (d.phase === 'VERIFY') {
    const rest = { ...without(d, 'digitisation'), documents };
    // While the applicant has the next move, no promise of the office is running.
    return documents.bad.length > 0
      ? { ...without(rest, 'deadline'), phase: 'REPLACEMENT' }
      : { ...rest, phase: 'ACCEPTANCE' };
  }
  if (d.phase !== 'VERIFY_RESULT') return undefined;
  const { completed, watchUntil } = event.data;
  if (!completed || watchUntil === undefined || !d.result) {
    return { ...without(d, 'digitisation', 'result'), documents: { ...documents, bad: [] }, phase: 'RESULT' };
  }
  return {
    ...without(d, 'deadline'),
    ...{ status: 9, phase: 'ARCHIVE_RESULT', documents, result: d.result },
    ...{ completedAt: completed.at, outcome: completed.outcome, outcomeOriginal: completed.original },
    digitisation: { attempt: 1, until: watchUntil },
  };
};

/** The promise gets another date; `appointed`, the first one, stays on record. A claim keeps its end. */
const redated = (d: Dossier, event: Of<'redated'>): Dossier | undefined => {
  const { deadline, step } = event.data;
  if (!d.deadline) return undefined;
  const dated = { deadline, deadlineVersion: deadline.version };
  if (!step) return { ...d, ...dated };
  return d.phase === 'REVIEW' ? { ...d, ...dated, step: { ...d.step, due: step.due } } : undefined;
};

/** The step belongs to the assignee; a claim by anyone else ends. */
const assigned = (d: Dossier, event: Of<'assigned'>): Dossier | undefined => {
  if (d.phase !== 'REVIEW') return undefined;
  const { to } = event.data;
  const step = d.step.claim?.by === to ? d.step : without(d.step, 'claim');
  return { ...d, step: { ...step, assignee: to } };
};

const archived = (d: Dossier, event: Of<'documentsArchived'>): Dossier | undefined => {
  const documents = { ...d.documents, archived: d.documents.archived + event.data.documents.length };
  if (d.phase === 'ARCHIVE') return { ...without(d, 'digitisation'), documents, phase: 'HAND_OVER' };
  if (d.phase === 'ARCHIVE_RESULT') return { ...without(d, 'digitisation'), documents, phase: 'DELIVERY' };
  return undefined;
};

const entered = (d: Dossier, event: Of<'resultEntered'>): Dossier | undefined => {
  if (d.phase !== 'RESULT' || d.result?.document !== event.data.document) return undefined;
  const { document, number, notation, signer, watchUntil } = event.data;
  return {
    ...d,
    phase: 'VERIFY_RESULT',
    documents: { ...d.documents, total: d.documents.total + 1 },
    result: { document, entered: { at: event.at, by: event.actor.subject, number, notation, signer } },
    digitisation: { attempt: 1, until: watchUntil },
  };
};

const withdrawn = (d: Dossier, event: Of<'withdrawn'>): Withdrawn | undefined =>
  d.status === 1 || d.status === 2 || d.status === 4
    ? { ...closed(d), status: 7, phase: 'CLOSED', withdrawnAt: event.at }
    : undefined;

const refused = (d: Dossier, event: Of<'refused'>): Refused | undefined =>
  d.status === 1
    ? { ...closed(d), status: 3, phase: 'CLOSED', refusedAt: event.at, forms: d.forms + 1 }
    : undefined;

const stopped = (d: Dossier, event: Of<'stopped'>): Stopped | undefined =>
  d.status === 4
    ? { ...closed(d), status: 8, phase: 'CLOSED', stoppedAt: event.at, forms: d.forms + 1 }
    : undefined;

/** What stays of a dossier that ends before a result: no promise, no timer, no step. */
const closed = (d: Dossier) => {
  const { id, unit, code, procedure, version, channel, filedBy, subject } = d;
  const { seq, rev, wakeSeq, lastHash, submittedAt, documents, forms, deadlineVersion } = d;
  return {
    ...{ id, unit, code, procedure, version, channel, filedBy, subject },
    ...{ seq, rev, wakeSeq, lastHash, submittedAt, documents, forms, deadlineVersion },
    ...(d.restricted && { restricted: d.restricted }),
  };
};

/** A copy without the named fields: what a phase no longer has must not linger on the item. */
const without = <T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> => {
  const copy = { ...value };
  for (const key of keys) delete copy[key];
  return copy;
};

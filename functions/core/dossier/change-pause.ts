import { type Dossier, isReceived } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import type { PauseEvent } from './events-pause.ts';
import type { Resumed } from './facts.ts';
import type { ClockState } from './parts.ts';
import { asked, closed, type Of, promised, without } from './shapes.ts';

/** What requests to the applicant and their ends make of a dossier. */
export const pauseChange = (d: Dossier, event: DossierEvent & PauseEvent): Dossier | undefined => {
  switch (event.type) {
    case 'requestProposed': {
      if (d.phase !== 'REVIEW') return undefined;
      const { n, kind, request } = event.data;
      const { subject: by } = event.actor;
      return { ...d, phase: 'REQUEST', request: { n, kind, by, item: request.item }, requests: n };
    }
    case 'requestDeclined':
      return d.phase === 'REQUEST' ? { ...without(d, 'request'), phase: 'REVIEW' } : undefined;
    case 'supplementAllowed': {
      if (d.phase !== 'ACCEPTANCE' && d.phase !== 'REVIEW' && d.phase !== 'REQUEST') return undefined;
      const { legalBasis } = event.data;
      return { ...d, supplements: { ...d.supplements, allowed: { by: event.actor.subject, legalBasis } } };
    }
    case 'supplementRequested':
      return requested(d, event);
    case 'supplementDeclared':
      return declared(d, event.data.documents);
    case 'supplied':
      return supplied(d, event);
    case 'paymentRequired':
      return paymentRequired(d, event);
    case 'paymentConfirmed': {
      if (d.phase !== 'PAYMENT') return undefined;
      const { payment: _payment, ...rest } = d;
      const back = resumedReview(rest, event.data.resumed);
      return { ...back, status: 4, phase: 'REVIEW', forms: d.forms + 1 };
    }
    case 'lapsed':
      return lapsed(d, event);
  }
};

const requested = (d: Dossier, event: Of<'supplementRequested'>): Dossier | undefined => {
  const { n, stage, stepMinutes } = event.data;
  const supplements = { ...without(d.supplements, 'allowed'), [stage]: d.supplements[stage] + 1 };
  const base = { supplements, forms: d.forms + 1, ratings: asked(d, 'form02'), ...promised(event.data) };
  const supplement = { n, askedAt: event.at, declared: [] };
  if (stage === 'intake') {
    if (d.phase !== 'ACCEPTANCE') return undefined;
    return { ...d, ...base, status: 5, phase: 'SUPPLEMENT', supplement: { ...supplement, stage } };
  }
  if (d.phase !== 'REQUEST' || stepMinutes === undefined) return undefined;
  return {
    ...without(d, 'request'),
    ...base,
    ...{ status: 5, phase: 'SUPPLEMENT', supplement: { ...supplement, stage } },
    step: pausedStep(d.step, event.at, stepMinutes),
  };
};

/** Nobody holds a step while the applicant has the next move; what is left of its budget is kept. */
const pausedStep = (step: Extract<Dossier, { phase: 'REVIEW' }>['step'], at: number, minutes: number) => ({
  ...without(step, 'claim'),
  resumed: { at, minutes },
});

const declared = (d: Dossier, documents: readonly number[]): Dossier | undefined => {
  if (d.phase !== 'SUPPLEMENT') return undefined;
  const summary = { ...d.documents, last: Math.max(d.documents.last, ...documents) };
  return d.status === 5 && 'step' in d
    ? { ...d, documents: summary, supplement: { ...d.supplement, declared: documents } }
    : { ...d, documents: summary, supplement: { ...d.supplement, declared: documents } };
};

const supplied = (d: Dossier, event: Of<'supplied'>): Dossier | undefined => {
  if (d.phase !== 'SUPPLEMENT') return undefined;
  const { documents, answer, watchUntil } = event.data;
  // A supplement that comes back after a refused file counts its documents once.
  const fresh = d.supplement.suppliedAt === undefined ? documents : [];
  const { total, filed } = d.documents;
  const base = {
    documents: { ...d.documents, total: total + fresh.length, filed: [...filed, ...fresh], bad: [] },
    digitisation: { attempt: 1, until: watchUntil },
  };
  if (!('step' in d)) {
    if (!answer) return undefined;
    return { ...without(d, 'supplement'), ...base, ...promised(answer), status: 1, phase: 'VERIFY' };
  }
  const supplement = { ...d.supplement, declared: documents, suppliedAt: event.at };
  return { ...without(d, 'deadline'), ...base, phase: 'VERIFY_SUPPLEMENT', supplement };
};

const paymentRequired = (d: Dossier, event: Of<'paymentRequired'>): Dossier | undefined => {
  if (d.phase !== 'REQUEST') return undefined;
  const { n, amount, stepMinutes } = event.data;
  return {
    ...without(d, 'request'),
    ...{ status: 6, phase: 'PAYMENT', ...promised(event.data) },
    payment: { n, amount, askedAt: event.at },
    step: pausedStep(d.step, event.at, stepMinutes),
  };
};

const lapsed = (d: Dossier, event: Of<'lapsed'>): Dossier | undefined => {
  if (d.phase !== 'SUPPLEMENT' && d.phase !== 'PAYMENT') return undefined;
  if (event.data.outcome === 'stopped') {
    return { ...closed(d), status: 8, phase: 'CLOSED', stoppedAt: event.at, forms: d.forms + 1 };
  }
  if (!isReceived(d) || d.phase !== 'SUPPLEMENT') return undefined;
  const { supplement: _supplement, ...asked } = d;
  const rest = asked.register?.kind === 'granted' ? without(asked, 'register') : asked;
  const back = resumedReview(rest, event.data.resumed);
  // Whatever was refused is not waited for any more.
  const documents = { ...d.documents, bad: [] };
  return { ...back, status: 4, phase: 'REVIEW', documents, mustRefuse: true };
};

/** The pause goes on record, the promise is counted anew, the step runs on with what was left of it. */
export const resumedReview = <T extends { readonly clock: ClockState }>(
  d: T,
  { deadline, derivation, pause, step }: Resumed,
) => ({
  ...d,
  ...promised({ deadline, derivation }),
  clock: { ...d.clock, pauses: [...d.clock.pauses, pause] },
  step,
});

import { type Dossier, isReceived, type Running, type StepState, type Stopped } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import type { ReviewEvent } from './events-review.ts';
import type { Consultation } from './parts.ts';
import { closed, promised, without } from './shapes.ts';

/** What the events of the review make of a dossier. */
export const reviewChange = (d: Dossier, event: DossierEvent & ReviewEvent): Dossier | undefined => {
  switch (event.type) {
    case 'handedOver':
      return d.phase === 'HAND_OVER'
        ? { ...d, status: 4, phase: 'REVIEW', step: event.data.step }
        : undefined;
    case 'claimed':
      return d.phase === 'REVIEW' ? { ...d, step: { ...d.step, claim: event.data } } : undefined;
    case 'released':
      return d.phase === 'REVIEW' ? { ...d, step: released(d.step, event.at) } : undefined;
    case 'assigned': {
      if (d.phase !== 'REVIEW') return undefined;
      // A claim by anyone else ends.
      const { to } = event.data;
      const step = d.step.claim?.by === to ? d.step : without(d.step, 'claim');
      return { ...d, step: { ...step, assignee: to } };
    }
    case 'stepCompleted': {
      if (d.phase !== 'REVIEW' || d.step.id !== event.data.step) return undefined;
      const { next, onSpot } = event.data;
      const after = { ...d, ...(onSpot && { onSpot }) };
      return next ? { ...after, step: next } : { ...without(after, 'step'), status: 4, phase: 'RESULT' };
    }
    case 'sentBack':
      if (d.phase === 'REVIEW') return { ...d, step: event.data.next };
      if (d.phase !== 'RESULT') return undefined;
      return { ...without(d, 'result'), status: 4, phase: 'REVIEW', step: event.data.next };
    case 'consulted': {
      const { question: _question, ...consultation } = event.data;
      return d.phase === 'REVIEW' ? { ...d, consultations: [...d.consultations, consultation] } : undefined;
    }
    case 'consultationAnswered': {
      const { n, opinion, late } = event.data;
      return consultationChanged(d, n, { state: opinion, ...(late && { late }) });
    }
    case 'consultationLapsed':
      return consultationChanged(d, event.data.n, { state: event.data.outcome });
    case 'reappointed':
    case 'extended':
      return moved(d, event);
    case 'stopped':
      return d.status === 4 || d.status === 5 || d.status === 6
        ? { ...closed(d), status: 8, phase: 'CLOSED', stoppedAt: event.at, forms: d.forms + 1 }
        : undefined;
  }
};

const released = (step: StepState, at: number): StepState => ({
  ...without(step, 'claim', 'assignee'),
  releasedAt: at,
});

const consultationChanged = (
  d: Dossier,
  n: number,
  now: Pick<Consultation, 'state' | 'late'>,
): Dossier | undefined =>
  isReceived(d) && d.consultations.some((each) => each.n === n)
    ? { ...d, consultations: d.consultations.map((each) => (each.n === n ? { ...each, ...now } : each)) }
    : undefined;

/** The leader gives another date; `appointed`, the first one, stays on record. */
const moved = (
  d: Dossier,
  event: DossierEvent & Extract<ReviewEvent, { type: 'reappointed' | 'extended' }>,
): Running | Stopped | undefined => {
  if (!isReceived(d) || d.deadline?.kind !== 'APPOINTED') return undefined;
  const { deadline } = event.data;
  if (event.type === 'extended') {
    const extensions = [...d.clock.extensions, event.data.by];
    return { ...d, ...promised(event.data), clock: { ...d.clock, extensions } };
  }
  const reappointment = { due: deadline.due, at: event.at, noticeInTime: event.data.noticeInTime };
  return { ...d, ...promised(event.data), clock: { ...d.clock, reappointment }, forms: d.forms + 1 };
};

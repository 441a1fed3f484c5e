import { type Dossier, isReceived, type Withdrawn } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import type { ReturnEvent } from './events-return.ts';
import { asked, closed, type Of } from './shapes.ts';

/** What the events of the return make of a dossier. */
export const returnChange = (d: Dossier, event: DossierEvent & ReturnEvent): Dossier | undefined => {
  switch (event.type) {
    case 'resultRegistered':
      return d.phase === 'RESULT' ? { ...d, register: event.data } : undefined;
    case 'resultDeclared':
      return d.phase === 'RESULT' ? declared(d, event.data.document) : undefined;
    case 'resultEntered':
      return entered(d, event);
    case 'delivered': {
      if (d.phase !== 'DELIVERY') return undefined;
      const { onSpot } = event.data;
      const ratings = asked(d, 'delivery');
      return {
        ...d,
        ...(onSpot && { onSpot }),
        ...{ status: 10, phase: 'CLOSED', deliveredAt: event.at, deliveredBy: event.data.method, ratings },
      };
    }
    case 'resultCorrected': {
      const correction = { at: event.at, fault: event.data.fault };
      return d.status === 9 || d.status === 10 ? { ...d, correction } : undefined;
    }
    case 'withdrawn':
      return withdrawn(d, event);
    case 'rated': {
      const { occasion, complaint } = event.data;
      const opened = complaint && { ...complaint, openedAt: event.at, overdue: false };
      const ratings = d.ratings.filter((each) => each !== occasion);
      return { ...d, ratings, ...(opened && { complaint: opened }) };
    }
    case 'complaintAnswered':
      return d.complaint && { ...d, complaint: { ...d.complaint, answeredAt: event.at } };
  }
};

const declared = (d: Extract<Dossier, { phase: 'RESULT' | 'VERIFY_RESULT' }>, document: number): Dossier => {
  const last = Math.max(d.documents.last, document);
  return { ...d, documents: { ...d.documents, last }, result: { document } };
};

const entered = (d: Dossier, event: Of<'resultEntered'>): Dossier | undefined => {
  if (d.phase !== 'RESULT' || d.result?.document !== event.data.document) return undefined;
  const { document, watchUntil, onSpot } = event.data;
  return {
    ...d,
    ...(onSpot && { onSpot }),
    phase: 'VERIFY_RESULT',
    documents: { ...d.documents, total: d.documents.total + 1 },
    result: { document, entered: { at: event.at, by: event.actor.subject } },
    digitisation: { attempt: 1, until: watchUntil },
  };
};

const withdrawn = (d: Dossier, event: Of<'withdrawn'>): Withdrawn | undefined =>
  d.phase !== 'CLOSED' && !(isReceived(d) && d.status === 9)
    ? { ...closed(d), status: 7, phase: 'CLOSED', withdrawnAt: event.at, forms: d.forms + 1 }
    : undefined;

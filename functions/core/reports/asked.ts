import type { Calendar } from '../calendar/index.ts';
import type { DossierEvent, EventOf, EventType } from '../dossier/events.ts';
import { dayOf } from './days.ts';
import type { DossierFacts } from './facts.ts';

type AskedFacts = Pick<DossierFacts, 'supplements' | 'payments' | 'consultations' | 'ratings' | 'complaints'>;

/** What was asked of others and what came back, and what the applicant said of it all. */
export const askedOf = (events: readonly DossierEvent[], calendar: Calendar): AskedFacts => {
  const day = (at: number) => dayOf(at, calendar);
  const all = <T extends EventType>(type: T) =>
    events.filter((event): event is DossierEvent & EventOf<T> => event.type === type);
  /** The first line of a type after another line. */
  const after = <T extends EventType>(seq: number, type: T) => all(type).find((event) => event.seq > seq);

  const requests = all('supplementRequested');
  const bills = all('paymentRequired');
  const complaints = all('rated').flatMap(({ at, seq, data }) => {
    const answer = data.complaint && after(seq, 'complaintAnswered');
    if (!data.complaint) return [];
    const { n, due } = data.complaint;
    const answered = answer && { answeredDay: day(answer.at), upheld: answer.data.upheld };
    return [{ n, openedDay: day(at), dueDay: day(due), ...answered }];
  });
  return {
    supplements: requests.map(({ at, seq, data: { stage, components } }, i) => {
      const supplied = after(seq, 'supplied');
      const own = supplied && supplied.seq < (requests[i + 1]?.seq ?? Number.POSITIVE_INFINITY);
      return { stage, day: day(at), components, ...(own && { suppliedDay: day(supplied.at) }) };
    }),
    payments: bills.map(({ at, seq, data: { amount } }, i) => {
      const paid = after(seq, 'paymentConfirmed');
      const own = paid && paid.seq < (bills[i + 1]?.seq ?? Number.POSITIVE_INFINITY);
      return {
        day: day(at),
        amount,
        ...(own && { paidDay: day(paid.data.paidAt), method: paid.data.method }),
      };
    }),
    consultations: all('consulted').map(({ at, data: { n, agency, due } }) => {
      const answer = all('consultationAnswered').find(({ data }) => data.n === n);
      const late = answer?.data.late ?? all('consultationLapsed').some(({ data }) => data.n === n);
      return { agency, day: day(at), dueDay: day(due), late, ...(answer && { answeredDay: day(answer.at) }) };
    }),
    ratings: all('rated').map(({ at, data }) => {
      const { complaint: _, comment: __, ...answers } = data;
      return { day: day(at), ...answers };
    }),
    complaints,
  };
};

import type { Instant } from '../calendar/index.ts';
import { deskOf, holderAt } from '../dossier/desk.ts';
import type { Dossier } from '../dossier/dossier.ts';
import type { DossierEvent } from '../dossier/events.ts';
import { askedOf } from './asked.ts';
import { datesOf } from './dates.ts';
import { dayOf } from './days.ts';
import type { DossierFacts, FactSources, OnSpotFact, Standing } from './facts.ts';
import { historyOf, type Moment } from './history.ts';
import { stepsOf } from './steps.ts';

/**
 * Folds the log of one dossier to plain facts; undefined for an empty log. Independent of the counters that the transitions
 * keep: the two must agree, which is a test.
 */
export const factsOf = (events: readonly DossierEvent[], sources: FactSources): DossierFacts | undefined => {
  const history = historyOf(events);
  const first = history[0]?.event;
  const last = history.at(-1)?.after;
  if (first?.type !== 'submitted' || !last) return undefined;
  const { policy, at, files } = sources;
  const { calendar, procedure } = policy;
  const days = milestones(events, sources);
  const onSpot = onSpotOf(history);
  return {
    ...{ id: last.id, code: last.code, unit: last.unit },
    ...{
      procedure,
      channel: last.channel,
      filedBy: last.filedBy,
    },
    ...{
      restricted: last.restricted === true,
      reused: first.data.reused?.length ?? 0,
      receivedDay: dayOf(first.at, calendar),
      ...days,
    },
    ...{ ...archives(history), ...datesOf(history, sources) },
    ...{ standing: standingOf(last, at), steps: stepsOf(history, sources) },
    ...askedOf(events, calendar),
    ...(onSpot && { onSpot }),
    ...(files && { filed: [...new Set(last.documents.filed.flatMap((n) => files.get(n) ?? []))] }),
  };
};

const milestones = (events: readonly DossierEvent[], { policy: { calendar } }: FactSources) => {
  const accepted = events.find((event) => event.type === 'accepted');
  const delivered = events.find((event) => event.type === 'delivered');
  return {
    ...(accepted && {
      acceptedDay: dayOf(accepted.at, calendar),
      appointedDay: dayOf(accepted.data.deadline.due, calendar),
    }),
    ...(delivered && { deliveredDay: dayOf(delivered.at, calendar) }),
  };
};

const archives = (history: readonly Moment[]) => {
  const from = (phase: Dossier['phase']) =>
    history.some(({ event, before }) => event.type === 'documentsArchived' && before?.phase === phase);
  return { archivedFiling: from('ARCHIVE'), archivedResult: from('ARCHIVE_RESULT') };
};

const standingOf = (d: Dossier, at: Instant): Standing => {
  const [desk, holder] = [deskOf(d), holderAt(d, at)];
  return {
    status: d.status,
    ...(desk !== undefined && { desk }),
    ...('step' in d && { step: d.step.id }),
    ...(holder !== undefined && { holder }),
  };
};

/** The last that was known of a sitting at the counter; whether it counts is said at delivery. */
const onSpotOf = (history: readonly Moment[]): OnSpotFact | undefined => {
  const sittings = history.flatMap(({ after }) => ('onSpot' in after && after.onSpot ? [after.onSpot] : []));
  const delivered = history.map(({ event }) => event).find((event) => event.type === 'delivered');
  const sitting = sittings.at(-1);
  const counts = delivered?.data.onSpotLevel;
  return sitting && { ...sitting, ...(counts !== undefined && { counts }) };
};

import { type Instant, workingMinutesBetween } from '../calendar/index.ts';
import type { DossierEvent } from '../dossier/events.ts';

import type { StepState } from '../dossier/parts.ts';
import { stepMinutes } from '../procedure/index.ts';
import type { FactSources, StepFact } from './facts.ts';
import type { Moment } from './history.ts';
import { close, hold, letGo, type Open, openNow, pause, resume, type Stays } from './stay.ts';

/** The answer at intake and the entry of the result: stays for which the internal process has no step. */
export const INTAKE = 'INTAKE';
export const RESULT_ENTRY = 'RESULT';

/** The stays of a dossier at its steps, in order; the one that is still going on as it is at `sources.at`. */
export const stepsOf = (history: readonly Moment[], sources: FactSources): readonly StepFact[] => {
  const { done, open } = history.reduce<Stays>((stays, moment) => next(stays, moment, sources), { done: [] });
  return open ? [...done, openNow(open, sources)] : done;
};

const next = (stays: Stays, { event, after }: Moment, sources: FactSources): Stays => {
  const { at, actor } = event;
  const done = () => close(stays, sources, at, 'done', actor.subject);
  switch (event.type) {
    case 'submitted':
    case 'documentsReplaced':
      return begin(stays, answer(at, event.data.deadline.due, sources));
    case 'supplied':
      return event.data.answer ? begin(stays, answer(at, event.data.answer.deadline.due, sources)) : stays;
    case 'accepted':
      return begin(done(), receipt(at, sources));
    case 'handedOver':
      return begin(done(), review(event.data.step, sources));
    case 'claimed':
      return hold(stays, sources, event.data.by, at);
    case 'assigned':
      return hold(stays, sources, event.data.to, at);
    case 'released':
      return letGo(stays);
    case 'stepCompleted':
      return begin(done(), event.data.next ? review(event.data.next, sources) : entry(at));
    case 'sentBack':
      return begin(close(stays, sources, at, 'sentBack', actor.subject), review(event.data.next, sources));
    case 'supplementRequested':
      return event.data.stage === 'intake' ? done() : pause(stays, sources, at);
    case 'paymentRequired':
      return pause(stays, sources, at);
    case 'paymentConfirmed':
      return resume(stays, event.data.resumed);
    case 'documentsVerified':
      if (event.data.resumed) return resume(stays, event.data.resumed);
      // A file is refused: at intake the applicant has the next move, later the clerk once more.
      if (after.phase === 'REPLACEMENT') return close(stays, sources, at, 'sentBack');
      return after.phase === 'RESULT' ? begin(stays, entry(at)) : stays;
    case 'redated':
      return event.data.step ? moved(stays, event.data.step.due) : stays;
    case 'refused':
    case 'resultEntered':
      return done();
    default:
      return ending(stays, event, sources);
  }
};

const ending = (stays: Stays, event: DossierEvent, sources: FactSources): Stays => {
  if (event.type === 'lapsed' && event.data.outcome === 'mustRefuse')
    return resume(stays, event.data.resumed);
  const ends = event.type === 'lapsed' || event.type === 'withdrawn' || event.type === 'stopped';
  return ends ? close(stays, sources, event.at, 'closed') : stays;
};

const begin = ({ done }: Stays, open: Open | undefined): Stays => ({ done, ...(open && { open }) });
const moved = ({ done, open }: Stays, due: Instant): Stays => ({
  done,
  ...(open && { open: { ...open, due } }),
});

const answer = (since: Instant, due: Instant, { policy: { calendar } }: FactSources): Open => {
  const budget = workingMinutesBetween(calendar, since, due);
  return { id: INTAKE, role: 'frontDesk', since, due, budget, worked: 0, running: since };
};

/** From the acceptance to the hand-over: the intake steps of the internal process as one. */
const receipt = (since: Instant, { policy: { procedure } }: FactSources): Open | undefined => {
  const steps = procedure.steps.filter(({ phase }) => phase === 'intake');
  const budget = steps.reduce((sum, step) => sum + stepMinutes(step), 0);
  const [first] = steps;
  return first && { id: first.id, role: first.role, since, budget, worked: 0, running: since };
};

const review = ({ id, role, since, due }: StepState, { policy: { procedure } }: FactSources): Open => {
  const step = procedure.steps.find((each) => each.id === id);
  return { id, role, since, due, ...(step && { budget: stepMinutes(step) }), worked: 0, running: since };
};

const entry = (since: Instant): Open => ({
  id: RESULT_ENTRY,
  role: 'clerk',
  since,
  worked: 0,
  running: since,
});

import { alertOf } from '../notices/kind.ts';
import { change, registered } from './change.ts';
import { type Dossier, nextTimerAt, stepOf, type Told } from './dossier.ts';
import { type DossierEvent, isForPeople } from './events.ts';

/** A log that does not fold is a bug or damage, never a business refusal. */
export class FoldError extends Error {
  constructor(event: DossierEvent, dossier: Dossier | undefined) {
    super(
      `event ${event.seq} ${event.type} does not follow phase ${dossier?.phase ?? 'none'} at ${dossier?.seq ?? 0}`,
    );
    this.name = 'FoldError';
  }
}

/** The dossier after `event`. HEAD = fold(events) (invariant I3); throws {@link FoldError} on a gap or a misfit. */
export const apply = (dossier: Dossier | undefined, event: DossierEvent): Dossier => {
  if (event.type === 'submitted') {
    if (dossier || event.seq !== 1) throw new FoldError(event, dossier);
    return registered(event);
  }
  if (!dossier || event.seq !== dossier.seq + 1) throw new FoldError(event, dossier);
  const changed = change(dossier, event);
  if (!changed) throw new FoldError(event, dossier);
  const next: Dossier = {
    ...changed,
    told: stillTold(dossier, changed),
    seq: event.seq,
    lastHash: event.hash,
    changedAt: event.at,
    rev: isForPeople(event.type) ? event.seq : dossier.rev,
    outlook: event.outlook,
    ...(alertOf(event) && { alertedAt: event.at }),
    movedAt: movedAt(dossier, changed, event),
  };
  return wakes(dossier, next, event) ? { ...next, wakeSeq: event.seq } : next;
};

/** Folds a whole log; undefined for an empty one. */
export const fold = (events: readonly DossierEvent[]): Dossier | undefined =>
  events.reduce<Dossier | undefined>((dossier, event) => apply(dossier, event), undefined);

/** What was told of the work and still holds; digitisation that is begun anew may be found stuck anew. */
const stillTold = (before: Dossier, after: Dossier): Told => {
  if (!sameStanding(before, after)) return [];
  const anew = (after.digitisation?.attempt ?? 0) < (before.digitisation?.attempt ?? 0);
  return anew ? after.told.filter((stage) => stage !== 'DIGITISATION_STUCK') : after.told;
};

/** A promise that is given another date, against one that keeps it, is new or runs on after a pause. */
const movedAt = (before: Dossier, after: Dossier, { type, at }: DossierEvent): number => {
  if (after.deadlineVersion === before.deadlineVersion) return before.movedAt;
  return type === 'reappointed' || type === 'extended' || type === 'redated' ? at : 0;
};

/** Whether what was told of the work still holds: the same step with the same date, or, outside one, the same phase. */
const sameStanding = (before: Dossier, after: Dossier): boolean => {
  const [old, now] = [runningStep(before), runningStep(after)];
  if (old && now) return old.id === now.id && old.run === now.run && old.due === now.due;
  return before.phase === after.phase;
};

const runningStep = (d: Dossier) =>
  d.phase === 'REVIEW' || d.phase === 'REQUEST' || d.phase === 'ARCHIVE_SUPPLEMENT' ? d.step : undefined;

/**
 * Whether the spine must look again: the phase or the step changed, a timer became earlier, or a run is to start
 * anew. Claims, releases, notices and alerts do not wake.
 */
const wakes = (before: Dossier, after: Dossier, event: DossierEvent): boolean => {
  const [old, now] = [nextTimerAt(before), nextTimerAt(after)];
  // A closed dossier has no spine: what still has a clock, such as a complaint, is looked after by the sweep.
  if (before.phase === 'CLOSED') return event.type === 'spineRestarted';
  return (
    before.phase !== after.phase ||
    stepOf(before)?.run !== stepOf(after)?.run ||
    (now !== undefined && (old === undefined || now < old)) ||
    event.type === 'spineRestarted' ||
    event.type === 'digitisationRestarted'
  );
};

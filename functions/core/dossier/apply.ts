import { change, registered } from './change.ts';
import { type Dossier, nextTimerAt, stepOf } from './dossier.ts';
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
    seq: event.seq,
    lastHash: event.hash,
    changedAt: event.at,
    rev: isForPeople(event.type) ? event.seq : dossier.rev,
  };
  return wakes(dossier, next, event) ? { ...next, wakeSeq: event.seq } : next;
};

/** Folds a whole log; undefined for an empty one. */
export const fold = (events: readonly DossierEvent[]): Dossier | undefined =>
  events.reduce<Dossier | undefined>((dossier, event) => apply(dossier, event), undefined);

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

import { apply } from '../core/dossier/apply.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { isPublished, type Move } from '../core/notices/kind.ts';
import type { ReadStore } from './reads.ts';

/** One event of one dossier. */
export interface EventRef {
  readonly dossierId: DossierId;
  readonly seq: number;
}

/** A move, and the seq of the event that was published before it. */
export interface PublishedMove extends Move {
  readonly previousSequence: number | undefined;
}

const PAGE = 100;

/**
 * The dossier around one event, folded from its log: the same whenever it is asked for, however far the dossier has gone
 * on. Throws when the log does not reach the event: the log is written before anyone hears of it, so that is damage.
 */
export const moveAt =
  (reads: Pick<ReadStore, 'events'>) =>
  async ({ dossierId, seq }: EventRef): Promise<PublishedMove> => {
    let dossier: Dossier | undefined;
    let previousSequence: number | undefined;
    for (let at = 0; at < seq; ) {
      const events = await reads.events(dossierId, at, Math.min(PAGE, seq - at));
      for (const event of events) {
        const before: Dossier | undefined = dossier;
        const after = apply(before, event);
        if (event.seq === seq) return { before, after, event, previousSequence };
        if (isPublished(before, after, event.type)) previousSequence = event.seq;
        dossier = after;
        at = event.seq;
      }
      if (events.length === 0) break;
    }
    throw new Error(`the log of dossier ${dossierId} has no event ${seq}`);
  };

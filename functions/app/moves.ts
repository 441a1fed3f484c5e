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

/** A move that leaves, and the seq of the one that left before it. */
export interface PublishedMove extends Move {
  readonly previousSequence: number | undefined;
}

const PAGE = 100;

/**
 * The moves of a dossier that leave, and the `last` one asked for, folded from its log: the same whenever they are asked for, however far the dossier
 * has gone on.
 */
export async function* publishedMoves(
  reads: Pick<ReadStore, 'events'>,
  dossierId: DossierId,
  last = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<PublishedMove> {
  let before: Dossier | undefined;
  let previousSequence: number | undefined;
  for (let at = 0; at < last; ) {
    const events = await reads.events(dossierId, at, Math.min(PAGE, last - at));
    for (const event of events) {
      const after = apply(before, event);
      if (isPublished(before, after, event) || event.seq === last) {
        yield { before, after, event, previousSequence };
        previousSequence = event.seq;
      }
      before = after;
      at = event.seq;
    }
    if (events.length === 0) return;
  }
}

/** The move of one event. One that is not in the log was announced before it was written: that is damage and thrown. */
export const moveAt =
  (reads: Pick<ReadStore, 'events'>) =>
  async ({ dossierId, seq }: EventRef): Promise<PublishedMove> => {
    let last: PublishedMove | undefined;
    for await (const move of publishedMoves(reads, dossierId, seq)) last = move;
    if (last?.event.seq !== seq) throw new Error(`dossier ${dossierId} has no event ${seq}`);
    return last;
  };

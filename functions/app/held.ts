import type { Instant } from '../core/calendar/index.ts';
import type { Entry, ReadStore } from './reads.ts';

/** Rows per query; nobody works on more than some hundred dossiers. */
const LOOK = 1000;

/** What one person (`<unit>#<subject>`) holds at an instant: assigned, or claimed and not run out. By an index, which lags. */
export const heldBy = async (
  reads: Pick<ReadStore, 'entries'>,
  partition: string,
  now: Instant,
  cleared: boolean,
): Promise<readonly Entry[]> => {
  const held: Entry[] = [];
  let after: string | undefined;
  do {
    const page = await reads.entries({
      ...{ index: 'holder', partition, after, filter: { cleared }, limit: LOOK },
    });
    held.push(...page.entries.filter(({ heldUntil }) => heldUntil === undefined || heldUntil > now));
    after = page.reached;
  } while (after !== undefined);
  return held;
};

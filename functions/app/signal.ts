import type { DossierId } from '../core/dossier/ids.ts';
import { executionName, type SpineStore, type WorkflowPort, wakePayload } from './spine.ts';

export interface SignalPorts {
  readonly spines: Pick<SpineStore, 'spineHead'>;
  readonly workflow: Pick<WorkflowPort, 'start' | 'wake'>;
}

export type SignalOutcome = 'skipped' | 'started' | 'woken' | 'over';

/**
 * Tells the spine of a waking event, after its commit and outside of its transaction. Reads the head anew: the payload
 * is the newest state, not the event's, so a late or repeated record does no harm. A wait that is over needs no signal:
 * the spine reads or is refused its park on the newest `wakeSeq`; if it is dead, `stuckSince` stands and the sweep acts.
 */
export const signal =
  ({ spines, workflow }: SignalPorts) =>
  async ({ dossierId, seq }: { dossierId: DossierId; seq: number }): Promise<SignalOutcome> => {
    const head = await spines.spineHead(dossierId);
    if (!head) throw new Error(`event ${seq} of dossier ${dossierId} has no head`);
    if ((head.spineSeq ?? 0) >= seq) return 'skipped';
    if (head.taskToken === undefined) {
      await workflow.start({ name: executionName(head.code, head.spineRun), dossierId, run: head.spineRun });
      return 'started';
    }
    return workflow.wake(head.taskToken, wakePayload(head));
  };

import type { DossierId } from '../core/dossier/ids.ts';
import { systemActor } from './actors.ts';
import { type ExecutePorts, execute } from './execute.ts';
import type { SpineStore } from './spine.ts';

export interface StoppedPorts extends ExecutePorts {
  readonly spines: SpineStore;
}

/** A spine that ended badly leaves its dossier marked stuck; the sweep gives it a new run. */
export const spineStopped =
  ({ spines, clock }: StoppedPorts) =>
  async ({ dossierId, run }: { dossierId: DossierId; run: number }): Promise<void> =>
    spines.markStuck(dossierId, run, clock.now());

/**
 * A digitisation run that ended badly is started again by an event, which wakes the spine: at once the first time, later
 * when its watch ends, so that an outage is not answered by a storm. A run that is not the newest needs nothing.
 */
export const digitisationStopped =
  (ports: StoppedPorts) =>
  async ({ dossierId, seq }: { dossierId: DossierId; seq: number }): Promise<void> => {
    const [spine, head] = await Promise.all([ports.spines.spineHead(dossierId), ports.store.head(dossierId)]);
    if (spine?.wakeSeq !== seq || head?.digitisation?.attempt !== 1) return;
    const result = await execute(ports)({
      id: dossierId,
      command: { type: 'restartDigitisation' },
      actor: systemActor,
    });
    if (!result.ok && result.error.code !== 'ILLEGAL_TRANSITION')
      throw new Error(`restart refused: ${result.error.code}`);
  };

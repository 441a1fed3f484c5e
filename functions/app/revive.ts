import type { Command } from '../core/dossier/commands.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { systemActor } from './actors.ts';
import { type ExecutePorts, execute } from './execute.ts';
import { executionName, type SpineHead, type SpineStore, type WorkflowPort, wakePayload } from './spine.ts';

export interface RevivePorts extends ExecutePorts {
  readonly spines: SpineStore;
  readonly workflow: WorkflowPort;
}

const DAY = 24 * 60 * 60 * 1000;
/** Step Functions ends an execution after a year or 25,000 events; a spine is renewed well before. */
const OLDEST = 300 * DAY;
const MOST_EVENTS = 20_000;

export type ReviveOutcome = 'moving' | 'signalled' | 'restarted';

/**
 * Looks after one dossier whose spine has been marked stuck: signals again when it is alive, else gives the dossier a
 * new run by an event of its own. `force` restarts in any case (an operator's decision).
 */
export const revive =
  (ports: RevivePorts) =>
  async ({ dossierId, force = false }: { dossierId: DossierId; force?: boolean }): Promise<ReviveOutcome> => {
    const head = await ports.spines.spineHead(dossierId);
    if (!head) throw new Error(`no dossier ${dossierId}`);
    if (head.stuckSince === undefined && !force) return 'moving';
    const name = executionName(head.code, head.spineRun);
    const execution = await ports.workflow.describe(name);
    if (!execution && !force) {
      // Never started, or its history is gone: starting under the same name is harmless.
      await ports.workflow.start({ name, dossierId, run: head.spineRun });
      return 'signalled';
    }
    if (!force && execution && isHealthy(execution, ports.clock.now())) return signalAgain(ports, head);
    return restart(ports, head, { name, force, running: execution?.running === true });
  };

const isHealthy = (
  execution: { running: boolean; startedAt: number; events?: number },
  now: number,
): boolean =>
  execution.running && now - execution.startedAt < OLDEST && (execution.events ?? 0) < MOST_EVENTS;

const signalAgain = async (ports: RevivePorts, head: SpineHead): Promise<ReviveOutcome> => {
  if (head.taskToken !== undefined) await ports.workflow.wake(head.taskToken, wakePayload(head));
  return 'signalled';
};

/**
 * The event comes first: from then on the old run is fenced off; stopping it is a courtesy to the operator. Whoever
 * restarts a run that was replaced meanwhile would take the token off the new one: the second of two is too late.
 */
const restart = async (
  ports: RevivePorts,
  head: SpineHead,
  { name, force, running }: { name: string; force: boolean; running: boolean },
): Promise<ReviveOutcome> => {
  const run = head.spineRun + 1;
  // Looked at after the dossier was read and before the commit, which stands only if no event came between.
  const command = async (): Promise<Result<Command, Refusal>> => {
    const now = await ports.spines.spineHead(head.dossierId);
    const stands = now?.spineRun === head.spineRun && (force || now.stuckSince !== undefined);
    return stands ? ok({ type: 'restartSpine', run }) : refuse('CONCURRENT_CHANGE');
  };
  const result = await execute(ports)({ id: head.dossierId, command, actor: systemActor });
  if (!result.ok && result.error.code === 'CONCURRENT_CHANGE') return 'moving';
  if (!result.ok) throw new Error(`restart refused: ${result.error.code}`);
  if (running) await ports.workflow.stop(name, `replaced by run ${run}`);
  await ports.workflow.start({ name: executionName(head.code, run), dossierId: head.dossierId, run });
  return 'restarted';
};

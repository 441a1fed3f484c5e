import type { Command } from '../core/dossier/commands.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { evaluateSla, type Verdict } from '../core/sla/evaluate.ts';
import { systemActor } from './actors.ts';
import { type ExecutePorts, execute } from './execute.ts';
import { type SpineStore, type WakePayload, wakePayload } from './spine.ts';

export interface EvaluatePorts extends ExecutePorts {
  readonly spines: Pick<SpineStore, 'spineHead'>;
}

/** What can be due at once: a deadline's stages, a silent digitisation run, a complaint, and every consultation. */
const rounds = 24;

const commandOf = (verdict: Exclude<Verdict, { kind: 'nothing' | 'alert' }>): Command =>
  verdict.kind === 'lapseConsultation' ? { type: verdict.kind, n: verdict.n } : { type: verdict.kind };

/**
 * Lets time have its say over one dossier: decides what is due, each stage once per deadline version, and answers what
 * the spine routes on. Called by the await state's timeout and by the sweep; doing it twice does nothing the second time.
 */
export const evaluate =
  (ports: EvaluatePorts) =>
  async ({ dossierId: id }: { dossierId: DossierId }): Promise<WakePayload> => {
    for (let round = 0; round < rounds; round++) {
      const dossier = await ports.store.head(id);
      if (!dossier) throw new Error(`no dossier ${id}`);
      const policy = await ports.catalogue.policy(dossier.unit, dossier.procedure, dossier.version);
      const verdict = evaluateSla(dossier, policy, ports.clock.now());
      if (verdict.kind === 'nothing') break;
      const command: Command = verdict.kind === 'alert' ? { type: 'decideAlerts' } : commandOf(verdict);
      const result = await execute(ports)({ id, command, actor: systemActor });
      // Refused = someone else moved the dossier between the two reads; look again.
      if (!result.ok && result.error.code !== 'ILLEGAL_TRANSITION')
        throw new Error(`evaluation refused: ${result.error.code}`);
    }
    const head = await ports.spines.spineHead(id);
    if (!head) throw new Error(`no dossier ${id}`);
    return wakePayload(head);
  };

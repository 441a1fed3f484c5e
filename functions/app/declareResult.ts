import type { DossierId } from '../core/dossier/ids.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { type ExecutePorts, execute, type Reply } from './execute.ts';
import type { DocumentStore, SlotPort } from './ports.ts';
import { RESULT } from './report.ts';
import { signSlots } from './slots.ts';
import type { Replacement } from './uploadAgain.ts';

export interface DeclareResultPorts extends ExecutePorts {
  readonly documents: Pick<DocumentStore, 'declare'>;
  readonly slots: SlotPort;
}

/**
 * The clerk announces the result file and gets a slot for it. Declaring again before it is entered replaces the
 * declaration: event first, then the document, so that a crash between leaves a declaration to be repeated.
 */
export const declareResult =
  (ports: DeclareResultPorts) =>
  async (request: {
    id: DossierId;
    actor: Actor;
    idempotency: { key: string; fingerprint: string };
    ifMatch?: number;
    file: Replacement;
  }): Promise<Result<Reply, Refusal>> => {
    const { file, ...command } = request;
    const declared = await execute(ports)({ ...command, command: { type: 'declareResult' } });
    if (!declared.ok) return declared;
    const dossier = await ports.store.head(request.id);
    const n = dossier?.phase === 'RESULT' ? dossier.result?.document : undefined;
    if (!dossier || n === undefined) return declared;
    const document = { n, component: RESULT, ...file };
    await ports.documents.declare(request.id, document);
    const uploads = await signSlots(ports, dossier.unit, request.id, [document]);
    return ok({ ...declared.value, body: { ...declared.value.body, uploads } });
  };

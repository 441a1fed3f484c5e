import type { DeclaredContent } from '../core/dossier/commands.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { type ExecutePorts, execute, type Reply } from './execute.ts';
import type { DocumentStore, SlotPort } from './ports.ts';
import { signSlots } from './slots.ts';

export interface DeclareResultPorts extends ExecutePorts {
  readonly documents: Pick<DocumentStore, 'document'>;
  readonly slots: SlotPort;
}

/** The clerk announces the result file and gets a slot for it; announcing another one before it is entered replaces it. */
export const declareResult =
  (ports: DeclareResultPorts) =>
  async (request: {
    id: DossierId;
    actor: Actor;
    idempotency: { key: string; fingerprint: string };
    ifMatch?: number;
    file: DeclaredContent;
  }): Promise<Result<Reply, Refusal>> => {
    const { file, ...rest } = request;
    const declared = await execute(ports)({ ...rest, command: { type: 'declareResult', file } });
    if (!declared.ok) return declared;
    // Signed anew at every answer, a repeated one included, and always for the declaration that stands.
    const dossier = await ports.store.head(request.id);
    const n = dossier?.phase === 'RESULT' ? dossier.result?.document : undefined;
    const document = n === undefined ? undefined : await ports.documents.document(request.id, n);
    if (!dossier || !document) return declared;
    const uploads = await signSlots(ports, dossier.unit, request.id, [document]);
    return ok({ ...declared.value, body: { ...declared.value.body, uploads } });
  };

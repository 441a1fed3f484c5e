import type { Command, DeclaredContent } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { type ExecutePorts, execute, type Reply } from './execute.ts';
import type { DocumentStore, SlotPort } from './ports.ts';
import { signSlots } from './slots.ts';
import { reasonsInWords, verdictOf } from './views.ts';

export interface DeclareResultPorts extends ExecutePorts {
  readonly documents: Pick<DocumentStore, 'document' | 'documents'>;
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
    const command = (d: Dossier) => fresh(ports.documents, d, file);
    const declared = await execute(ports)({ ...rest, command });
    if (!declared.ok) return declared;
    // Signed anew at every answer, a repeated one included, and always for the declaration that stands.
    const dossier = await ports.store.head(request.id);
    const n = dossier?.phase === 'RESULT' ? dossier.result?.document : undefined;
    const document = n === undefined ? undefined : await ports.documents.document(request.id, n);
    if (!dossier || !document) return declared;
    const uploads = await signSlots(ports, dossier.unit, request.id, [document]);
    return ok({ ...declared.value, body: { ...declared.value.body, uploads } });
  };

/**
 * A file that was refused as this dossier's result is not entered again, and says why it was; nor is one that the dossier
 * has as another document.
 */
const fresh = async (
  documents: Pick<DocumentStore, 'documents'>,
  d: Dossier,
  file: DeclaredContent,
): Promise<Result<Command, Refusal>> => {
  const command: Command = { type: 'declareResult', file };
  if (d.phase !== 'RESULT') return ok(command);
  const waiting = d.result?.document;
  const known = (await documents.documents(d.id)).find(
    ({ n, sha256 }) => sha256 === file.sha256 && n !== waiting,
  );
  if (!known) return ok(command);
  if (verdictOf(known) !== 'REFUSED') {
    const field = { field: '/sha256', detail: `/documents/${known.n} ${known.name}` };
    return refuse('DUPLICATE_FILE', undefined, [field]);
  }
  const fields = reasonsInWords(known).map(({ text }) => ({
    field: '/sha256',
    detail: `${file.name}: ${text.vi} / ${text.en}`,
  }));
  return refuse('RESULT_FILE_REFUSED', undefined, fields);
};

import { localDateOf } from '../core/calendar/index.ts';
import type { Command, DeclaredFile } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { type ExecutePorts, execute, type Reply } from './execute.ts';
import { fileErrors, refusalOf } from './filing.ts';
import type { DocumentStore, QuarantinePort, SlotPort } from './ports.ts';
import { notReplaced } from './replaceDocuments.ts';
import { notUploaded, signSlots } from './slots.ts';

export interface SupplementPorts extends ExecutePorts {
  readonly documents: Pick<DocumentStore, 'documents'>;
  readonly slots: SlotPort;
}

/** The applicant declares the files of the supplement and gets a slot for each; declaring again replaces the list. */
export const declareSupplement =
  (ports: SupplementPorts) =>
  async (request: {
    id: DossierId;
    actor: Actor;
    idempotency: { key: string; fingerprint: string };
    ifMatch?: number;
    files: readonly DeclaredFile[];
  }): Promise<Result<Reply, Refusal>> => {
    const { files, ...rest } = request;
    const command = async (d: Dossier): Promise<Result<Command, Refusal>> => {
      const { procedure, calendar } = await ports.catalogue.policy(d.unit, d.procedure, d.version);
      const today = localDateOf(ports.clock.now(), calendar);
      const placed = files.map((file, i) => ({ ...file, at: `/files/${i}` }));
      const errors = placed.flatMap((file) => fileErrors(file, procedure, file.at, today));
      const again = d.phase === 'SUPPLEMENT' ? d.supplement.declared : [];
      const kept = (await ports.documents.documents(d.id)).filter(({ n }) => !again.includes(n));
      const refused = refusalOf(errors, placed, procedure, kept);
      return refused ? { ok: false, error: refused } : ok({ type: 'declareSupplement', files });
    };
    const declared = await execute(ports)({ ...rest, command });
    if (!declared.ok) return declared;
    // Slots are signed anew at every answer, a repeated one included: credentials are not stored.
    const dossier = await ports.store.head(request.id);
    if (dossier?.phase !== 'SUPPLEMENT') return declared;
    const documents = await ports.documents.documents(request.id);
    const open = documents.filter(({ n }) => dossier.supplement.declared.includes(n));
    const uploads = await signSlots(ports, dossier.unit, request.id, open);
    return ok({ ...declared.value, body: { ...declared.value.body, uploads } });
  };

/** Handing in needs every declared file in quarantine, and every refused one replaced. */
export const supply =
  (ports: { readonly documents: Pick<DocumentStore, 'documents'>; readonly quarantine: QuarantinePort }) =>
  async (d: Dossier): Promise<Result<Command, Refusal>> => {
    if (d.phase !== 'SUPPLEMENT') return ok({ type: 'supply' });
    const declared = d.supplement.declared.map((n) => ({ n }));
    const lacking = await notUploaded(ports, d.unit, d.id, declared);
    const fields = [
      ...lacking.map((n) => ({ field: `/documents/${n}`, detail: 'not uploaded yet' })),
      ...(await notReplaced(ports, d)).filter(({ field }) => !lacking.some((n) => field.endsWith(`/${n}`))),
    ];
    return fields.length > 0 ? refuse('DOCUMENTS_NOT_UPLOADED', undefined, fields) : ok({ type: 'supply' });
  };

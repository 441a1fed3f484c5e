import type { FilingBody } from '../contract/filing.ts';
import { localDateOf } from '../core/calendar/index.ts';
import type { Command, SuppliedFile } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { isUploaded } from './draft.ts';
import { type ExecutePorts, execute, type Reply } from './execute.ts';
import { entryErrors, refusalOf } from './filing.ts';
import type { ApplicantStore, DocumentRecord, DocumentStore, QuarantinePort, SlotPort } from './ports.ts';
import { notReplaced } from './replaceDocuments.ts';
import { filedDocuments } from './reuse.ts';
import { notUploaded, signSlots } from './slots.ts';
import { standingNow } from './standingNow.ts';

export interface SupplementPorts extends ExecutePorts {
  readonly documents: Pick<DocumentStore, 'document' | 'documents'>;
  readonly applicants: ApplicantStore;
  readonly slots: SlotPort;
}

/**
 * The applicant declares the files of the supplement, or archived papers in place of them, and gets a slot for each file;
 * declaring again replaces the list.
 */
export const declareSupplement =
  (ports: SupplementPorts) =>
  async (request: {
    id: DossierId;
    actor: Actor;
    idempotency: { key: string; fingerprint: string };
    ifMatch?: number;
    files: FilingBody['components'];
  }): Promise<Result<Reply, Refusal>> => {
    const { files, ...rest } = request;
    const command = (d: Dossier) => supplementOf(ports, d, files, request.actor);
    const declared = await execute(ports)({ ...rest, command });
    if (!declared.ok) return declared;
    // Slots are signed anew at every answer, a repeated one included: credentials are not stored.
    const dossier = await ports.store.head(request.id);
    if (dossier?.phase !== 'SUPPLEMENT') return declared;
    const documents = await ports.documents.documents(request.id);
    const open = documents.filter((each) => isUploaded(each) && dossier.supplement.declared.includes(each.n));
    const uploads = await signSlots(ports, dossier.unit, request.id, open);
    return ok({ ...declared.value, body: { ...declared.value.body, uploads } });
  };

const supplementOf = async (
  ports: SupplementPorts,
  d: Dossier,
  files: FilingBody['components'],
  caller: Actor,
): Promise<Result<Command, Refusal>> => {
  const [{ procedure, calendar }, standing, applicant, documents] = await Promise.all([
    ports.catalogue.policy(d.unit, d.procedure, d.version),
    standingNow(ports, caller),
    ports.applicants.applicant(d.id),
    ports.documents.documents(d.id),
  ]);
  if (!standing.ok) return standing;
  if (!applicant) throw new Error(`dossier ${d.id} has no applicant`);
  const day = { calendar, today: localDateOf(ports.clock.now(), calendar) };
  const asked = { components: files, applicant };
  const filed = await filedDocuments(ports, standing.value)(asked, procedure, day, '/files');
  const errors = [...entryErrors(files, procedure, '/files', day.today), ...filed.errors];
  const placed = filed.documents.map((each) => ({ ...each, at: `/files/${each.n - 1}` }));
  const again = d.phase === 'SUPPLEMENT' ? d.supplement.declared : [];
  const others = documents.filter(({ n }) => !again.includes(n));
  const refused = refusalOf(errors, placed, procedure, others);
  if (refused) return { ok: false, error: refused };
  return ok({ type: 'declareSupplement', files: filed.documents.map(supplied) });
};

/** What was found about a re-used paper is kept with it. */
const supplied = ({ n: _n, inspection, scan, archive, gap: _gap, ...file }: DocumentRecord): SuppliedFile =>
  file.origin ? { ...file, kept: { inspection, scan, archive } } : file;

/** Handing in needs every declared file in quarantine, and every refused one replaced. */
export const supply =
  (ports: { readonly documents: Pick<DocumentStore, 'documents'>; readonly quarantine: QuarantinePort }) =>
  async (d: Dossier): Promise<Result<Command, Refusal>> => {
    if (d.phase !== 'SUPPLEMENT') return ok({ type: 'supply' });
    const declared = (await ports.documents.documents(d.id)).filter(
      (each) => isUploaded(each) && d.supplement.declared.includes(each.n),
    );
    const lacking = await notUploaded(ports, d.unit, d.id, declared);
    const fields = [
      ...lacking.map((n) => ({ field: `/documents/${n}`, detail: 'not uploaded yet' })),
      ...(await notReplaced(ports, d)).filter(({ field }) => !lacking.some((n) => field.endsWith(`/${n}`))),
    ];
    return fields.length > 0 ? refuse('DOCUMENTS_NOT_UPLOADED', undefined, fields) : ok({ type: 'supply' });
  };

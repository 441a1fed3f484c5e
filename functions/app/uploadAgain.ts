import { maySee } from '../core/dossier/gate.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { maySeeDraft } from './draft.ts';
import type { Reply } from './execute.ts';
import type { CataloguePort, ClockPort, DocumentStore, DossierStore, DraftStore, SlotPort } from './ports.ts';
import { RESULT } from './report.ts';
import { signSlots } from './slots.ts';
import type { StaffReader } from './staff.ts';
import { standingNow } from './standingNow.ts';

export interface UploadAgainPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly drafts: Pick<DraftStore, 'draft'>;
  readonly documents: DocumentStore;
  readonly catalogue: CataloguePort;
  readonly slots: SlotPort;
  readonly clock: ClockPort;
  readonly staff: StaffReader;
}

/** What may change when a refused file is replaced: the file, not the component it stands for. */
export interface Replacement {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * A fresh upload slot: for a draft's document whose slot has expired, or, with a new declaration, for a document that was
 * refused and waits to be replaced. Asking twice is harmless.
 */
export const uploadAgain =
  (ports: UploadAgainPorts) =>
  async (request: {
    id: DossierId;
    n: number;
    actor: Actor;
    replacement?: Replacement;
  }): Promise<Result<Reply, Refusal>> => {
    const { id, n, replacement } = request;
    const [dossier, standing] = await Promise.all([ports.store.head(id), standingNow(ports, request.actor)]);
    if (!standing.ok) return standing;
    const actor = standing.value;
    if (!dossier) return draftSlot(ports, { ...request, actor });
    if (!maySee(dossier, actor)) return refuse('NOT_FOUND');
    const document = await ports.documents.document(id, n);
    if (!document) return refuse('NOT_FOUND', `document ${n}`);
    const replaceable = dossier.phase === 'REPLACEMENT' || dossier.phase === 'SUPPLEMENT';
    // A declared file of a supplement may also just need a fresh slot.
    const declared = dossier.phase === 'SUPPLEMENT' && dossier.supplement.declared.includes(n);
    const waits = replaceable && (dossier.documents.bad.includes(n) || declared);
    if (!waits || document.component === RESULT) return refuse('DOCUMENT_NOT_REPLACEABLE', `document ${n}`);
    if (replacement) {
      const { procedure } = await ports.catalogue.policy(dossier.unit, dossier.procedure, dossier.version);
      const rule = procedure.components.find((each) => each.id === document.component);
      const fields = [
        ...(rule?.mediaTypes.includes(replacement.mediaType)
          ? []
          : [{ field: '/mediaType', detail: `one of ${rule?.mediaTypes.join(', ')}` }]),
        ...(replacement.size <= (rule?.maxBytes ?? 0)
          ? []
          : [{ field: '/size', detail: `at most ${rule?.maxBytes} bytes` }]),
      ];
      if (fields.length > 0) return refuse('COMPONENTS_INVALID', undefined, fields);
      await ports.documents.declare(id, { n, component: document.component, ...replacement });
    }
    const uploads = await signSlots(ports, dossier.unit, id, [{ ...document, ...replacement }]);
    return ok({ status: 200, body: { id, uploads } });
  };

const draftSlot = async (
  ports: UploadAgainPorts,
  { id, n, actor, replacement }: { id: DossierId; n: number; actor: Actor; replacement?: Replacement },
): Promise<Result<Reply, Refusal>> => {
  const draft = await ports.drafts.draft(id);
  if (!draft || !maySeeDraft(draft, actor)) return refuse('NOT_FOUND');
  if (draft.validUntil <= ports.clock.now()) return refuse('DRAFT_EXPIRED');
  const document = draft.documents.find((each) => each.n === n);
  if (!document) return refuse('NOT_FOUND', `document ${n}`);
  if (replacement)
    return refuse('DOCUMENT_NOT_REPLACEABLE', 'a draft keeps its declaration; file a new draft instead');
  return ok({ status: 200, body: { id, uploads: await signSlots(ports, draft.unit, id, [document]) } });
};

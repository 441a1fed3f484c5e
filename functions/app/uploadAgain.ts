import { localDateOf } from '../core/calendar/index.ts';
import type { DeclaredContent } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { maySee, rightTo } from '../core/dossier/gate.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { rolesToday } from '../core/rights/standing.ts';
import { isUploaded, maySeeDraft } from './draft.ts';
import type { Reply } from './execute.ts';
import { fileErrors, refusalOf } from './filing.ts';
import type { CataloguePort, ClockPort, DocumentStore, DossierStore, DraftStore, SlotPort } from './ports.ts';
import { signSlots } from './slots.ts';
import type { StaffReader } from './staff.ts';
import { standingNow } from './standingNow.ts';

export interface UploadAgainPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly drafts: Pick<DraftStore, 'draft'>;
  readonly documents: Pick<DocumentStore, 'document' | 'documents' | 'redeclare'>;
  readonly catalogue: CataloguePort;
  readonly slots: SlotPort;
  readonly clock: ClockPort;
  readonly staff: StaffReader;
}

/**
 * A fresh upload slot: for a draft's document whose slot has expired, or, with a new declaration, for a document that was
 * refused and waits to be replaced. Only for those who may hand the files in. Asking twice is harmless.
 */
export const uploadAgain =
  (ports: UploadAgainPorts) =>
  async (request: {
    id: DossierId;
    n: number;
    actor: Actor;
    replacement?: DeclaredContent;
  }): Promise<Result<Reply, Refusal>> => {
    const { id, n, replacement } = request;
    const [dossier, standing] = await Promise.all([ports.store.head(id), standingNow(ports, request.actor)]);
    if (!standing.ok) return standing;
    const actor = standing.value;
    if (!dossier) return draftSlot(ports, { ...request, actor });
    if (!maySee(dossier, actor)) return refuse('NOT_FOUND');
    const right = rightTo(
      dossier.phase === 'SUPPLEMENT' ? 'declareSupplement' : 'replaceDocuments',
      dossier,
      actor,
    );
    if (!right.ok) return right;
    const document = await ports.documents.document(id, n);
    if (!document) return refuse('NOT_FOUND', `document ${n}`);
    if (!isUploaded(document) || !waitsForFile(dossier, n))
      return refuse('DOCUMENT_NOT_REPLACEABLE', `document ${n}`);
    if (replacement) {
      const { unit, procedure: code, version } = dossier;
      const { procedure, calendar } = await ports.catalogue.policy(unit, code, version);
      const file = { component: document.component, ...replacement };
      const errors = fileErrors(file, procedure, '', localDateOf(ports.clock.now(), calendar));
      const others = (await ports.documents.documents(id)).filter((each) => each.n !== n);
      const refused = refusalOf(errors, [{ ...file, at: '' }], procedure, others);
      if (refused) return { ok: false, error: refused };
      if (!(await ports.documents.redeclare(id, document, replacement))) {
        return refuse('DOCUMENT_NOT_REPLACEABLE', `document ${n} has changed meanwhile`);
      }
    }
    const uploads = await signSlots(ports, dossier.unit, id, [{ ...document, ...replacement }]);
    return ok({ status: 200, body: { id, uploads } });
  };

/** A refused document, or one of a supplement that was declared and is not handed in yet. */
const waitsForFile = (d: Dossier, n: number): boolean => {
  if (d.phase === 'REPLACEMENT') return d.documents.bad.includes(n);
  if (d.phase !== 'SUPPLEMENT') return false;
  const awaited = d.supplement.suppliedAt === undefined ? d.supplement.declared : d.documents.bad;
  return awaited.includes(n);
};

const draftSlot = async (
  ports: UploadAgainPorts,
  { id, n, actor, replacement }: { id: DossierId; n: number; actor: Actor; replacement?: DeclaredContent },
): Promise<Result<Reply, Refusal>> => {
  const draft = await ports.drafts.draft(id);
  if (!draft || !maySeeDraft(draft, actor)) return refuse('NOT_FOUND');
  const mayFile = rolesToday(actor).some((role) => role === 'frontDesk' || role === 'portal');
  if (actor.kind === 'staff' && !mayFile) return refuse('ROLE_NOT_ALLOWED', 'filing: frontDesk, portal');
  if (draft.validUntil <= ports.clock.now()) return refuse('DRAFT_EXPIRED');
  const document = draft.documents.find((each) => each.n === n);
  if (!document) return refuse('NOT_FOUND', `document ${n}`);
  if (!isUploaded(document)) return refuse('DOCUMENT_NOT_REPLACEABLE', 'a re-used paper is not uploaded');
  if (replacement)
    return refuse('DOCUMENT_NOT_REPLACEABLE', 'a draft keeps its declaration; file a new draft instead');
  return ok({ status: 200, body: { id, uploads: await signSlots(ports, draft.unit, id, [document]) } });
};

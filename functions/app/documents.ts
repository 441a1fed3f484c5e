import { attachment } from '../core/archive/disposition.ts';
import { type HandedIn, handedIn } from '../core/archive/handedIn.ts';
import { isAskedAbout, papersFor, type Sensitivity, sensitivityOf } from '../core/archive/papers.ts';
import type { Instant } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId, Subject } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { described } from './describe.ts';
import { uploadKey } from './draft.ts';
import type { Reply } from './execute.ts';
import type { CataloguePort, DocumentRecord, DocumentStore, DossierStore, RandomPort } from './ports.ts';
import type { ReadStore } from './reads.ts';
import type { LinkPort } from './sheets.ts';
import { type StandingPorts, standingNow } from './standingNow.ts';
import { defined, localTime, reasonsInWords, verdictOf } from './views.ts';
import { wholeLog } from './wholeLog.ts';

export interface PaperPorts extends StandingPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly catalogue: CataloguePort;
}

interface Papers {
  readonly head: Dossier;
  readonly actor: Actor;
  readonly which: 'all' | 'askedAbout';
}

/** The dossier, for whoever may have papers of it at this moment, and which; 404 for everyone else. */
export const papersOf = async (
  ports: PaperPorts,
  id: DossierId,
  caller: Actor,
): Promise<Result<Papers, Refusal>> => {
  const [head, standing] = await Promise.all([ports.store.head(id), standingNow(ports, caller)]);
  if (!standing.ok) return standing;
  const which = head && papersFor(head, standing.value);
  return which ? ok({ head, actor: standing.value, which }) : refuse('NOT_FOUND');
};

/** Every document of a dossier that the caller may have, with its state, what was measured on it, and who handed it in when. */
export const listDocuments =
  (ports: PaperPorts & { reads: Pick<ReadStore, 'events'>; documents: Pick<DocumentStore, 'documents'> }) =>
  async (id: DossierId, caller: Actor): Promise<Result<Reply, Refusal>> => {
    const found = await papersOf(ports, id, caller);
    if (!found.ok) return found;
    const { head, which } = found.value;
    const [all, log, { calendar, procedure }] = await Promise.all([
      ports.documents.documents(id),
      wholeLog(ports.reads, id),
      ports.catalogue.policy(head.unit, head.procedure, head.version),
    ]);
    const documents =
      which === 'all' ? all : all.filter((each) => isAskedAbout(head, each, procedure.components));
    const from = handedIn(log);
    const time = (at: Instant) => localTime(at, calendar);
    const body = {
      id,
      code: head.code,
      documents: documents.map((each) => ({
        ...rowOf(each, from.get(each.n), time),
        ...defined({ metadata: described(head, procedure, each) }),
      })),
    };
    return ok({ status: 200, body, rev: head.rev });
  };

const rowOf = (
  document: DocumentRecord,
  from: HandedIn | undefined,
  time: (at: Instant) => string,
): Record<string, unknown> => {
  const { n, component, name, inspection, archive } = document;
  return defined({
    ...{ n, component, name, state: stateOf(document) },
    reasons: inspection && !archive ? reasonsInWords(document) : undefined,
    mediaType: inspection?.mediaType ?? document.mediaType,
    size: inspection?.bytes ?? document.size,
    sha256: inspection?.sha256 ?? document.sha256,
    pages: inspection?.pages ?? undefined,
    version: archive?.versionId ?? inspection?.versionId,
    signatures: inspection && inspection.signatures.length > 0 ? inspection.signatures : undefined,
    handedIn: from && { by: from.by, at: time(from.at) },
  });
};

export const stateOf = (document: DocumentRecord) => {
  const verdict = document.inspection ? verdictOf(document) : 'PENDING';
  return verdict === 'CLEAN' && document.archive ? 'ARCHIVED' : verdict;
};

/** That somebody had a sensitive paper: ids only. */
export interface View {
  readonly dossierId: DossierId;
  readonly n: number;
  readonly versionId: string;
  readonly at: Instant;
  readonly by: Subject;
  readonly why: Sensitivity;
  /** Makes two views of one instant two. */
  readonly nonce: string;
}

export interface ViewStore {
  /** Puts a view on record; there is no way to take it off. */
  viewed(view: View): Promise<void>;
}

export interface DownloadPorts extends PaperPorts {
  readonly documents: Pick<DocumentStore, 'document'>;
  readonly views: ViewStore;
  /** To what is in the archive, and to what was verified and waits in quarantine for the acceptance. */
  readonly links: LinkPort;
  readonly waiting: LinkPort;
  readonly random: Pick<RandomPort, 'token'>;
}

/**
 * A minute's link to one version of one document, and to no other: the archived one; before the acceptance the one that was
 * verified and found clean, for the front desk decides by it. What is not verified, or refused, has none. A view of a
 * sensitive paper is on record before the link exists.
 */
export const downloadDocument =
  (ports: DownloadPorts) =>
  async (id: DossierId, n: number, caller: Actor): Promise<Result<Reply, Refusal>> => {
    const found = await papersOf(ports, id, caller);
    if (!found.ok) return found;
    const { head, actor, which } = found.value;
    const [document, { procedure }] = await Promise.all([
      ports.documents.document(id, n),
      ports.catalogue.policy(head.unit, head.procedure, head.version),
    ]);
    const isTheirs = document && (which === 'all' || isAskedAbout(head, document, procedure.components));
    if (!document || !isTheirs) return refuse('NOT_FOUND', `document ${n}`);
    const { inspection } = document;
    const state = stateOf(document);
    // A result is the applicant's once it is issued, which it is when it goes to the archive.
    const early = 'result' in head && head.result?.document === n && actor.kind === 'applicant';
    if (!inspection || (state !== 'ARCHIVED' && (state !== 'CLEAN' || early))) {
      return refuse('DOCUMENT_NOT_VERIFIED', `document ${n}: ${state}`);
    }
    const { versionId } = inspection;
    const place = document.archive ?? { key: uploadKey(head.unit, id, n), versionId };
    const links = document.archive ? ports.links : ports.waiting;
    const why = sensitivityOf(head, procedure.components, document.component);
    if (why) {
      const at = ports.clock.now();
      const nonce = ports.random.token(NONCE_BYTES);
      await ports.views.viewed({
        dossierId: id,
        n,
        versionId: place.versionId,
        at,
        by: actor.subject,
        why,
        nonce,
      });
    }
    const url = await links.link({ ...place, disposition: attachment(document.name) });
    const { mediaType, bytes: size, sha256 } = inspection;
    return ok({
      status: 200,
      body: { n, name: document.name, mediaType, size, sha256, version: place.versionId, url },
    });
  };

const NONCE_BYTES = 9;

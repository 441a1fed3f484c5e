import { type ManifestSources, manifestOf } from '../core/archive/manifest.ts';
import type { Metadata } from '../core/archive/metadata.ts';
import { localDateOf } from '../core/calendar/index.ts';
import { canonical } from '../core/canonical.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { digest } from './append.ts';
import { described } from './describe.ts';
import { type PaperPorts, papersOf, stateOf } from './documents.ts';
import type { Reply } from './execute.ts';
import type { CataloguePort, DocumentRecord, DocumentStore, DossierStore } from './ports.ts';
import type { ReadStore } from './reads.ts';
import type { FormStore } from './renderForms.ts';
import type { LinkPort, SheetArchivePort, SheetRef } from './sheets.ts';
import { wholeLog } from './wholeLog.ts';

/** The manifest of a dossier as it stands beside it: the object, and how many there were. */
export interface StoredManifest extends SheetRef {
  /** 1 for the first; the dossier changed afterwards: 2 … */
  readonly n: number;
}

export interface ManifestStore {
  manifest(id: DossierId): Promise<StoredManifest | undefined>;
  /** Notes the manifest after number `n - 1`; false when another one was noted meanwhile. */
  noted(id: DossierId, manifest: StoredManifest): Promise<boolean>;
}

export interface ManifestPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly reads: Pick<ReadStore, 'events'>;
  readonly documents: Pick<DocumentStore, 'documents'>;
  readonly forms: Pick<FormStore, 'forms'>;
  readonly catalogue: CataloguePort;
  readonly archive: SheetArchivePort;
  readonly manifests: ManifestStore;
}

/** `open`: the dossier is not closed; `pending`: whoever prints its last form writes it; `same`: it says so already. */
export type Written = 'open' | 'pending' | 'same' | 'written';

/** So many may note a manifest of one dossier at the same moment. */
const TRIES = 5;

/**
 * Writes what is kept of a closed dossier into the archive: first the object, then the note on the dossier. What it is made
 * of is read after the note before it, so that of two who write at once the later has seen what the other had; equal facts
 * give equal bytes, and nothing is written twice.
 */
export const writeManifest =
  (ports: ManifestPorts) =>
  async (id: DossierId): Promise<Written> => {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const before = await ports.manifests.manifest(id);
      const head = await ports.store.head(id);
      if (!head) throw new Error(`no dossier ${id}`);
      if (head.phase !== 'CLOSED') return 'open';
      const sources = await sourcesOf(ports, head);
      if (!sources) return 'pending';
      const text = `${canonical(manifestOf(sources))}\n`;
      const sha256 = digest(text);
      if (before?.sha256 === sha256) return 'same';
      const n = (before?.n ?? 0) + 1;
      const key = `${await folderOf(ports.catalogue, head)}/manifest/${n}-${sha256}.json`;
      const bytes = Buffer.from(text);
      const { versionId } = await ports.archive.put({ key, bytes, contentType: 'application/json' });
      const size = { sha256, bytes: bytes.length };
      if (await ports.manifests.noted(id, { n, key, versionId, ...size })) return 'written';
    }
    throw new Error(`the manifest of dossier ${id} was noted by ${TRIES} others meanwhile`);
  };

/** Where the papers of a dossier are kept. */
const folderOf = async (catalogue: CataloguePort, head: Dossier): Promise<string> => {
  const { calendar } = await catalogue.policy(head.unit, head.procedure, head.version);
  return `archive/${head.unit}/${localDateOf(head.submittedAt, calendar).year}/${head.code}`;
};

/** Undefined while a form of it is not printed yet. */
const sourcesOf = async (ports: ManifestPorts, head: Dossier): Promise<ManifestSources | undefined> => {
  const { id } = head;
  const [stored, documents, log, { procedure, calendar }] = await Promise.all([
    ports.forms.forms(id),
    ports.documents.documents(id),
    wholeLog(ports.reads, id),
    ports.catalogue.policy(head.unit, head.procedure, head.version),
  ]);
  const forms = stored.flatMap(({ n, seq, fact, rendered }) =>
    rendered ? [{ n, seq, form: fact.form, number: fact.number, sheets: rendered }] : [],
  );
  if (forms.length < stored.length) return undefined;
  const { class: retention } = procedure.retention;
  return {
    ...{ head, log, forms, retention, offsetMinutes: calendar.offsetMinutes },
    documents: documents.map((each) => entryOf(each, described(head, procedure, each))),
  };
};

const entryOf = (
  document: DocumentRecord,
  metadata: Metadata | undefined,
): ManifestSources['documents'][number] => {
  const { n, component, inspection, archive } = document;
  return {
    ...{ n, component, state: stateOf(document), archive, pages: inspection?.pages ?? undefined },
    mediaType: inspection?.mediaType ?? document.mediaType,
    bytes: inspection?.bytes ?? document.size,
    sha256: inspection?.sha256 ?? document.sha256,
    ...{ signatures: inspection?.signatures ?? [], metadata },
  };
};

/** It follows the end of the dossier within moments. */
const RETRY_SECONDS = 2;

/** The newest manifest as a link, for whoever may have the papers: 202 until it is written. */
export const getManifest =
  (ports: PaperPorts & { manifests: Pick<ManifestStore, 'manifest'>; links: LinkPort }) =>
  async (id: DossierId, caller: Actor): Promise<Result<Reply, Refusal>> => {
    const found = await papersOf(ports, id, caller);
    if (!found.ok) return found;
    const { head, which } = found.value;
    if (which !== 'all') return refuse('NOT_FOUND');
    if (head.phase !== 'CLOSED') return refuse('DOSSIER_NOT_CLOSED', head.phase);
    const known = { id, code: head.code };
    const manifest = await ports.manifests.manifest(id);
    if (!manifest) return ok({ status: 202, body: known, retryAfter: RETRY_SECONDS });
    const { n, key, versionId, sha256, bytes } = manifest;
    const disposition = `attachment; filename="${head.code}-manifest-${n}.json"`;
    const url = await ports.links.link({ key, versionId, disposition });
    return ok({ status: 200, body: { ...known, n, size: bytes, sha256, version: versionId, url } });
  };

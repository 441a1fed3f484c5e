import { objectMetadata } from '../core/archive/objectMetadata.ts';
import { lockOf } from '../core/archive/retention.ts';
import { type Instant, localDateOf } from '../core/calendar/index.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { Phase } from '../core/dossier/status.ts';
import { kinds } from '../core/inspection/kinds.ts';
import { describe, issuedOf } from './describe.ts';
import { uploadKey } from './draft.ts';
import type { ApplicantStore, CataloguePort, DocumentRecord, DocumentStore, DossierStore } from './ports.ts';
import { shelfOf } from './shelf.ts';

export interface ArchivePort {
  /**
   * Copies one version from quarantine to the archive on the server side, unless the key holds it already.
   * Answers the version that stands there.
   */
  copy(o: {
    from: { key: string; versionId: string };
    to: string;
    contentType: string;
    /** ASCII, at most 2 KB in all. */
    metadata: Record<string, string>;
    /** Nobody can delete the copy before then. */
    lockedUntil?: Instant | undefined;
  }): Promise<{ versionId: string }>;
}

export interface ArchivePorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly documents: DocumentStore;
  readonly applicants: ApplicantStore;
  readonly catalogue: CataloguePort;
  readonly archive: ArchivePort;
}

const archiving: readonly Phase[] = ['ARCHIVE', 'ARCHIVE_SUPPLEMENT', 'ARCHIVE_RESULT'];

/** `archive/<unit>/<year>/<code>/<component>/<version>-<sha256>.<ext>`: findable by people, named by content. */
export const archiveKey = (
  dossier: Dossier,
  year: number,
  document: DocumentRecord,
  sha256: string,
  mediaType: string,
): string =>
  `archive/${dossier.unit}/${year}/${dossier.code}/${document.component}/${document.n}-${sha256}.${kinds[mediaType]?.[0] ?? 'bin'}`;

/**
 * Archives one verified document. Repeating it repeats nothing; a dossier that was closed meanwhile gets no more files.
 */
export const archiveDocument =
  (ports: ArchivePorts) =>
  async ({
    dossierId: id,
    n,
  }: {
    dossierId: DossierId;
    n: number;
  }): Promise<{ n: number; archived: boolean }> => {
    const [head, document] = await Promise.all([ports.store.head(id), ports.documents.document(id, n)]);
    if (!head || !document) throw new Error(`no document ${n} of dossier ${id}`);
    if (!archiving.includes(head.phase)) return { n, archived: false };
    if (document.archive) return { n, archived: true };
    const { inspection } = document;
    if (!inspection || document.scan !== 'CLEAN' || inspection.reasons.length > 0) {
      throw new Error(`document ${n} of dossier ${id} is not verified clean`);
    }
    const policy = await ports.catalogue.policy(head.unit, head.procedure, head.version);
    const { year } = localDateOf(head.submittedAt, policy.calendar);
    const key = archiveKey(head, year, document, inspection.sha256, inspection.mediaType);
    const issued = issuedOf(head, document, policy);
    const metadata = describe(head, policy.procedure, { ...document, issued });
    if (!metadata?.ok) throw new Error(`document ${n} of dossier ${id}: ${JSON.stringify(metadata?.error)}`);
    const { versionId } = await ports.archive.copy({
      from: { key: uploadKey(head.unit, id, n), versionId: inspection.versionId },
      to: key,
      lockedUntil: lockOf(head, n, policy),
      contentType: inspection.mediaType,
      metadata: objectMetadata(metadata.value, inspection.sha256),
    });
    const shelf = await shelfOf(ports.applicants, head, document, policy.calendar);
    await ports.documents.archived(id, n, { archive: { key, versionId }, issued, shelf });
    return { n, archived: true };
  };

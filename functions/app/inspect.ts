import type { DossierId } from '../core/dossier/ids.ts';
import { extensions } from './archive.ts';
import { uploadKey } from './draft.ts';
import type { DocumentRecord, DocumentStore, DossierStore, Inspection, UploadStore } from './ports.ts';

/** What can be read off one version of an uploaded object, in one pass. */
export interface Measured {
  readonly versionId: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Media type by the content itself; undefined when it is none we know. */
  readonly mediaType: string | undefined;
}

export interface QuarantineReader {
  /** The version that stands under the key now. Undefined if there is none. */
  current(key: string): Promise<{ versionId: string } | undefined>;
  /** Streams that version once. */
  measure(key: string, versionId: string): Promise<Measured>;
}

export interface InspectPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly documents: DocumentStore;
  readonly uploads: Pick<UploadStore, 'scanOf'>;
  readonly reader: QuarantineReader;
}

/** What the state machine learns about one document: ids and verdicts only, never a name. */
export interface InspectResult {
  readonly n: number;
  /** Version of the object, absent when nothing stands under the key. */
  readonly versionId?: string;
  readonly identify: 'PASS' | 'FAIL';
  readonly verify: 'PASS' | 'FAIL';
  /** Scan verdict of that version; WAITING = none yet. */
  readonly scan: 'CLEAN' | 'INFECTED' | 'FAILED' | 'WAITING';
}

/**
 * Identifies and verifies one document in quarantine and binds the findings to the version that was read.
 * A second run on the same version measures nothing again; it only takes over a scan verdict that has come meanwhile.
 */
export const inspect =
  (ports: InspectPorts) =>
  async ({ dossierId: id, n }: { dossierId: DossierId; n: number }): Promise<InspectResult> => {
    const [head, document] = await Promise.all([ports.store.head(id), ports.documents.document(id, n)]);
    if (!head || !document) throw new Error(`no document ${n} of dossier ${id}`);
    const inspection = await measureOnce(ports, document, uploadKey(head.unit, id, n));
    const { versionId } = inspection;
    const scan = versionId === '' ? undefined : await ports.uploads.scanOf({ id, n, versionId });
    if (document.inspection !== inspection || document.scan !== scan) {
      await ports.documents.inspected(id, n, inspection, scan);
    }
    const failed = (reason: string) => inspection.reasons.some((each) => each.startsWith(reason));
    return {
      n,
      ...(versionId !== '' && { versionId }),
      identify: failed('media-type') || failed('absent') ? 'FAIL' : 'PASS',
      verify: failed('size') || failed('sha256') || failed('absent') ? 'FAIL' : 'PASS',
      // A file that is refused anyway waits for no scanner.
      scan: scan ?? (inspection.reasons.length > 0 ? 'FAILED' : 'WAITING'),
    };
  };

const measureOnce = async (
  ports: InspectPorts,
  document: DocumentRecord,
  key: string,
): Promise<Inspection> => {
  const current = await ports.reader.current(key);
  if (!current)
    return { versionId: '', bytes: 0, sha256: '', mediaType: '', reasons: ['absent: nothing was uploaded'] };
  if (document.inspection?.versionId === current.versionId) return document.inspection;
  const measured = await ports.reader.measure(key, current.versionId);
  const { versionId, bytes, sha256, mediaType = 'unknown' } = measured;
  return { versionId, bytes, sha256, mediaType, reasons: reasonsAgainst(document, measured) };
};

/** What the archive keeps; whatever else a file turns out to be, it is refused. */
const kept = Object.keys(extensions);

/** Every way in which the content is not what was declared. */
const reasonsAgainst = (declared: DocumentRecord, found: Measured): string[] => [
  ...(found.mediaType !== undefined && !kept.includes(found.mediaType)
    ? [`media-type: ${found.mediaType} is not kept`]
    : []),
  ...(found.mediaType === declared.mediaType
    ? []
    : [`media-type: declared ${declared.mediaType}, content is ${found.mediaType ?? 'unknown'}`]),
  ...(found.bytes === declared.size ? [] : [`size: declared ${declared.size}, received ${found.bytes}`]),
  ...(found.sha256 === declared.sha256 ? [] : ['sha256: content differs from the declared hash']),
];

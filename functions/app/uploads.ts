import { type DossierId, dossierId } from '../core/dossier/ids.ts';
import type { DocumentStore, ScanVerdict, UploadKey, UploadStore } from './ports.ts';

/** Facts about uploads are kept this long, in milliseconds; by then they stand on the document or do not matter. */
const KEPT = 90 * 24 * 60 * 60 * 1000;

/** Reads `<unit>/<dossier>/<n>`; undefined for an object that is none of ours (the scanner's own probe, say). */
export const parseUploadKey = (key: string): { id: DossierId; n: number } | undefined => {
  const [, id, n] = /^[A-Z0-9-]+\/([^/]+)\/(\d{1,3})$/.exec(key) ?? [];
  const found = id === undefined ? undefined : dossierId(id);
  return found && n !== undefined ? { id: found, n: Number(n) } : undefined;
};

/** A version has arrived in quarantine. Told twice, it is the same fact. */
export const recordUpload =
  (uploads: Pick<UploadStore, 'uploaded'>) =>
  async (key: UploadKey, size: number, now: number): Promise<void> =>
    uploads.uploaded({ ...key, size, expiresAt: Math.ceil((now + KEPT) / 1000) });

export interface VerdictPorts {
  readonly uploads: Pick<UploadStore, 'verdict'>;
  readonly documents: Pick<DocumentStore, 'scanned'>;
  /** Wakes the execution that waits for this verdict. */
  readonly wake: (token: string, output: unknown) => Promise<void>;
}

/**
 * The scanner has spoken about one version. The first verdict wins; it is written to the document only when an execution
 * already waits for it, else the inspection takes it over. Writing comes before waking.
 */
export const recordVerdict =
  ({ uploads, documents, wake }: VerdictPorts) =>
  async (key: UploadKey, verdict: ScanVerdict, now: number): Promise<void> => {
    const { scan, token } = await uploads.verdict(key, verdict, Math.ceil((now + KEPT) / 1000));
    if (token === undefined) return;
    await documents.scanned(key.id, key.n, key.versionId, scan);
    await wake(token, { scan });
  };

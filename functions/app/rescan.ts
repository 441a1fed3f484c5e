import type { DossierId } from '../core/dossier/ids.ts';
import { uploadKey } from './draft.ts';
import type { DossierStore, UploadStore } from './ports.ts';

export interface ScannerPort {
  /** Asks for one more scan of that very version; its verdict comes as every other does. */
  scan(key: string, versionId: string): Promise<void>;
}

export interface RescanPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly uploads: Pick<UploadStore, 'scanOf'>;
  readonly scanner: ScannerPort;
}

/**
 * The scanner has been silent about a version for too long: it is asked once more. A verdict that has come meanwhile makes
 * that needless. Asked twice, the first verdict counts.
 */
export const rescan =
  ({ store, uploads, scanner }: RescanPorts) =>
  async (input: { dossierId: DossierId; n: number; versionId: string }): Promise<{ asked: boolean }> => {
    const { dossierId: id, n, versionId } = input;
    const [head, scan] = await Promise.all([store.head(id), uploads.scanOf({ id, n, versionId })]);
    if (!head) throw new Error(`no dossier ${id}`);
    if (scan) return { asked: false };
    await scanner.scan(uploadKey(head.unit, id, n), versionId);
    return { asked: true };
  };

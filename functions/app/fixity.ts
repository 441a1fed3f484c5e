import { type Expected, expectedOf, type Finding } from '../core/archive/fixity.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { ManifestStore } from './manifest.ts';
import type { DossierStore } from './ports.ts';
import type { ReadStore } from './reads.ts';
import type { FormStore } from './renderForms.ts';
import { wholeLog } from './wholeLog.ts';

export interface ArchiveReader {
  /** Hash and size of one version, read as a stream; undefined when it is not there. */
  measure(o: {
    key: string;
    versionId: string;
  }): Promise<{ readonly sha256: string; readonly bytes: number } | undefined>;
}

export interface FixityPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly reads: Pick<ReadStore, 'events'>;
  readonly forms: Pick<FormStore, 'forms'>;
  readonly manifests: Pick<ManifestStore, 'manifest'>;
  readonly archive: ArchiveReader;
}

/** What was read, and what of it is not as it was. */
export interface Checked {
  readonly objects: number;
  readonly bytes: number;
  readonly findings: readonly Finding[];
}

/** Reads everything that the archive must hold of a dossier and hashes it again, one object after the other. */
export const checkDossier =
  (ports: FixityPorts) =>
  async (id: DossierId): Promise<Checked> => {
    const [head, log, forms, manifest] = await Promise.all([
      ports.store.head(id),
      wholeLog(ports.reads, id),
      ports.forms.forms(id),
      ports.manifests.manifest(id),
    ]);
    if (!head) throw new Error(`no dossier ${id}`);
    const expected = expectedOf(log, forms, manifest);
    const findings: Finding[] = [];
    let bytes = 0;
    for (const each of expected) {
      const judged = await judge(ports.archive, each);
      bytes += judged.bytes;
      if (judged.found) findings.push({ ...each, dossierId: id, code: head.code, found: judged.found });
    }
    return { objects: expected.length, bytes, findings };
  };

/** What is wrong twice is wrong: a reading that was cut off is not told. */
const judge = async (archive: ArchiveReader, expected: Expected) => {
  const first = await once(archive, expected);
  return first.found ? once(archive, expected) : first;
};

const once = async (
  archive: ArchiveReader,
  { key, versionId, sha256 }: Expected,
): Promise<{ bytes: number; found?: Finding['found'] }> => {
  const measured = await archive.measure({ key, versionId });
  if (!measured) return { bytes: 0, found: 'missing' };
  return { bytes: measured.bytes, ...(measured.sha256 !== sha256 && { found: 'different' as const }) };
};

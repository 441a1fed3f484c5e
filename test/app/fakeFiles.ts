import type { ArchivePort } from '../../functions/app/archive.ts';
import type { QuarantineReader } from '../../functions/app/inspect.ts';
import type {
  ApplicantStore,
  DocumentRecord,
  DocumentStore,
  ScanVerdict,
  UploadKey,
  UploadStore,
} from '../../functions/app/ports.ts';
import type { Shelf } from '../../functions/app/shelf.ts';
import { filingExample } from '../../functions/contract/filing.ts';
import type { FileFacts } from '../../functions/core/inspection/facts.ts';
import { must, owner } from '../core/dossier/support.ts';

/** One version of an object and what reading it tells. */
export interface Measured extends FileFacts {
  readonly versionId: string;
}

/** Documents, facts about uploads, quarantine and archive in memory; `writes` counts what was written. */
export interface Files {
  readonly records: Map<number, DocumentRecord>;
  readonly facts: Map<string, { scan?: ScanVerdict; token?: string; size?: number }>;
  readonly quarantine: Map<string, Measured>;
  readonly archived: {
    from: { key: string; versionId: string };
    to: string;
    contentType: string;
    metadata: Record<string, string>;
    lockedUntil?: number | undefined;
  }[];
  /** Where archived papers are found again. */
  readonly shelves: Shelf[];
  readonly applicants: ApplicantStore;
  readonly writes: string[];
  readonly documents: DocumentStore;
  readonly uploads: UploadStore;
  readonly reader: QuarantineReader;
  readonly archive: ArchivePort;
}

export const factKey = ({ id, n, versionId }: UploadKey): string => `${id}/${n}/${versionId}`;

export const filesOf = (...records: readonly DocumentRecord[]): Files => {
  const files: Files = {
    records: new Map(records.map((record) => [record.n, record])),
    facts: new Map(),
    quarantine: new Map(),
    archived: [],
    shelves: [],
    applicants: {
      applicant: async () => ({ ...filingExample.applicant, subject: owner.subject }),
    },
    writes: [],
    documents: {
      documents: async () => [...files.records.values()].toSorted((a, b) => a.n - b.n),
      document: async (_id, n) => files.records.get(n),
      async redeclare(_id, seen, file) {
        const now = files.records.get(seen.n);
        if (!now || now.archive || now.inspection?.versionId !== seen.inspection?.versionId) return false;
        files.writes.push(`redeclare ${seen.n}`);
        files.records.set(seen.n, { ...now, ...file });
        return true;
      },
      async inspected(_id, n, inspection, scan) {
        files.writes.push(`inspected ${n}`);
        const { scan: _, ...rest } = must(files.records.get(n));
        files.records.set(n, { ...rest, inspection, ...(scan && { scan }) });
      },
      async scanned(_id, n, versionId, scan) {
        const record = must(files.records.get(n));
        files.writes.push(`scanned ${n}`);
        if (record.inspection?.versionId === versionId) files.records.set(n, { ...record, scan });
      },
      async archived(_id, n, { archive, issued, shelf }) {
        if (shelf) files.shelves.push(shelf);
        files.writes.push(`archived ${n}`);
        files.records.set(n, { ...must(files.records.get(n)), archive, issued });
      },
    },
    uploads: {
      async uploaded({ size, ...key }) {
        files.facts.set(factKey(key), { ...files.facts.get(factKey(key)), size });
      },
      async verdict(key, scan) {
        const fact = { scan, ...files.facts.get(factKey(key)) };
        files.facts.set(factKey(key), fact);
        return fact;
      },
      scanOf: async (key) => files.facts.get(factKey(key))?.scan,
    },
    reader: {
      current: async (key) => files.quarantine.get(key),
      async measure(key, versionId) {
        files.writes.push(`measured ${key}`);
        const found = must(files.quarantine.get(key));
        if (found.versionId !== versionId) throw new Error(`no version ${versionId}`);
        return found;
      },
    },
    archive: {
      async copy(copy) {
        files.archived.push(copy);
        return { versionId: `archive-${files.archived.length}` };
      },
    },
  };
  return files;
};

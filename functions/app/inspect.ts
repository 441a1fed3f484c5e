import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { RESULT } from '../core/dossier/parts.ts';
import type { Policy } from '../core/dossier/policy.ts';
import type { ReasonCode } from '../core/inspection/codes.ts';
import type { FileFacts } from '../core/inspection/facts.ts';
import { judge } from '../core/inspection/judge.ts';
import type { Limits } from '../core/inspection/limits.ts';
import { uploadKey } from './draft.ts';
import type {
  CataloguePort,
  DocumentRecord,
  DocumentStore,
  DossierStore,
  Inspection,
  UploadStore,
} from './ports.ts';

export interface QuarantineReader {
  /** The version that stands under the key now. Undefined if there is none. */
  current(key: string): Promise<{ versionId: string } | undefined>;
  /** Reads that version once, as a stream. */
  measure(key: string, versionId: string): Promise<FileFacts>;
}

export interface InspectPorts {
  readonly store: Pick<DossierStore, 'head'>;
  readonly documents: DocumentStore;
  readonly uploads: Pick<UploadStore, 'scanOf'>;
  readonly reader: QuarantineReader;
  readonly limits: Limits;
  readonly catalogue: Pick<CataloguePort, 'policy'>;
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

/** Reasons that say what the file is; all others say what is wrong with it. */
const identity: readonly ReasonCode[] = ['media-type', 'extension'];

/**
 * Identifies and verifies one document in quarantine and binds the findings to the version that was read.
 * A second run on the same version measures nothing again; it only takes over a scan verdict that has come meanwhile.
 */
export const inspect =
  (ports: InspectPorts) =>
  async ({ dossierId: id, n }: { dossierId: DossierId; n: number }): Promise<InspectResult> => {
    const [head, document] = await Promise.all([ports.store.head(id), ports.documents.document(id, n)]);
    if (!head || !document) throw new Error(`no document ${n} of dossier ${id}`);
    const inspection = await measureOnce(ports, head, document);
    const { versionId, reasons } = inspection;
    const scan = versionId === '' ? undefined : await ports.uploads.scanOf({ id, n, versionId });
    if (document.inspection !== inspection || document.scan !== scan) {
      await ports.documents.inspected(id, n, inspection, scan);
    }
    const isAbsent = reasons.some(({ code }) => code === 'absent');
    const isOther = reasons.some(({ code }) => identity.includes(code));
    const isBad = reasons.some(({ code }) => !identity.includes(code));
    return {
      n,
      ...(versionId !== '' && { versionId }),
      identify: isOther || isAbsent ? 'FAIL' : 'PASS',
      verify: isBad ? 'FAIL' : 'PASS',
      // A file that is refused anyway waits for no scanner.
      scan: scan ?? (reasons.length > 0 ? 'FAILED' : 'WAITING'),
    };
  };

const measureOnce = async (
  { reader, limits, catalogue }: InspectPorts,
  { id, unit, procedure, version }: Dossier,
  document: DocumentRecord,
): Promise<Inspection> => {
  const key = uploadKey(unit, id, document.n);
  const current = await reader.current(key);
  if (!current) return absent;
  const { versionId } = current;
  if (document.inspection?.versionId === versionId) return document.inspection;
  const facts = await reader.measure(key, versionId);
  const rules = document.component === RESULT ? await catalogue.policy(unit, procedure, version) : undefined;
  const { verdict: _, ...judged } = judge(document, facts, limits, rules && signatureRuleOf(rules));
  return { versionId, bytes: facts.bytes, sha256: facts.sha256, ...judged };
};

/** The procedure's own rule goes before that of its unit. */
const signatureRuleOf = ({ procedure, unit }: Policy) =>
  (procedure.resultSignature ?? unit.resultSignature).required;

const absent: Inspection = {
  ...{ versionId: '', bytes: 0, sha256: '', mediaType: '' },
  reasons: [{ code: 'absent', detail: 'nothing was uploaded' }],
  ...{ warnings: [], pages: null, dpi: null, pdfa: null, signatures: [] },
};

import type { Command } from '../core/dossier/commands.ts';
import { reportOfFindings } from '../core/dossier/decide-digitised.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { ArchivedDocument, DocumentFinding } from '../core/dossier/events.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import { RESULT } from '../core/dossier/parts.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { systemActor } from './actors.ts';
import { type ExecutePorts, execute } from './execute.ts';
import type { DocumentRecord, DocumentStore } from './ports.ts';
import { reasonsOf, verdictOf } from './views.ts';

export interface ReportPorts extends ExecutePorts {
  readonly documents: Pick<DocumentStore, 'documents'>;
}

/**
 * The digitisation child reports what stands on the documents, by a command like anyone else. Only the run that the newest
 * waking event asked for (`seq`) may speak: when the dossier has moved on, was withdrawn, or another run was started, the
 * report is stale and nothing happens.
 */
export const report =
  (ports: ReportPorts) =>
  async ({
    dossierId: id,
    mode,
    seq,
  }: {
    dossierId: DossierId;
    mode: 'verify' | 'archive';
    seq: number;
  }): Promise<{ reported: boolean }> => {
    const documents = await ports.documents.documents(id);
    const command = async (head: Dossier) => {
      if (head.wakeSeq !== seq) return refuse('ILLEGAL_TRANSITION', `run ${seq} is not the newest`);
      return mode === 'verify' ? verified(head, documents) : archived(head, documents);
    };
    const result = await execute(ports)({ id, command, actor: systemActor });
    if (!result.ok && result.error.code !== 'ILLEGAL_TRANSITION')
      throw new Error(`report refused: ${result.error.code}`);
    return { reported: result.ok };
  };

/** The documents that a run of this phase is about: the supplement, the result, or every component. */
const concerns = (head: Dossier, { n, component }: DocumentRecord): boolean => {
  switch (head.phase) {
    case 'VERIFY_SUPPLEMENT':
    case 'ARCHIVE_SUPPLEMENT':
      return head.supplement.declared.includes(n);
    case 'VERIFY_RESULT':
      return n === head.result?.document;
    case 'ARCHIVE_RESULT':
      return component === RESULT;
    default:
      return head.documents.filed.includes(n);
  }
};

const verified = (head: Dossier, documents: readonly DocumentRecord[]): Result<Command, Refusal> => {
  const concerned = documents.filter((document) => concerns(head, document));
  return ok(reportOfFindings(concerned.map(finding)));
};

const archived = (head: Dossier, documents: readonly DocumentRecord[]): Result<Command, Refusal> => {
  const concerned = documents.filter((document) => concerns(head, document));
  return ok({ type: 'documentsArchived', documents: concerned.flatMap(archivedDocument) });
};

const finding = (document: DocumentRecord): DocumentFinding => ({
  n: document.n,
  verdict: verdictOf(document),
  versionId: document.inspection?.versionId ?? '',
  sha256: document.inspection?.sha256 ?? '',
  bytes: document.inspection?.bytes ?? 0,
  mediaType: document.inspection?.mediaType ?? '',
  reasons: reasonsOf(document).map(({ code }) => code),
});

const archivedDocument = (document: DocumentRecord): ArchivedDocument[] =>
  document.archive && document.inspection
    ? [{ n: document.n, ...document.archive, sha256: document.inspection.sha256 }]
    : [];

import type { Command } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { type FieldError, type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { uploadKey } from './draft.ts';
import type { DocumentStore, QuarantinePort } from './ports.ts';

export interface ReplacePorts {
  readonly documents: Pick<DocumentStore, 'documents'>;
  readonly quarantine: QuarantinePort;
}

/** Each refused document needs a new version in quarantine before the dossier goes back to verification. */
export const replaceDocuments =
  (ports: ReplacePorts) =>
  async (dossier: Dossier): Promise<Result<Command, Refusal>> => {
    const fields = await notReplaced(ports, dossier);
    return fields.length > 0
      ? refuse('DOCUMENTS_NOT_UPLOADED', undefined, fields)
      : ok({ type: 'replaceDocuments' });
  };

/** The refused documents that still stand on the version that was refused, each named. */
export const notReplaced = async (
  { documents, quarantine }: ReplacePorts,
  { id, unit, documents: { bad } }: Dossier,
): Promise<FieldError[]> => {
  if (bad.length === 0) return [];
  const refused = (await documents.documents(id)).filter(({ n }) => bad.includes(n));
  const lacking = await Promise.all(
    refused.map(async ({ n, name, component, inspection }) => {
      const current = await quarantine.current(uploadKey(unit, id, n));
      const replaced = current !== undefined && current.versionId !== inspection?.versionId;
      return replaced ? [] : [{ field: `/documents/${n}`, detail: `${component} ${name}: not replaced yet` }];
    }),
  );
  return lacking.flat();
};

import type { Command } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import type { QuarantinePort } from './ports.ts';
import { notUploaded } from './slots.ts';

/** The result's entry in the register: number, notation and who signed. */
export interface ResultEntry {
  readonly number: string;
  readonly notation: string;
  readonly signer: string;
}

/** A result can only be entered when its file has been uploaded. */
export const uploadedResult =
  (quarantine: QuarantinePort) =>
  async (dossier: Dossier, entry: ResultEntry): Promise<Result<Command, Refusal>> => {
    const n = dossier.phase === 'RESULT' ? dossier.result?.document : undefined;
    const lacking =
      n === undefined ? [] : await notUploaded({ quarantine }, dossier.unit, dossier.id, [{ n }]);
    if (lacking.length > 0) {
      return refuse('DOCUMENTS_NOT_UPLOADED', undefined, [
        { field: `/documents/${n}`, detail: 'result file: not uploaded yet' },
      ]);
    }
    return ok({ type: 'issueResult', ...entry });
  };

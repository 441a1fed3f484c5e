import { localDateOf } from '../core/calendar/index.ts';
import type { Command } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { VoidReason } from '../core/dossier/parts.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import type { CataloguePort, ClockPort, QuarantinePort } from './ports.ts';
import { notUploaded } from './slots.ts';

/** The unit's register of results; a line per number, no gap, no number twice. */
export interface RegisterStore {
  /** The last number drawn in the year under the notation; 0 for none. Strongly consistent. */
  lastNumber(unit: string, year: number, notation: string): Promise<number>;
  /** Lines in the order of their numbers, after a number. */
  lines(
    unit: string,
    year: number,
    notation: string,
    after: number,
    limit: number,
  ): Promise<readonly RegisterLine[]>;
}

/** One line of the register. `void`: the number was drawn for a result that never came. */
export interface RegisterLine {
  readonly value: number;
  readonly number: string;
  readonly kind: 'granted' | 'refused';
  readonly signer: string;
  readonly at: number;
  readonly code: string;
  readonly procedure: string;
  readonly void?: VoidReason | undefined;
  /** Of a dossier that exists only for cleared staff. */
  readonly restricted?: true | undefined;
}

export interface DrawNumberPorts {
  readonly register: Pick<RegisterStore, 'lastNumber'>;
  readonly catalogue: CataloguePort;
  readonly clock: ClockPort;
}

/** Looks up the next number of the unit's register in the local year; the commit takes it only if it is still free. */
export const drawNumber =
  ({ register, catalogue, clock }: DrawNumberPorts) =>
  async (
    dossier: Dossier,
    said: { readonly kind: 'granted' | 'refused'; readonly notation: string; readonly signer: string },
  ): Promise<Result<Command, Refusal>> => {
    const { calendar } = await catalogue.policy(dossier.unit, dossier.procedure, dossier.version);
    const { year } = localDateOf(clock.now(), calendar);
    const last = await register.lastNumber(dossier.unit, year, said.notation);
    return ok({ type: 'registerResult', ...said, year, value: last + 1 });
  };

/** A result can only be entered when its file has been uploaded. */
export const uploadedResult =
  (quarantine: QuarantinePort) =>
  async (dossier: Dossier, place?: 'oneStop'): Promise<Result<Command, Refusal>> => {
    const n = dossier.phase === 'RESULT' ? dossier.result?.document : undefined;
    const lacking =
      n === undefined ? [] : await notUploaded({ quarantine }, dossier.unit, dossier.id, [{ n }]);
    if (lacking.length > 0) {
      return refuse('DOCUMENTS_NOT_UPLOADED', undefined, [
        { field: `/documents/${n}`, detail: 'result file: not uploaded yet' },
      ]);
    }
    return ok({ type: 'issueResult', ...(place !== undefined && { place }) });
  };

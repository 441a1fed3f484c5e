import type { Declared } from '../../functions/core/inspection/facts.ts';

/** A file with what must be said of it, written by hand. */
export interface Case {
  readonly title: string;
  /** Of the name, which is made by chance; `name` instead when the name itself is the point. */
  readonly ending: string;
  readonly name?: string;
  readonly bytes: () => Buffer | Promise<Buffer>;
  /** Reason codes; none means CLEAN. */
  readonly codes: readonly string[];
  readonly warnings?: readonly string[];
  readonly pages?: number | null;
  readonly dpi?: number | null;
  readonly signatures?: number;
  readonly pdfa?: string;
  /** What was announced, where it differs from the file. */
  readonly declared?: Partial<Declared>;
}

export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
/** The usual warning of a PDF of words. */
export const plain = ['pdfa-missing'];

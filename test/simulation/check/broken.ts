import type { DossierEvent } from '../../../functions/core/dossier/events.ts';

/** An invariant of the design that did not hold: stops a simulation at once. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
  /** `I1` to `I14`. */
  readonly code: string;
  /** The log of the dossier it was found on, one line each. */
  readonly log: readonly string[];

  constructor(faults: readonly string[], when: string, log: readonly string[]) {
    super([...faults, when].join('\n'));
    this.code = codeOf(faults[0] ?? '');
    this.log = log;
  }
}

/** The invariant that a finding begins with. */
export const codeOf = (fault: string): string => fault.split(' ')[0] ?? '';

/** Local time of Viet Nam. */
export const localTime = (at: number): string =>
  new Date(at + 7 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ');

/** A log in lines: number, local time, what, by whom. Ids and names of things only, no texts and nothing of a person. */
export const logLines = (log: readonly DossierEvent[]): string[] =>
  log.map(
    ({ seq, at, type, actor }) => `  ${String(seq).padStart(3)}  ${localTime(at)}  ${type}  (${actor.kind})`,
  );

import type { DossierEvent } from '../../../functions/core/dossier/events.ts';

/** What is wrong, in a form that can be handed on. */
export interface Finding {
  /** Every fault, and when it was found. */
  readonly message: string;
  /** `I1` to `I14`. */
  readonly code: string;
  /** The log of the dossier it was found on, one line each. */
  readonly log: readonly string[];
  /** The number of the filing it was found on, if that is known. */
  readonly arrival: number | undefined;
  /** Virtual time (epoch ms), if it was found while the clock ran. */
  readonly at: number | undefined;
}

/** An invariant of the design that did not hold: stops a simulation at once. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

/** Faults of a dossier with this log. */
export const findingOf = (
  faults: readonly string[],
  when: string,
  log: readonly DossierEvent[],
  at?: number,
): Finding => ({
  message: [...faults, when].join('\n'),
  code: codeOf(faults[0] ?? ''),
  log: logLines(log),
  arrival: arrivalOf(log),
  at,
});

/** The number that a simulated applicant bears: all that is known of them here. */
export const arrivalOf = ([first]: readonly DossierEvent[]): number | undefined => {
  const n = /-(\d+)$/.exec(first?.type === 'submitted' ? (first.data.subject ?? '') : '')?.[1];
  return n === undefined ? undefined : Number(n);
};

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

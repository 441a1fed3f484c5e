import { BrokenInvariant } from '../check/broken.ts';
import { Refused } from './client.ts';

/** Why a simulation is no good. */
export interface Failure {
  /** What two runs must have in common to have failed alike: `I3`, `POST accept 409 WRONG_STATE`. */
  readonly code: string;
  readonly text: string;
  /** When it was found, in virtual time (epoch ms). */
  readonly at: number;
  /** The log of the dossier, one line for each event, without anything of a person. */
  readonly log: readonly string[];
  /** The number of the arrival it was found on, if it is known. */
  readonly arrival?: number | undefined;
}

/** Ends a simulation that went wrong. */
export class SimulationFailed extends Error {
  override readonly name = 'SimulationFailed';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.text);
    this.failure = failure;
  }
}

/** What an error that ended a run says; undefined when it is a fault of the simulator itself. `logOf` reads the log of a dossier. */
export const failureOf = async (
  error: unknown,
  at: number,
  logOf: (id: string) => Promise<readonly string[]>,
): Promise<Failure | undefined> => {
  if (error instanceof BrokenInvariant) {
    const { message: text, ...found } = error.finding;
    return { ...found, text, at: found.at ?? at };
  }
  if (!(error instanceof Refused)) return undefined;
  const { code, message, arrival, dossier } = error;
  return { code, text: message, at, log: await logOf(dossier), arrival };
};

import type { Retrier } from './definition.ts';
import { HeartbeatMissed, type TaskError, TerminalError } from './errors.ts';

/** Whether an ErrorEquals matches `error`. */
export function matches({ ErrorEquals }: { ErrorEquals: readonly string[] }, error: TaskError): boolean {
  if (error instanceof TerminalError) return false;
  return ErrorEquals.some(
    (name) =>
      name === 'States.ALL' ||
      name === error.error ||
      (name === 'States.HeartbeatTimeout' && error instanceof HeartbeatMissed) ||
      (name === 'States.TaskFailed' && error.error !== 'States.Timeout'),
  );
}

/** Counts the attempts of one entry into a state, each retrier for itself. */
export class Retries {
  readonly counts: number[];
  private readonly retriers: readonly Retrier[];
  private readonly random: () => number;

  constructor(retriers: readonly Retrier[], random: () => number, counts: readonly number[] = []) {
    this.retriers = retriers;
    this.random = random;
    this.counts = retriers.map((_, i) => counts[i] ?? 0);
  }

  /** How often the state has been retried so far. */
  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** Milliseconds until the next attempt, or undefined when there is none. */
  next(error: TaskError): number | undefined {
    const index = this.retriers.findIndex((retrier) => matches(retrier, error));
    const retrier = this.retriers[index];
    const used = this.counts[index] ?? 0;
    if (!retrier || used >= retrier.MaxAttempts) return undefined;
    this.counts[index] = used + 1;
    const grown = retrier.IntervalSeconds * retrier.BackoffRate ** used;
    const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? grown);
    return seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? this.random() : 1);
  }
}

import type { Clock } from '../clock.ts';
import { Stopped } from './errors.ts';

/** What ends a wait: call exactly one of them, once; later calls are ignored. */
export interface Settle<T> {
  done: (value: T) => void;
  fail: (error: unknown) => void;
}

/**
 * One line of states in progress: the execution itself, a branch of a Parallel or an iteration of a Map.
 * It holds the clock while it computes and lets go of it while it waits, so virtual time jumps only between steps.
 */
export class Strand {
  variables: Readonly<Record<string, unknown>>;
  lastEventId: number;
  private readonly clock: Clock;
  private readonly children = new Set<Strand>();
  private release: () => void;
  private interrupt: ((error: unknown) => void) | undefined;
  /** Why it was ended from outside, once it was. */
  stopped: Stopped | undefined;

  constructor(clock: Clock, variables: Readonly<Record<string, unknown>>, lastEventId: number) {
    this.clock = clock;
    this.variables = variables;
    this.lastEventId = lastEventId;
    this.release = clock.hold();
  }

  /** Throws if this strand has been ended from outside. */
  check(): void {
    if (this.stopped) throw this.stopped;
  }

  /** Runs `body` on a strand of its own, which this strand's end takes along. */
  async fork<T>(body: (child: Strand) => Promise<T>): Promise<T> {
    const child = new Strand(this.clock, this.variables, this.lastEventId);
    this.children.add(child);
    try {
      return await body(child);
    } finally {
      this.children.delete(child);
      child.end();
    }
  }

  /** Waits, without holding the clock, until `arm`'s party settles it; `arm` returns its clean-up. */
  wait<T>(arm: (settle: Settle<T>) => () => void): Promise<T> {
    this.check();
    return new Promise<T>((resolve, reject) => {
      let settled = false;
      let cleanUp: (() => void) | undefined;
      const finish = (act: () => void): void => {
        if (settled) return;
        settled = true;
        this.interrupt = undefined;
        this.release = this.clock.hold();
        cleanUp?.();
        act();
      };
      const fail = (error: unknown): void => finish(() => reject(error));
      const releaseComputing = this.release;
      this.interrupt = fail;
      cleanUp = arm({ done: (value) => finish(() => resolve(value)), fail });
      if (settled) cleanUp();
      releaseComputing();
    });
  }

  /** Waits until the clock says `at`. */
  sleepUntil(at: number): Promise<void> {
    return this.wait<void>(({ done }) => this.clock.timer(at, () => done()));
  }

  /** Ends this strand and all below it: whatever they wait for fails with `Stopped`. */
  stop(reason: string): void {
    this.stopped ??= new Stopped(reason);
    this.stopChildren(reason);
    this.interrupt?.(this.stopped);
  }

  /** Ends the strands below this one only. */
  stopChildren(reason: string): void {
    for (const child of this.children) child.stop(reason);
  }

  /** Lets go of the clock for good. */
  end(): void {
    this.release();
  }
}

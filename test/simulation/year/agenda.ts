import type { Clock } from '../../../local/clock.ts';

/** What is to happen at an instant; equal instants happen in the order in which they were noted. */
interface Entry {
  readonly at: number;
  readonly order: number;
  readonly go: () => void;
}

/**
 * The agenda of a simulated year. People and dossiers are ordinary async functions ("processes") that wait on it; the
 * embedded cloud's clock is taken from entry to entry, and the next entry comes only when every process waits again and the
 * cloud has nothing in flight. One thing at a time: the same seed gives the same order on every machine.
 */
export class Agenda {
  private readonly entries: Entry[] = [];
  private readonly clock: Clock;
  private order = 0;
  private active = 0;
  private quiet: (() => void) | undefined;
  private failure: { readonly error: unknown } | undefined;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  now(): number {
    return this.clock.now();
  }

  /** Starts a process. Its failure ends the run. */
  spawn(process: () => Promise<void>): void {
    this.active++;
    process()
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.parked());
  }

  /** Notes something that is no process. */
  note(at: number, go: () => void): void {
    const entry = { at, order: this.order++, go };
    let i = this.entries.push(entry) - 1;
    for (; i > 0; i--) {
      const before = this.entries[i - 1];
      if (!before || before.at <= at) break;
      this.entries[i] = before;
    }
    this.entries[i] = entry;
  }

  /** The calling process waits until somebody resumes it. */
  suspend<T>(give: (resume: (value: T) => void) => void): Promise<T> {
    return new Promise((done) => {
      give((value) => {
        this.active++;
        done(value);
      });
      this.parked();
    });
  }

  /** The calling process waits until an instant (epoch ms); a past one is now. */
  until(at: number): Promise<void> {
    return this.suspend((resume) => this.note(Math.max(at, this.now()), () => resume(undefined)));
  }

  /** Runs until nothing is left to happen, or `stop` says so before an entry. */
  async run(stop: (at: number) => boolean = () => false): Promise<void> {
    await this.calm();
    for (let next = this.entries[0]; next && !stop(next.at); next = this.entries[0]) {
      this.entries.shift();
      await this.clock.advanceTo(next.at);
      next.go();
      await this.calm();
    }
  }

  private parked(): void {
    this.active--;
    if (this.active === 0) this.quiet?.();
  }

  private async calm(): Promise<void> {
    if (this.active > 0)
      await new Promise<void>((done) => {
        this.quiet = done;
      });
    this.quiet = undefined;
    if (this.failure) throw this.failure.error;
  }
}

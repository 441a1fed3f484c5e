import type { Clock } from '../clock.ts';

/** A view of the clock for a host that holds it while we work, and a way to wait meanwhile. */
export interface LendingClock {
  readonly clock: Clock;
  /** Waits `ms`; lends one hold of the view back for that time, since virtual time could not pass otherwise. */
  pause(ms: number): Promise<void>;
}

/**
 * The stream host holds the clock until a batch is acknowledged, and a mapping that retries with a pause would wait
 * for a time that cannot come.
 */
export function lendingClock(clock: Clock): LendingClock {
  let holds = 0;
  let lent = 0;
  let release: (() => void) | undefined;
  const change = (byHolds: number, byLent: number): void => {
    holds += byHolds;
    lent += byLent;
    if (holds > lent) release ??= clock.hold();
    else {
      release?.();
      release = undefined;
    }
  };
  return {
    clock: {
      now: () => clock.now(),
      timer: (at, run) => clock.timer(at, run),
      settle: () => clock.settle(),
      advanceTo: (until) => clock.advanceTo(until),
      close: () => {},
      hold() {
        let held = true;
        change(1, 0);
        return () => {
          if (held) change(-1, 0);
          held = false;
        };
      },
    },
    pause(ms) {
      change(0, 1);
      return new Promise((done) => {
        clock.timer(clock.now() + ms, () => {
          change(0, -1);
          done();
        });
      });
    },
  };
}

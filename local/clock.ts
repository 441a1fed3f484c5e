/**
 * The one clock of the embedded cloud: a heap of timers owns every delay.
 * Real mode follows the machine's clock. Virtual mode stands still until someone calls `advanceTo`, then jumps
 * from timer to timer, each jump only once nothing is in flight, so that a year runs in minutes and in one order.
 */
export interface Clock {
  /** Current instant, milliseconds since the Unix epoch (UTC). */
  now(): number;
  /** Runs `run` once at `at` (epoch ms) or as soon as possible if that has passed. Returns a cancel function. */
  timer(at: number, run: () => void): () => void;
  /** Marks work in flight: virtual time does not jump until the returned function has been called. */
  hold(): () => void;
  /** Resolves when nothing is in flight. */
  settle(): Promise<void>;
  /** Lets time run to `until` (epoch ms), firing the timers on the way; resolves when settled there. */
  advanceTo(until: number): Promise<void>;
  /** Cancels all timers. */
  close(): void;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  live: boolean;
}

/** A binary heap ordered by instant, then by order of arming, so that equal instants fire as they were armed. */
class TimerHeap {
  private readonly items: Timer[] = [];

  push(timer: Timer): void {
    this.items.push(timer);
    let i = this.items.length - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.swapIfEarlier(i, parent)) break;
      i = parent;
    }
  }

  peek(): Timer | undefined {
    while (this.items[0] && !this.items[0].live) this.drop();
    return this.items[0];
  }

  drop(): void {
    const last = this.items.pop();
    if (last === undefined || this.items.length === 0) return;
    this.items[0] = last;
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      const right = left + 1;
      const least = right < this.items.length && this.earlier(right, left) ? right : left;
      if (least >= this.items.length || !this.swapIfEarlier(least, i)) return;
      i = least;
    }
  }

  clear(): void {
    this.items.length = 0;
  }

  private earlier(a: number, b: number): boolean {
    const x = this.items[a];
    const y = this.items[b];
    return x !== undefined && y !== undefined && (x.at < y.at || (x.at === y.at && x.order < y.order));
  }

  private swapIfEarlier(child: number, parent: number): boolean {
    const x = this.items[child];
    const y = this.items[parent];
    if (!x || !y || !this.earlier(child, parent)) return false;
    this.items[child] = y;
    this.items[parent] = x;
    return true;
  }
}

abstract class BaseClock implements Clock {
  protected readonly heap = new TimerHeap();
  private order = 0;
  private inFlight = 0;
  private waiters: (() => void)[] = [];

  abstract now(): number;
  abstract advanceTo(until: number): Promise<void>;
  protected abstract armed(): void;

  timer(at: number, run: () => void): () => void {
    // Whole milliseconds, as clocks have them: a retry's random pause ends at the next one.
    const timer: Timer = { at: Math.ceil(at), order: this.order++, run, live: true };
    this.heap.push(timer);
    this.armed();
    return () => {
      timer.live = false;
    };
  }

  hold(): () => void {
    this.inFlight++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.inFlight--;
      if (this.inFlight === 0) setImmediate(() => this.release());
    };
  }

  async settle(): Promise<void> {
    // Work may start other work a turn of the event loop after it ends, so quiet must last for a full turn.
    do {
      if (this.inFlight > 0) await new Promise<void>((done) => this.waiters.push(done));
      await new Promise<void>((done) => setImmediate(done));
    } while (this.inFlight > 0);
  }

  close(): void {
    this.heap.clear();
  }

  private release(): void {
    if (this.inFlight > 0) return;
    const waiting = this.waiters;
    this.waiters = [];
    for (const done of waiting) done();
  }
}

/** The machine's time, also while simulated functions on this thread see another one. */
const machineTime = Date.now;

class RealClock extends BaseClock {
  private handle: NodeJS.Timeout | undefined;

  now(): number {
    return machineTime();
  }

  advanceTo(until: number): Promise<void> {
    return new Promise((done) => this.timer(until, () => void this.settle().then(done)));
  }

  override close(): void {
    super.close();
    clearTimeout(this.handle);
  }

  protected armed(): void {
    clearTimeout(this.handle);
    const next = this.heap.peek();
    // setTimeout overflows beyond 2^31 ms; a day is short enough and simply looks again.
    if (next)
      this.handle = setTimeout(() => this.fire(), Math.min(Math.max(0, next.at - machineTime()), 86_400_000));
  }

  private fire(): void {
    for (let next = this.heap.peek(); next && next.at <= machineTime(); next = this.heap.peek()) {
      this.heap.drop();
      next.run();
    }
    this.armed();
  }
}

class VirtualClock extends BaseClock {
  private current: number;

  constructor(start: number) {
    super();
    this.current = start;
  }

  now(): number {
    return this.current;
  }

  async advanceTo(until: number): Promise<void> {
    await this.settle();
    for (let next = this.heap.peek(); next && next.at <= until; next = this.heap.peek()) {
      this.heap.drop();
      this.current = Math.max(this.current, next.at);
      next.run();
      await this.settle();
    }
    this.current = Math.max(this.current, until);
  }

  protected armed(): void {
    // Timers fire only inside advanceTo.
  }
}

/** A clock that follows the machine. */
export const realClock = (): Clock => new RealClock();

/** A clock that stands at `start` (epoch ms) until advanced. */
export const virtualClock = (start: number): Clock => new VirtualClock(start);

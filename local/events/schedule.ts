/** EventBridge Scheduler: `rate(…)` and `cron(…)` with a time zone, driven by the clock. */
import { Cron } from 'croner';
import type { Clock } from '../clock.ts';

const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The instant after `after` at which an expression fires next, or undefined when never again. */
export function nextRun(expression: string, timeZone: string, after: number): number | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const period = Number(rate[1]) * (UNITS[rate[2] ?? ''] ?? Number.NaN);
    return (Math.floor(after / period) + 1) * period;
  }
  const cron = /^cron\((\S+ \S+ \S+ \S+ \S+) (\S+)\)$/.exec(expression);
  if (cron?.[2] !== '*') throw new Error(`Schedule expression ${expression} is not supported locally`);
  // AWS counts days of the week from 1 (Sunday) where cron counts from 0; names mean the same in both.
  if (/\d/.test(cron[1]?.split(' ')[4] ?? ''))
    throw new Error(`${expression}: name the days of the week (MON-FRI)`);
  return new Cron(cron[1] ?? '', { timezone: timeZone }).nextRun(new Date(after))?.getTime();
}

/** Fires `run` at every instant of the schedule from now on. */
export function startSchedule(clock: Clock, expression: string, timeZone: string, run: () => void): void {
  const at = nextRun(expression, timeZone, clock.now());
  if (at === undefined) return;
  clock.timer(at, () => {
    startSchedule(clock, expression, timeZone, run);
    run();
  });
}

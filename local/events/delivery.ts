/** Asynchronous delivery: retries on the clock, and a dead letter when they are used up. */
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Outcome } from '../lambda/pool.ts';
import type { List } from './list.ts';

/** What was given up on; `queue` is absent where the template names no destination (on AWS it would be lost). */
export const DeadLetter = z.object({
  at: z.number(),
  queue: z.string().optional(),
  source: z.string(),
  reason: z.string(),
  body: z.unknown(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** A receiver of asynchronous events, and how long and how often it is tried. */
export interface Target {
  readonly arn: string;
  readonly attempts: number;
  readonly maxAgeSeconds: number;
  readonly deadLetterQueue: string | undefined;
  /** Answers undefined on success, else the reason. The id is the same at each retry. */
  send(event: unknown, id: string): Promise<string | undefined>;
}

/** Lambda's asynchronous retries: after one minute, then after two. */
const backoffMs = (retry: number): number => Math.min(retry, 5) * 60_000;

/** Tries until it succeeds or a dead letter is written; resolves in either case: then the event may be forgotten. */
export async function deliver(
  o: { clock: Clock; deadLetters: List<DeadLetter> },
  target: Target,
  event: unknown,
  id: string,
): Promise<void> {
  const since = o.clock.now();
  for (let retry = 1; ; retry++) {
    const reason = await target.send(event, id);
    if (reason === undefined) return;
    const at = o.clock.now();
    const next = at + backoffMs(retry);
    if (retry > target.attempts || next - since > target.maxAgeSeconds * 1000) {
      o.deadLetters.append({ at, queue: target.deadLetterQueue, source: target.arn, reason, body: event });
      return;
    }
    await new Promise<void>((done) => o.clock.timer(next, done));
  }
}

/** The reason a function gave for failing. */
export const reasonOf = (outcome: Outcome): string | undefined =>
  outcome.ok ? undefined : `${outcome.error.errorType}: ${outcome.error.errorMessage}`;

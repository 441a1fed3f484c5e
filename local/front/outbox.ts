/** The outbox: what would leave the machine as a message is listed instead, and can be made to fail. */
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { List } from '../events/list.ts';

/** A message that was sent. */
export const Message = z.object({
  channel: z.enum(['topic', 'email', 'sms']).default('topic'),
  /** Of a topic. */
  topicArn: z.string().optional(),
  /** Address or telephone number. */
  to: z.string().optional(),
  from: z.string().optional(),
  subject: z.string().optional(),
  message: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Of a topic: what subscriptions filter by. */
  attributes: z.record(z.string(), z.string()).optional(),
  at: z.number(),
});
export type Message = z.infer<typeof Message>;

/** What providers do with an address: take it, be unable to for now, or refuse it for good. */
export type Fate = 'taken' | 'failing' | 'rejected';

const Faults = z.strictObject({ failing: z.array(z.string()), rejected: z.array(z.string()) });

export interface Outbox {
  all(): readonly Message[];
  append(message: Omit<Message, 'at'>): void;
  fateOf(address: string): Fate;
  /** Sets which addresses fail, by their endings; answers what is wrong with the wish. */
  setFaults(body: unknown): string | undefined;
}

/** Creates the outbox over a list; at first `…@fail.example` and numbers ending in 000000 fail, `…@reject.example` is refused. */
export function createOutbox(list: List<Message>, clock: Clock): Outbox {
  let faults: z.infer<typeof Faults> = {
    failing: ['@fail.example', '000000'],
    rejected: ['@reject.example'],
  };
  const among = (endings: readonly string[], address: string): boolean =>
    endings.some((ending) => address.endsWith(ending));
  return {
    all: list.all,
    append: (message) => list.append({ ...message, at: clock.now() }),
    fateOf: (address) =>
      among(faults.rejected, address) ? 'rejected' : among(faults.failing, address) ? 'failing' : 'taken',
    setFaults(body) {
      const wanted = Faults.safeParse(body);
      if (!wanted.success) return z.prettifyError(wanted.error);
      faults = wanted.data;
      return undefined;
    },
  };
}

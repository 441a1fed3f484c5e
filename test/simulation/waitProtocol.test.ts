import { describe, expect, test } from 'vitest';
import { explore } from './search.ts';
import { type Rule, waitProtocol } from './waitProtocol.ts';
import type { Left } from './waitState.ts';

/** Waking events in all, the submission among them. `WAIT_PROTOCOL_EVENTS=3` is the long run. */
const events = Number(process.env['WAIT_PROTOCOL_EVENTS'] ?? 2);
const once = { duplicates: 1, lostReplies: 1, lostRecords: 1, deaths: 1, timeouts: 1, forced: 1 };
const budget = (commands: number): Left => ({ commands, ...once });
const LIMIT = 3_000_000;

test(`every interleaving of ${events} waking events with every fault once settles again`, () => {
  const found = explore(waitProtocol(budget(events - 1)), LIMIT);
  console.log(found);
  expect(found.failure && `${found.failure.reason}: ${found.failure.path.join(' > ')}`).toBeUndefined();
});

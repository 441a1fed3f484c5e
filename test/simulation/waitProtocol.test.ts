import { describe, expect, test } from 'vitest';
import { explore, type Found } from './search.ts';
import { waitProtocol } from './waitProtocol.ts';
import { type Rule, rules } from './waitSpine.ts';
import type { Left } from './waitState.ts';

/** Waking events in all, the submission among them; `WAIT_PROTOCOL_EVENTS=3` is the long run (minutes). */
const events = Number(process.env.WAIT_PROTOCOL_EVENTS ?? 2);
const faults = { duplicates: 1, lostReplies: 1, lostRecords: 1, deaths: 1, timeouts: 1, forced: 1 };
const everything: Left = { commands: events - 1, ...faults };
/** What happens on a day without accidents: one event after another, each told once. */
const calm: Left = {
  ...{ commands: 1, duplicates: 0, lostReplies: 0, lostRecords: 0 },
  ...{ deaths: 0, timeouts: 0, forced: 0 },
};

const told = ({ failure }: Found): string | undefined =>
  failure && `${failure.reason}\n    ${failure.path.join('\n  > ')}`;

test(`the protocol settles after every interleaving of ${events} waking events with each fault once`, () => {
  const found = explore(waitProtocol(everything), 12_000_000);
  console.log(`wait protocol: ${found.states} states, ${events} waking events`);
  expect(told(found)).toBeUndefined();
  // A model in which little can happen proves little.
  expect(found.states).toBeGreaterThan(200_000);
});

test('the protocol settles without any fault', () => {
  expect(told(explore(waitProtocol(calm), 1000))).toBeUndefined();
});

/** What the model must find when a rule is left out: which kind of harm, and within how many steps. */
const harm: Readonly<Record<Rule, { reason: RegExp; steps: number; budget: Left }>> = {
  FENCE: { reason: /^stale overwrite/, steps: 6, budget: everything },
  PARK: { reason: /^lost wake-up/, steps: 6, budget: everything },
  STUCK: { reason: /^lost wake-up/, steps: 5, budget: everything },
  MARK: { reason: /^lost wake-up/, steps: 6, budget: everything },
  RUN: { reason: /^never settles/, steps: 20, budget: { ...calm, deaths: 1, forced: 1 } },
};

describe('a protocol without one of its rules is found out', () => {
  test.each(Object.entries(rules))('%s: %s', (name) => {
    const rule = Object.keys(harm).find((each): each is Rule => each === name);
    if (!rule) throw new Error(`no expectation for ${name}`);
    const found = explore(waitProtocol(harm[rule].budget, rule), 300_000);
    console.log(`without ${rule}, after ${found.failure?.path.length} steps: ${told(found)}`);
    expect(found.failure?.reason).toMatch(harm[rule].reason);
    expect(found.failure?.path.length).toBeLessThanOrEqual(harm[rule].steps);
  });
});

import { expect, test } from 'vitest';
import { runChain } from './chainRun.ts';

const START = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;

test('a chain pays for every look: counted by hand for two waits of 12 and 5 minutes, looked at every five', async () => {
  const waits = [
    { name: 'A', until: START + 12 * MINUTE },
    { name: 'B', until: START + 20 * MINUTE },
  ];
  // A is looked at after 5, 10 and 15 minutes, B after 20: four loops of three states, two begins and the end.
  expect(await runChain(waits, START, 300)).toEqual({
    transitions: 4 * 3 + 2 + 1,
    invocations: 4 + 2 + 1,
    // Of the execution 2, of a task 5, of a pause and of a choice 2 each.
    events: 2 + 7 * 5 + 4 * 4,
  });
});

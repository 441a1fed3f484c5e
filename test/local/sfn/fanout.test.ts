import { afterEach, describe, expect, test } from 'vitest';
import { TaskError } from '../../../local/sfn/index.ts';
import { type Bench, type Call, START } from './harness.ts';
import { failing, run as runScenario, task } from './scenario.ts';

let b: Bench;
afterEach(() => b.drop());

/** Runs a machine as far as it goes without time passing. */
async function run(...scenario: Parameters<typeof runScenario>) {
  const seen = await runScenario(...scenario);
  b = seen.b;
  return seen;
}

describe('Map', () => {
  const map = (more: Record<string, unknown>) => ({
    M: {
      Type: 'Map',
      Items: '{% $states.input.items %}',
      ItemProcessor: { StartAt: 'T', States: { T: task({ Output: '{% $states.result %}' }) } },
      End: true,
      ...more,
    },
  });
  const input = { items: [1, 2, 3, 4, 5] };

  test('runs at most MaxConcurrency at once and keeps the order', async () => {
    const open: (() => void)[] = [];
    let most = 0;
    const answer = (call: Call) =>
      new Promise((done) => {
        open.push(() => done(call.args));
        most = Math.max(most, open.length);
      });
    const { outcome } = await run(map({ MaxConcurrency: '{% 2 %}' }), { input, answer });
    while (open.length > 0) {
      open.pop()?.();
      await b.clock.settle();
    }
    expect(most).toBe(2);
    const { output } = await outcome();
    expect(output.map((item: { Payload: number }) => item.Payload)).toEqual([1, 2, 3, 4, 5]);
  });

  const failOn = (bad: number[]) => (call: Call) => {
    const { Payload } = Object(call.args);
    if (bad.includes(Payload)) throw new TaskError('Bad', `item ${Payload}`);
    return Payload;
  };

  test('fails with the error of an iteration and ends the others', async () => {
    const { outcome, types } = await run(map({ MaxConcurrency: 1 }), { input, answer: failOn([2]) });
    expect(await outcome()).toMatchObject({ status: 'FAILED', error: 'Bad', cause: 'item 2' });
    expect(b.calls).toHaveLength(2);
    expect((await types()).slice(-3)).toEqual(['MapIterationFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  test('tolerates what it is told to', async () => {
    const some = { ToleratedFailureCount: 2, MaxConcurrency: 1 };
    const kept = await run(map(some), { input, answer: failOn([2, 4]) });
    expect((await kept.outcome()).output).toEqual([1, 3, 5]);
    await b.drop();
    const broken = await run(map(some), { input, answer: failOn([1, 2, 4]) });
    expect(await broken.outcome()).toMatchObject({ error: 'States.ExceedToleratedFailureThreshold' });
    await b.drop();
    const share = await run(map({ ToleratedFailurePercentage: 40 }), { input, answer: failOn([1, 2]) });
    expect((await share.outcome()).status).toBe('SUCCEEDED');
  });

  test('iterations see the variables around them and keep their own', async () => {
    const { outcome } = await run(
      {
        Set: { Type: 'Pass', Assign: { outer: 10 }, Next: 'M' },
        M: {
          Type: 'Map',
          Items: [1, 2],
          ItemProcessor: {
            StartAt: 'A',
            States: {
              A: {
                Type: 'Pass',
                Assign: { own: '{% $outer + $states.context.Map.Item.Value %}' },
                Next: 'B',
              },
              B: { Type: 'Pass', Output: '{% $own %}', End: true },
            },
          },
          Next: 'End',
        },
        End: { Type: 'Pass', Output: '{% [$states.input, $exists($own)] %}', End: true },
      },
      {},
    );
    expect((await outcome()).output).toEqual([11, 12, false]);
  });
});

describe('Parallel', () => {
  test('a failing branch ends the others, and Retry starts all again', async () => {
    const branch = (name: string, state: unknown) => ({ StartAt: name, States: { [name]: state } });
    const { outcome, types } = await run(
      {
        P: {
          Type: 'Parallel',
          Branches: [branch('W', { Type: 'Wait', Seconds: 60, End: true }), branch('T', task())],
          Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }],
          Output: '{% $states.result[1] %}',
          End: true,
        },
      },
      { answer: failing(1) },
    );
    await b.clock.advanceTo(START + 60_999);
    expect((await outcome()).status).toBe('RUNNING');
    await b.clock.advanceTo(START + 61_000);
    expect(await outcome()).toMatchObject({ status: 'SUCCEEDED', output: 'done' });
    expect((await types()).filter((type) => type === 'WaitStateExited')).toHaveLength(1);
  });
});

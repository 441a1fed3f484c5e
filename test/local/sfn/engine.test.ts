import { afterEach, describe, expect, test } from 'vitest';
import { type Bench, START } from './harness.ts';
import { failing, run as runScenario, task } from './scenario.ts';

let b: Bench;
afterEach(() => b.drop());

/** Runs a machine as far as it goes without time passing. */
async function run(...scenario: Parameters<typeof runScenario>) {
  const seen = await runScenario(...scenario);
  b = seen.b;
  return seen;
}

describe('Retry', () => {
  const retry = {
    ErrorEquals: ['Busy'],
    IntervalSeconds: 2,
    BackoffRate: 3,
    MaxAttempts: 4,
    MaxDelaySeconds: 10,
  };

  test('waits longer each time, up to the cap', async () => {
    const { outcome } = await run({ T: task({ Retry: [retry] }) }, { answer: failing(3) });
    const counts: number[] = [];
    for (const second of [1.999, 2, 7.999, 8, 17.999, 18]) {
      await b.clock.advanceTo(START + second * 1000);
      counts.push(b.calls.length);
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4]);
    expect(await outcome()).toMatchObject({ status: 'SUCCEEDED', output: 'done' });
  });

  test('FULL jitter takes a share of the interval by chance', async () => {
    await run({ T: task({ Retry: [{ ...retry, JitterStrategy: 'FULL' }] }) }, { answer: failing(1) });
    await b.clock.advanceTo(START + 999);
    expect(b.calls).toHaveLength(1);
    await b.clock.advanceTo(START + 1000);
    expect(b.calls).toHaveLength(2);
  });

  test('gives up after MaxAttempts, and leaves what it does not name', async () => {
    const { outcome } = await run({ T: task({ Retry: [retry] }) }, { answer: failing(9) });
    await b.clock.advanceTo(START + 100_000);
    expect(b.calls).toHaveLength(5);
    expect(await outcome()).toMatchObject({ status: 'FAILED', error: 'Busy', cause: 'try later' });
    await b.drop();
    const other = await run({ T: task({ Retry: [retry] }) }, { answer: failing(1, 'Other') });
    expect(await other.outcome()).toMatchObject({ status: 'FAILED', error: 'Other' });
  });

  test('the count of retries is in the context', async () => {
    const shown = { Payload: '{% $states.context.State.RetryCount %}' };
    await run({ T: task({ Retry: [retry], Arguments: shown }) }, { answer: failing(2) });
    await b.clock.advanceTo(START + 20_000);
    expect(b.calls.map((call) => call.args)).toEqual([{ Payload: 0 }, { Payload: 1 }, { Payload: 2 }]);
  });
});

describe('Catch', () => {
  test('States.TaskFailed leaves timeouts alone; the first match counts', async () => {
    const caught = {
      Catch: [
        { ErrorEquals: ['States.TaskFailed'], Next: 'A' },
        { ErrorEquals: ['States.Timeout'], Next: 'B' },
      ],
    };
    const { outcome } = await run(
      {
        T: task({ ...caught, TimeoutSeconds: '{% $states.input.limit %}' }),
        A: { Type: 'Pass', Output: 'A', End: true },
        B: { Type: 'Pass', Output: 'B', End: true },
      },
      { input: { limit: 30 }, answer: () => new Promise(() => {}) },
    );
    await b.clock.advanceTo(START + 30_000);
    expect(await outcome()).toMatchObject({ status: 'SUCCEEDED', output: 'B' });
  });

  test('sees the error and may assign and shape', async () => {
    const rule = {
      ErrorEquals: ['States.ALL'],
      Assign: { why: '{% $states.errorOutput.Error %}' },
      Output: { was: '{% $states.input %}' },
      Next: 'After',
    };
    const { outcome } = await run(
      {
        T: task({ Catch: [rule] }),
        After: { Type: 'Pass', Output: ['{% $why %}', '{% $states.input.was %}'], End: true },
      },
      { input: 5, answer: failing(1) },
    );
    expect((await outcome()).output).toEqual(['Busy', 5]);
  });

  test('a failed expression is an error like others, a result too large too', async () => {
    const rule = { ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'After' };
    const after = { Type: 'Pass', End: true };
    const bad = await run({ T: task({ Arguments: '{% $nothing %}', Catch: [rule] }), After: after });
    expect((await bad.outcome()).output).toBe('States.QueryEvaluationError');
    await b.drop();
    const large = await run(
      { T: task({ Catch: [rule] }), After: after },
      { answer: () => 'đ'.repeat(140_000) },
    );
    expect((await large.outcome()).output).toBe('States.DataLimitExceeded');
  });

  test('too large an output ends the execution, caught or not', async () => {
    const rule = { ErrorEquals: ['States.ALL'], Next: 'After' };
    const output = '{% $join([1..100000].$string()) %}';
    const { outcome } = await run({
      T: task({ Output: output, Catch: [rule] }),
      After: { Type: 'Pass', End: true },
    });
    expect(await outcome()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('the rest', () => {
  test('TimeoutSeconds of the machine ends the execution as TIMED_OUT', async () => {
    const { outcome, types } = await run(
      { W: { Type: 'Wait', Seconds: 600, End: true } },
      { more: { TimeoutSeconds: 60 } },
    );
    await b.clock.advanceTo(START + 60_000);
    expect(await outcome()).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
    expect((await types()).at(-1)).toBe('ExecutionTimedOut');
    expect(b.statuses.map((change) => change.status)).toEqual(['RUNNING', 'TIMED_OUT']);
  });

  test('Assign and Output see the variables as they were before the state', async () => {
    const { outcome } = await run({
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $x + 1 %}', y: '{% $x %}' }, Output: '{% $x %}', Next: 'C' },
      C: { Type: 'Pass', Output: ['{% $x %}', '{% $y %}', '{% $states.input %}'], End: true },
    });
    expect((await outcome()).output).toEqual([2, 1, 1]);
  });

  test('time and chance come from the host', async () => {
    const { outcome } = await run({
      A: {
        Type: 'Pass',
        Output: {
          at: '{% $millis() %}',
          now: '{% $now() %}',
          chance: '{% $random() %}',
          same: '{% $random(7) = $random(7) %}',
          hash: "{% $hash('x', 'SHA-1') %}",
          parsed: `{% $parse('{"a":1}').a %}`,
          entered: '{% $states.context.State.EnteredTime %}',
        },
        End: true,
      },
    });
    expect((await outcome()).output).toEqual({
      at: START,
      now: new Date(START).toISOString(),
      chance: 0.5,
      same: true,
      hash: '11f6ad8ec52a2984abaafd7c3b516503785c2072',
      parsed: 1,
      entered: new Date(START).toISOString(),
    });
  });

  test('no rule that holds and no Default is States.NoChoiceMatched', async () => {
    const { outcome } = await run(
      {
        C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n > 1 %}', Next: 'D' }] },
        D: { Type: 'Succeed' },
      },
      { input: { n: 1 } },
    );
    expect(await outcome()).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });
});

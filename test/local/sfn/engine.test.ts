import { DescribeExecutionCommand, GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import { TaskError } from '../../../local/sfn/index.ts';
import { type Bench, bench, type Call, START } from './harness.ts';

let b: Bench;
afterEach(() => b.drop());

const task = (more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
  End: true,
  ...more,
});

/** Runs a machine as far as it goes without time passing, and returns how to look at it. */
async function run(
  states: Record<string, unknown>,
  o: { input?: unknown; answer?: (call: Call) => unknown; more?: Record<string, unknown> } = {},
) {
  b = await bench(o.answer);
  const arn = b.machine('m', states, o.more);
  const { executionArn } = b.host.startExecution(arn, 'run', JSON.stringify(o.input ?? {}));
  await b.clock.settle();
  return {
    executionArn,
    outcome: async () => {
      const seen = await b.client.send(new DescribeExecutionCommand({ executionArn }));
      const { status, error, cause } = seen;
      return { status, error, cause, output: seen.output && JSON.parse(seen.output) };
    },
    types: async () => {
      const { events } = await b.client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
      );
      return events?.map((event) => event.type) ?? [];
    },
  };
}

/** Fails `times` times, then answers. */
function failing(times: number, error = 'Busy'): (call: Call) => unknown {
  let left = times;
  return () => {
    if (left-- > 0) throw new TaskError(error, 'try later');
    return 'done';
  };
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
    const { outcome } = await run(
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

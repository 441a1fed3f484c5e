import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { TaskError } from '../../../local/sfn/index.ts';
import { type Bench, bench, type Call, park, START } from './harness.ts';

let b: Bench;
afterEach(() => b.drop());

const named = (name: string) => expect.objectContaining({ name });
const tokenOf = (index: number): string => b.calls[index]?.token ?? '';
const succeed = (taskToken: string, output = '{}') =>
  b.client.send(new SendTaskSuccessCommand({ taskToken, output }));

async function started(states: Record<string, unknown>, answer?: (call: Call) => unknown): Promise<string> {
  b = await bench(answer);
  const { executionArn } = b.host.startExecution(b.machine('m', states), 'run', '{}');
  await b.clock.settle();
  return executionArn;
}

const status = async (executionArn: string) =>
  (await b.client.send(new DescribeExecutionCommand({ executionArn }))).status;

test('a parked execution goes on with what comes through its token', async () => {
  const arn = await started({ Park: park() });
  expect(await status(arn)).toBe('RUNNING');
  expect(tokenOf(0).length).toBeGreaterThanOrEqual(800);
  await succeed(tokenOf(0), '{"phase":"review"}');
  await b.clock.settle();
  const seen = await b.client.send(new DescribeExecutionCommand({ executionArn: arn }));
  expect(seen).toMatchObject({ status: 'SUCCEEDED', output: '{"phase":"review"}' });
});

test('a token works once; what is no token at all is told apart', async () => {
  await started({ Park: park() });
  await succeed(tokenOf(0));
  await expect(succeed(tokenOf(0))).rejects.toThrow(named('TaskTimedOut'));
  await expect(succeed('nonsense')).rejects.toThrow(named('InvalidToken'));
  await expect(succeed(`${tokenOf(0).slice(0, -4)}AAAA`)).rejects.toThrow(named('InvalidToken'));
});

test('an output that is not JSON is refused and the wait stays open', async () => {
  const arn = await started({ Park: park() });
  await expect(succeed(tokenOf(0), '{')).rejects.toThrow(named('InvalidOutput'));
  expect(await status(arn)).toBe('RUNNING');
});

test('a wait times out at its deadline; a late success is told so', async () => {
  const catchTimeout = [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }];
  const arn = await started({ Park: park({ Catch: catchTimeout }), Late: { Type: 'Pass', End: true } });
  await b.clock.advanceTo(START + 3_599_999);
  expect(await status(arn)).toBe('RUNNING');
  await b.clock.advanceTo(START + 3_600_000);
  expect(await status(arn)).toBe('SUCCEEDED');
  await expect(succeed(tokenOf(0))).rejects.toThrow(named('TaskTimedOut'));
});

test('a wait that is made to run out ends as at its deadline', async () => {
  const catchTimeout = [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }];
  const arn = await started({ Park: park({ Catch: catchTimeout }), Late: { Type: 'Pass', End: true } });
  b.host.expire('another');
  await b.clock.settle();
  expect(await status(arn)).toBe('RUNNING');
  b.host.expire(tokenOf(0));
  await expect(succeed(tokenOf(0)), 'an answer in the same instant').rejects.toThrow(named('TaskTimedOut'));
  await b.clock.settle();
  expect(await status(arn)).toBe('SUCCEEDED');
  b.host.expire(tokenOf(0));
});

test('every attempt has a token of its own', async () => {
  const retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 10, MaxAttempts: 1 }];
  const arn = await started({ Park: park({ Retry: retry }) });
  await b.clock.advanceTo(START + 3_610_000);
  expect(b.calls).toHaveLength(2);
  expect(tokenOf(1)).not.toBe(tokenOf(0));
  await expect(succeed(tokenOf(0))).rejects.toThrow(named('TaskTimedOut'));
  await succeed(tokenOf(1));
  await b.clock.settle();
  expect(await status(arn)).toBe('SUCCEEDED');
});

test('a heartbeat keeps the wait; a missed one is a timeout of its own name', async () => {
  const missed = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Missed' }];
  const states = {
    Park: park({ HeartbeatSeconds: 60, Catch: missed, Next: 'Missed', End: undefined }),
    Missed: { Type: 'Pass', End: true },
  };
  const arn = await started(states);
  await b.clock.advanceTo(START + 50_000);
  await b.client.send(new SendTaskHeartbeatCommand({ taskToken: tokenOf(0) }));
  await b.clock.advanceTo(START + 100_000);
  expect(await status(arn)).toBe('RUNNING');
  await b.clock.advanceTo(START + 110_000);
  const seen = await b.client.send(new DescribeExecutionCommand({ executionArn: arn }));
  expect(seen).toMatchObject({ status: 'SUCCEEDED', output: '{"Error":"States.Timeout","Cause":""}' });
});

test('a failure through the token is caught by its name', async () => {
  const states = {
    Park: park({ Catch: [{ ErrorEquals: ['Refused'], Next: 'Refused' }] }),
    Refused: { Type: 'Pass', End: true },
  };
  const arn = await started(states);
  await b.client.send(
    new SendTaskFailureCommand({ taskToken: tokenOf(0), error: 'Refused', cause: 'no seal' }),
  );
  await b.clock.settle();
  const seen = await b.client.send(new DescribeExecutionCommand({ executionArn: arn }));
  expect(seen).toMatchObject({ status: 'SUCCEEDED', output: '{"Error":"Refused","Cause":"no seal"}' });
});

test('a callback is accepted before the integration call has returned', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const arn = await started({ Park: park() }, () => promise);
  await succeed(tokenOf(0), '"early"');
  await b.clock.settle();
  resolve({});
  await b.clock.settle();
  const seen = await b.client.send(new DescribeExecutionCommand({ executionArn: arn }));
  expect(seen).toMatchObject({ status: 'SUCCEEDED', output: '"early"' });
});

test('an integration call that fails ends the wait', async () => {
  const condition = 'DynamoDb.ConditionalCheckFailedException';
  const states = {
    Park: park({ Catch: [{ ErrorEquals: [condition], Next: 'Stale' }] }),
    Stale: { Type: 'Pass', End: true },
  };
  const arn = await started(states, () => {
    throw new TaskError(condition, 'The conditional request failed');
  });
  expect(await status(arn)).toBe('SUCCEEDED');
  await expect(succeed(tokenOf(0))).rejects.toThrow(named('TaskTimedOut'));
});

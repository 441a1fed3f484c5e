import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { virtualClock } from '../../../local/clock.ts';
import { TaskError } from '../../../local/sfn/index.ts';
import { type Bench, bench, type Call, park, START } from './harness.ts';

/** RedriveExecution as the Step Functions Developer Guide and API Reference describe it. */
const MACHINE = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:m';
const executionArn = `${MACHINE.replace(':stateMachine:', ':execution:')}:run`;
const DAY = 86_400_000;
const task = (more: Record<string, unknown> = {}) => ({
  ...{ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem', Arguments: {}, End: true },
  ...more,
});
/** Counts a visit in a variable, and asks a service. */
const usual = {
  Prepare: { Type: 'Pass', Assign: { seen: '{% $states.input.n %}' }, Next: 'Ask' },
  Ask: task({
    Arguments: '{% {"redrives": $states.context.Execution.RedriveCount} %}',
    Output: '{% {"seen": $seen, "got": $states.result.got} %}',
  }),
};

let opened: Bench[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const b of opened) await b.drop();
  opened = [];
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true });
});

const start = async (
  states: Record<string, unknown>,
  answer?: (call: Call) => unknown,
  more: Record<string, unknown> = {},
  o: Parameters<typeof bench>[1] = {},
): Promise<Bench> => {
  const b = await bench(answer, o);
  opened.push(b);
  b.machine('m', states, more);
  b.host.startExecution(MACHINE, 'run', '{"n":5}');
  await b.clock.settle();
  return b;
};
const redrive = async (b: Bench, clientToken?: string) => {
  const answer = await b.client.send(new RedriveExecutionCommand({ executionArn, clientToken }));
  await b.clock.settle();
  return answer;
};
const stop = async (b: Bench) => {
  await b.client.send(new StopExecutionCommand({ executionArn, error: 'Stopped' }));
  await b.clock.settle();
};
const describe = (b: Bench) => b.client.send(new DescribeExecutionCommand({ executionArn }));
const history = async (b: Bench) =>
  (await b.client.send(new GetExecutionHistoryCommand({ executionArn }))).events ?? [];
const failsOnce = (): ((call: Call) => unknown) => {
  let calls = 0;
  return () => {
    if (++calls === 1) throw new TaskError('DynamoDb.InternalServerErrorException', 'away');
    return { got: calls };
  };
};

test('goes on with the state that failed, its input and variables, and nothing before it', async () => {
  const b = await start(usual, failsOnce());
  expect(await describe(b)).toMatchObject({
    ...{ status: 'FAILED', redriveCount: 0, redriveStatus: 'REDRIVABLE' },
    error: 'DynamoDb.InternalServerErrorException',
  });
  await b.clock.advanceTo(START + 60_000);
  expect((await redrive(b)).redriveDate?.getTime()).toBe(START + 60_000);

  const described = await describe(b);
  expect(described).toMatchObject({
    ...{ status: 'SUCCEEDED', output: '{"seen":5,"got":2}', redriveCount: 1 },
    ...{
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    },
  });
  expect([described.error, described.cause]).toEqual([undefined, undefined]);
  expect(described.startDate?.getTime()).toBe(START);
  expect(described.redriveDate?.getTime()).toBe(START + 60_000);
  expect(b.calls.map(({ args }) => args)).toEqual([{ redrives: 0 }, { redrives: 1 }]);
  expect(b.statuses.map(({ status }) => status)).toEqual(['RUNNING', 'FAILED', 'RUNNING', 'SUCCEEDED']);

  const events = await history(b);
  expect(events.map(({ type }) => type)).toEqual([
    ...['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'TaskStateEntered'],
    ...['TaskScheduled', 'TaskStarted', 'TaskFailed', 'ExecutionFailed'],
    ...['ExecutionRedriven', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
    'ExecutionSucceeded',
  ]);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
  expect(events[8]?.executionRedrivenEventDetails).toEqual({ redriveCount: 1 });
});

test('a wait that was stopped waits anew: another token, a whole timeout', async () => {
  const b = await start({ Park: park() });
  await b.clock.advanceTo(START + 3_000_000);
  await stop(b);
  await redrive(b);
  const [first, second] = b.calls.map(({ token }) => token);
  expect(second).not.toBe(first);
  const send = (taskToken: string | undefined) =>
    b.client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
  await expect(send(first)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await b.clock.advanceTo(START + 6_000_000);
  expect((await describe(b)).status).toBe('RUNNING');
  await b.clock.advanceTo(START + 6_600_001);
  expect(await describe(b)).toMatchObject({ status: 'FAILED', error: 'States.Timeout', redriveCount: 1 });
  await redrive(b);
  await send(b.calls[2]?.token);
  await b.clock.settle();
  expect(await describe(b)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
});

test('the time limit of the machine counts from the redrive', async () => {
  const b = await start({ Park: park({ TimeoutSeconds: 50_000 }) }, undefined, { TimeoutSeconds: 600 });
  await b.clock.advanceTo(START + 600_001);
  expect((await describe(b)).status).toBe('TIMED_OUT');
  await redrive(b);
  await b.clock.advanceTo(START + 1_200_000);
  expect((await describe(b)).status).toBe('RUNNING');
  await b.clock.advanceTo(START + 1_200_002);
  expect((await describe(b)).status).toBe('TIMED_OUT');
});

test('the retries of a state are all there again', async () => {
  const away = () => {
    throw new TaskError('DynamoDb.ThrottlingException', 'later');
  };
  const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 2 }];
  const b = await start({ Ask: task({ Retry }) }, away);
  await b.clock.advanceTo(START + 60_000);
  expect(b.calls).toHaveLength(3);
  await redrive(b);
  await b.clock.advanceTo(START + 120_000);
  expect(b.calls).toHaveLength(6);
});

const inMap = {
  Type: 'Map',
  Items: [1, 2],
  ItemProcessor: { StartAt: 'Park', States: { Park: park() } },
  End: true,
};

test.each<[string, Record<string, unknown>, (b: Bench) => Promise<void>, string]>([
  ['one that runs', { Park: park() }, async () => {}, 'Execution is RUNNING and cannot be redriven'],
  [
    'one that succeeded',
    { Done: { Type: 'Succeed' } },
    async () => {},
    'Execution is SUCCEEDED and cannot be redriven',
  ],
  [
    'one that ended more than fourteen days ago',
    { Park: park() },
    async (b) => {
      await stop(b);
      await b.clock.advanceTo(START + 14 * DAY + 1);
    },
    'Execution redrivable period exceeded',
  ],
  [
    'one that ended among iterations (AWS redrives those that failed)',
    { Each: inMap },
    stop,
    'Execution ended in a Map state, which is not redriven here',
  ],
])('refuses %s, in words', async (_, states, meanwhile, message) => {
  const b = await start(states);
  await meanwhile(b);
  const before = await history(b);
  await expect(redrive(b)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable', message });
  expect(await describe(b)).toMatchObject({ redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: message });
  expect(await history(b)).toEqual(before);
});

test('redrivable to the last moment of the fourteen days', async () => {
  const b = await start({ Park: park() });
  await stop(b);
  await b.clock.advanceTo(START + 14 * DAY);
  await redrive(b);
  expect((await describe(b)).status).toBe('RUNNING');
});

test('the same client token while it runs is the same redrive', async () => {
  const b = await start({ Park: park() });
  await stop(b);
  const first = await redrive(b, 'once');
  await b.clock.advanceTo(START + 1000);
  expect((await redrive(b, 'once')).redriveDate).toEqual(first.redriveDate);
  await expect(redrive(b, 'twice')).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
  expect((await describe(b)).redriveCount).toBe(1);
});

test('keeps the definition it was started with', async () => {
  const b = await start(usual, failsOnce());
  const other = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Ask',
    States: { Ask: task({ Output: 9 }) },
  });
  await b.client.send(new UpdateStateMachineCommand({ stateMachineArn: MACHINE, definition: other }));
  await redrive(b);
  expect((await describe(b)).output).toBe('{"seen":5,"got":2}');
});

test('a redrive is written down: a host that is killed goes on with it, and tells of it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'sfn-'));
  folders.push(dir);
  const states = {
    Before: { Type: 'Pass', Assign: { n: 7 }, Next: 'Park' },
    Park: park({ Output: '{% $n %}' }),
  };
  const a = await start(states, undefined, {}, { dir });
  await stop(a);
  await redrive(a);
  const reopened = await bench(undefined, { dir, clock: virtualClock(START + 1000) });
  opened.push(reopened);
  reopened.machine('m', states);
  reopened.host.resume();
  await reopened.clock.settle();
  expect(reopened.calls, 'it still waits with its token').toEqual([]);
  await reopened.client.send(new SendTaskSuccessCommand({ taskToken: a.calls[1]?.token, output: '1' }));
  await reopened.clock.settle();
  expect(await describe(reopened)).toMatchObject({ status: 'SUCCEEDED', output: '7', redriveCount: 1 });
  const { executions = [] } = await reopened.client.send(
    new ListExecutionsCommand({ stateMachineArn: MACHINE }),
  );
  expect(executions[0]).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
  expect((await history(reopened)).filter(({ type }) => type === 'ExecutionRedriven')).toHaveLength(1);
});

test('one that was redriven keeps its name for ninety days after it ended at last', async () => {
  const b = await start({ Park: park({ TimeoutSeconds: 60 * 86_400 }) });
  await stop(b);
  await b.clock.advanceTo(START + 10 * DAY);
  await redrive(b);
  await b.clock.advanceTo(START + 69 * DAY);
  await stop(b);
  b.host.startExecution(MACHINE, 'other', '{}');
  await b.clock.advanceTo(START + 140 * DAY);
  b.host.startExecution(MACHINE, 'another', '{}');
  await b.clock.settle();
  expect((await describe(b)).status).toBe('ABORTED');
});

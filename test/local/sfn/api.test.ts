import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  paginateGetExecutionHistory,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { type Bench, bench, park, START } from './harness.ts';

let b: Bench;
afterEach(() => b.drop());

const hello = { Hello: { Type: 'Pass', Output: { got: '{% $states.input.x %}' }, End: true } };

test('an execution runs to its end and tells its story', async () => {
  b = await bench();
  const stateMachineArn = b.machine('hello', hello);
  const started = await b.client.send(
    new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"x":7}' }),
  );
  expect(started.startDate?.getTime()).toBe(START);
  await b.clock.settle();
  const { executionArn } = started;
  const seen = await b.client.send(new DescribeExecutionCommand({ executionArn }));
  expect(seen).toMatchObject({ status: 'SUCCEEDED', name: 'one', input: '{"x":7}', output: '{"got":7}' });
  const { events } = await b.client.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.map((event) => event.type)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'ExecutionSucceeded',
  ]);
  expect(events?.[2]?.stateExitedEventDetails).toMatchObject({ name: 'Hello', output: '{"got":7}' });
  expect(b.statuses.map((change) => change.status)).toEqual(['RUNNING', 'SUCCEEDED']);
});

test('history comes in pages and in reverse', async () => {
  b = await bench();
  const stateMachineArn = b.machine('hello', hello);
  const { executionArn } = await b.client.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));
  await b.clock.settle();
  const ids: (number | undefined)[] = [];
  for await (const page of paginateGetExecutionHistory(
    { client: b.client, pageSize: 3 },
    { executionArn, reverseOrder: true },
  ))
    ids.push(...(page.events ?? []).map((event) => event.id));
  expect(ids).toEqual([4, 3, 2, 1]);
});

test('a name is used once, but the same start repeated while it runs is the same execution', async () => {
  b = await bench();
  const stateMachineArn = b.machine('wait', { Park: park() });
  const start = (input: string) =>
    b.client.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input }));
  const first = await start('{"a":1}');
  expect((await start('{"a":1}')).executionArn).toBe(first.executionArn);
  await expect(start('{"a":2}')).rejects.toThrow(expect.objectContaining({ name: 'ExecutionAlreadyExists' }));
  await b.client.send(
    new StopExecutionCommand({ executionArn: first.executionArn, error: 'Enough', cause: 'why not' }),
  );
  const seen = await b.client.send(new DescribeExecutionCommand({ executionArn: first.executionArn }));
  expect(seen).toMatchObject({ status: 'ABORTED', error: 'Enough', cause: 'why not' });
  await expect(start('{"a":1}')).rejects.toThrow(expect.objectContaining({ name: 'ExecutionAlreadyExists' }));
});

test('executions are listed newest first, by status, in pages', async () => {
  b = await bench();
  const quick = b.machine('quick', hello);
  for (const name of ['a', 'b', 'c']) b.host.startExecution(quick, name, '{"x":1}');
  await b.clock.settle();
  const first = await b.client.send(new ListExecutionsCommand({ stateMachineArn: quick, maxResults: 2 }));
  expect(first.executions?.map((e) => e.name)).toEqual(['c', 'b']);
  const { nextToken } = first;
  const second = await b.client.send(
    new ListExecutionsCommand({ stateMachineArn: quick, maxResults: 2, nextToken }),
  );
  expect(second.executions?.map((e) => e.name)).toEqual(['a']);
  expect(second.nextToken).toBeUndefined();
  const running = await b.client.send(
    new ListExecutionsCommand({ stateMachineArn: quick, statusFilter: 'RUNNING' }),
  );
  expect(running.executions).toEqual([]);
});

test('machines can be read', async () => {
  b = await bench();
  const stateMachineArn = b.machine('hello', hello);
  const { stateMachines } = await b.client.send(new ListStateMachinesCommand({}));
  expect(stateMachines).toMatchObject([{ name: 'hello', stateMachineArn, type: 'STANDARD' }]);
  const one = await b.client.send(new DescribeStateMachineCommand({ stateMachineArn }));
  expect(JSON.parse(one.definition ?? '')).toMatchObject({ StartAt: 'Hello' });
});

test('what is wrong is refused by its AWS name', async () => {
  b = await bench();
  const stateMachineArn = b.machine('hello', hello);
  const refused = (name: string) => expect.objectContaining({ name });
  const start = (name: string, input = '{}') =>
    b.client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  await expect(start('x'.repeat(81))).rejects.toThrow(refused('InvalidName'));
  await expect(start('a b')).rejects.toThrow(refused('InvalidName'));
  await expect(start('a', '{')).rejects.toThrow(refused('InvalidExecutionInput'));
  await expect(
    b.client.send(new StartExecutionCommand({ stateMachineArn: `${stateMachineArn}x` })),
  ).rejects.toThrow(refused('StateMachineDoesNotExist'));
  await expect(
    b.client.send(new DescribeExecutionCommand({ executionArn: `${stateMachineArn}:none` })),
  ).rejects.toThrow(refused('ExecutionDoesNotExist'));
});

test('a machine that cannot be run here is refused in words', async () => {
  b = await bench();
  expect(() => b.machine('old', { A: { Type: 'Pass', QueryLanguage: 'JSONPath', End: true } })).toThrow(
    /JSONPath/,
  );
  expect(() => b.machine('old', { A: { Type: 'Pass', ResultPath: '$.x', End: true } })).toThrow(/ResultPath/);
  expect(() => b.machine('bad', { A: { Type: 'Pass', Output: '{% 1 + %}', End: true } })).toThrow(
    /Unexpected end/,
  );
  expect(() => b.machine('bad', { A: { Type: 'Pass', Next: 'Gone' } })).toThrow(/Gone/);
});

test('an execution of 91 days ago is forgotten and its name is free', async () => {
  b = await bench();
  const arn = b.machine('hello', hello);
  b.host.startExecution(arn, 'one', '{"x":1}');
  await b.clock.advanceTo(START + 91 * 86_400_000);
  b.host.startExecution(arn, 'two', '{"x":1}');
  await b.clock.settle();
  expect(() => b.host.startExecution(arn, 'one', '{"x":1}')).not.toThrow();
  await b.clock.settle();
});

test('a new definition holds for what starts from then on; what runs keeps its own', async () => {
  b = await bench();
  const stateMachineArn = b.machine('wait', {
    Wait: { Type: 'Wait', Seconds: 10, Next: 'Old' },
    Old: { Type: 'Pass', End: true },
  });
  const start = async (name: string) =>
    (await b.client.send(new StartExecutionCommand({ stateMachineArn, name }))).executionArn;
  const before = await start('before');
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'New',
    States: { New: { Type: 'Pass', End: true } },
  });
  await b.client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  const after = await start('after');
  await b.clock.advanceTo(START + 20_000);
  const entered = async (executionArn: string | undefined) => {
    const { events = [] } = await b.client.send(new GetExecutionHistoryCommand({ executionArn }));
    return events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);
  };
  expect(await entered(before)).toEqual(['Wait', 'Old']);
  expect(await entered(after)).toEqual(['New']);
});

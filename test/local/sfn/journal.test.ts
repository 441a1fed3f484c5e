import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { virtualClock } from '../../../local/clock.ts';
import { type Bench, bench, type Call, park, START } from './harness.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sfn-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const states = {
  Prepare: { Type: 'Pass', Assign: { seen: '{% $states.input.n %}' }, Next: 'Park' },
  Park: park({ End: undefined, Next: 'Finish' }),
  Finish: { Type: 'Pass', Output: '{% {"seen": $seen, "got": $states.input} %}', End: true },
};

async function boot(
  at: number,
  machine: Record<string, unknown> = states,
  answer?: (call: Call) => unknown,
): Promise<Bench> {
  const b = await bench(answer, { dir, clock: virtualClock(at) });
  b.machine('m', machine);
  b.host.resume();
  await b.clock.settle();
  return b;
}

const ARN = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:m';
const EXECUTION = `${ARN.replace(':stateMachine:', ':execution:')}:run`;
const describe = (b: Bench) => b.client.send(new DescribeExecutionCommand({ executionArn: EXECUTION }));
const history = async (b: Bench) =>
  (await b.client.send(new GetExecutionHistoryCommand({ executionArn: EXECUTION }))).events ?? [];
const send = (b: Bench, taskToken: string, output = '1') =>
  b.client.send(new SendTaskSuccessCommand({ taskToken, output }));

/** Starts an execution, lets it park, and kills the host. Returns the token. */
async function parkAndDie(): Promise<string> {
  const b = await boot(START);
  b.host.startExecution(ARN, 'run', '{"n":5}');
  await b.clock.settle();
  const token = b.calls[0]?.token ?? '';
  await b.drop();
  return token;
}

test('a parked wait keeps its token, its variables and its history over a kill', async () => {
  const token = await parkAndDie();
  const b = await boot(START + 60_000);
  expect(b.calls).toEqual([]);
  expect((await describe(b)).status).toBe('RUNNING');
  await send(b, token, '"yes"');
  await b.clock.settle();
  expect(await describe(b)).toMatchObject({ status: 'SUCCEEDED', output: '{"seen":5,"got":"yes"}' });
  const events = await history(b);
  expect(events.map((event) => event.id)).toEqual(events.map((_, i) => i + 1));
  expect(events.filter((event) => event.type === 'TaskStateEntered')).toHaveLength(1);
  await b.drop();
});

test('a parked wait keeps its deadline, also one that passed while the host was down', async () => {
  await parkAndDie();
  const before = await boot(START + 3_000_000);
  await before.clock.advanceTo(START + 3_599_000);
  expect((await describe(before)).status).toBe('RUNNING');
  await before.drop();
  const after = await boot(START + 7_200_000);
  await after.clock.advanceTo(START + 7_200_001);
  expect(await describe(after)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  await after.drop();
});

test('an acknowledged callback is not lost by a kill right after it', async () => {
  const token = await parkAndDie();
  const journal = join(dir, 'journal.jsonl');
  const b = await boot(START + 1000);
  const parked = readFileSync(journal, 'utf8');
  await send(b, token, '"kept"');
  await b.clock.settle();
  await b.drop();
  const callback = readFileSync(journal, 'utf8').slice(parked.length).split('\n')[0];
  rmSync(journal);
  appendFileSync(journal, `${parked}${callback}\n`);
  const again = await boot(START + 2000);
  expect(await describe(again)).toMatchObject({ status: 'SUCCEEDED', output: '{"seen":5,"got":"kept"}' });
  await again.drop();
});

test('a state in flight is entered again, with a new token for a new call', async () => {
  const never = () => new Promise(() => {});
  const first = await boot(START, states, never);
  first.host.startExecution(ARN, 'run', '{"n":5}');
  await first.clock.settle();
  await first.drop();
  const second = await boot(START + 1000);
  expect(second.calls).toHaveLength(1);
  expect(second.calls[0]?.token).not.toBe(first.calls[0]?.token);
  await expect(send(second, first.calls[0]?.token ?? '')).rejects.toThrow(
    expect.objectContaining({ name: 'TaskTimedOut' }),
  );
  await send(second, second.calls[0]?.token ?? '');
  await second.clock.settle();
  expect((await describe(second)).status).toBe('SUCCEEDED');
  await second.drop();
});

test('a Wait ends when it would have ended', async () => {
  const waiting = { ...states, Prepare: { Type: 'Wait', Seconds: 100, Next: 'Park' } };
  const first = await boot(START, waiting);
  first.host.startExecution(ARN, 'run', '{"n":5}');
  await first.clock.settle();
  await first.drop();
  const second = await boot(START + 40_000, waiting);
  await second.clock.advanceTo(START + 99_000);
  expect(second.calls).toEqual([]);
  await second.clock.advanceTo(START + 100_000);
  expect(second.calls).toHaveLength(1);
  await second.drop();
});

test('a torn last line is dropped', async () => {
  const token = await parkAndDie();
  appendFileSync(join(dir, 'journal.jsonl'), '{"k":"callback","arn":"arn:aws:st');
  const b = await boot(START + 1000);
  await send(b, token);
  await b.clock.settle();
  expect((await describe(b)).status).toBe('SUCCEEDED');
  await b.drop();
  const later = await boot(START + 2000);
  expect((await describe(later)).status).toBe('SUCCEEDED');
  expect((await history(later)).length).toBeGreaterThan(5);
  await later.drop();
});

test('an execution whose machine is gone fails in words', async () => {
  await parkAndDie();
  const b = await bench(undefined, { dir, clock: virtualClock(START + 1000) });
  b.host.resume();
  await b.clock.settle();
  expect(await describe(b)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  await b.drop();
});

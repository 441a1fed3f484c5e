import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { broken, brokenSpines, readWorld } from '../support/invariants.ts';
import { submitted } from '../support/play.ts';
import { type Remote, startRemote } from '../support/remote.ts';
import { dynamo, executions, scan, sfn } from '../support/tables.ts';

/** `npm start` and `npm run ops` as an operator uses them, in processes of their own. */
const data = mkdtempSync(join(tmpdir(), 'mot-cua-ops-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
let remote: Remote;

beforeAll(async () => {
  remote = await startRemote(data);
});
afterAll(async () => {
  await remote.kill();
  rmSync(data, { recursive: true, force: true });
});

const run = async (script: string, ...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [script, ...args, '--data', data], { cwd: root })).stdout;

const advanceMinutes = async (minutes: number): Promise<void> => {
  const { now } = z
    .object({ now: z.string() })
    .parse(await (await fetch(`${remote.url}/_local/clock`)).json());
  await remote.clock.advanceTo(Date.parse(now) + minutes * 60_000);
};

/** Moves to the minute after a sweep, so that the next one is a quarter of an hour away whatever the time of day. */
const afterSweep = async (): Promise<void> => {
  const sweeps = async () => (await executions(remote, remote.names.slaSweepStateMachineArn)).length;
  const before = await sweeps();
  for (let minute = 0; minute < 20 && (await sweeps()) === before; minute++) await advanceMinutes(1);
};

test('ops lists the spine that does not move and restarts it', async () => {
  const { code } = await submitted(remote);
  await afterSweep();
  expect(await run('local/ops.ts', 'stuck')).toBe('0 stuck\n');
  const [spine] = await executions(remote, remote.names.dossierStateMachineArn);
  await sfn(remote).send(new StopExecutionCommand({ executionArn: spine?.executionArn }));
  // Well before the next sweep, which would have found it too.
  await advanceMinutes(3);
  expect(await run('local/ops.ts', 'stuck')).toContain(
    `${code}  ACCEPTANCE  stuck for 3 min  execution ${code}: ended`,
  );
  expect(await run('local/ops.ts', 'stuck', '--restart')).toContain('restarted');
  await remote.clock.settle();
  expect(await run('local/ops.ts', 'stuck')).toBe('0 stuck\n');
  const names = (await executions(remote, remote.names.dossierStateMachineArn)).map(
    ({ name, status }) => `${name} ${status}`,
  );
  expect(names.toSorted()).toEqual([`${code} ABORTED`, `${code}--r2 RUNNING`]);
  const world = await readWorld(remote);
  expect([...broken(world), ...(await brokenSpines(remote, world))]).toEqual([]);
});

test('ops lists notices that did not arrive, has them sent again, and publishes a dossier once more', async () => {
  const faults = (failing: string[]) =>
    fetch(`${remote.url}/_local/outbox`, {
      method: 'POST',
      body: JSON.stringify({ failing, rejected: [] }),
    });
  await faults(['@example.vn']);
  const { id, code } = await submitted(remote);
  await advanceMinutes(5);
  const unit = ['--unit', 'SXD-H05'];
  expect(await run('local/ops.ts', 'notices', ...unit)).toBe(
    `${id}  1 submitted  email  FAILED after 3 attempts  SendingPausedException\n1 undelivered\n`,
  );
  await faults([]);
  expect(await run('local/ops.ts', 'notices', ...unit, '--redrive')).toContain('asked for once more');
  await remote.clock.settle();
  expect(await run('local/ops.ts', 'notices', ...unit)).toBe('0 undelivered\n');
  const mails = async () =>
    z
      .array(z.object({ channel: z.string(), subject: z.string().optional() }))
      .parse(await (await fetch(`${remote.url}/_local/outbox`)).json())
      .filter(({ channel, subject }) => channel === 'email' && subject?.includes(code));
  expect(await mails()).toHaveLength(1);
  expect(await run('local/ops.ts', 'publish', id)).toBe(`1 events published again: ${id}#1\n`);
  await remote.clock.settle();
  expect(await mails(), 'the same event again tells nobody twice').toHaveLength(1);
});

test('recount compares the counters with the events and names what is off', async () => {
  expect(await run('local/recount.ts')).toMatch(
    /^SXD-H05 {2}[\d-]+ to [\d-]+, and the desks now: recounted\ndifference 0\n$/,
  );
  const { stateTable: TableName } = remote.names;
  const counter = (await scan(remote, TableName)).find((item) => item['received|online'] !== undefined);
  const change = {
    UpdateExpression: 'ADD #cell :by',
    ExpressionAttributeNames: { '#cell': 'received|online' },
  };
  const add = (by: number) =>
    dynamo(remote).send(
      new UpdateCommand({
        ...{ TableName, Key: { pk: counter?.pk, sk: counter?.sk }, ...change },
        ExpressionAttributeValues: { ':by': by },
      }),
    );
  await add(2);
  await expect(run('local/recount.ts', '--unit', 'SXD-H05')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /received\|1\.013236\|online: counted \d+, recounted \d+\n.*\n.*\ndifference 2\n$/,
    ),
  });
  await add(-2);
});

test('a token for the running cloud opens the API', async () => {
  const token = (
    await run('local/token.ts', '--role', 'frontDesk', '--sub', 'desk-1', '--unit', 'SXD-H05')
  ).trim();
  const answer = await fetch(`${remote.apiUrl}/inbox`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
});

test('a second start on the same data folder is refused in words', async () => {
  await expect(startRemote(data)).rejects.toThrow(/already|in use|running/i);
});

test('the welcome names the API, a token command, a curl and what is a stand-in', () => {
  const text = remote.output();
  for (const part of ['API ', 'npm run -s token', 'curl', 'idempotency-key', 'GuardDuty', 'Stop with Ctrl-C'])
    expect(text).toContain(part);
});

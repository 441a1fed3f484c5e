import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it } from 'vitest';
import type { StreamRecord } from '../../../local/dynamo/index.ts';
import { folder, names, type Rig, rig } from './host.ts';

const open: Rig[] = [];
async function start(dir: string): Promise<Rig> {
  const dynamo = await rig({ dir });
  open.push(dynamo);
  return dynamo;
}
afterEach(async () => {
  for (const dynamo of open.splice(0)) await dynamo.stop().catch(() => {});
});
const collect = (into: string[]) => async (records: StreamRecord[]) => void into.push(...names(records));
const never = () => Promise.reject(new Error('not now'));

it('keeps data and delivers to each subscriber what it has not acknowledged', async () => {
  const dir = folder();
  const before = await start(dir);
  const [signal, notify]: [string[], string[]] = [[], []];
  before.host.onRecord('Event', collect(signal), { name: 'signal' });
  before.host.onRecord('Event', never, { name: 'notify' });
  await before.put('a', 1);
  await before.put('b', 1);
  await before.clock.settle();
  await before.die();
  const after = await start(dir);
  after.host.onRecord('Event', collect(signal), { name: 'signal' });
  after.host.onRecord('Event', collect(notify), { name: 'notify' });
  await after.put('a', 2);
  await after.clock.settle();
  expect(signal).toEqual(['a1', 'b1', 'a2']);
  expect(notify).toEqual(['a1', 'b1', 'a2']);
  expect(
    (await after.db.send(new GetCommand({ TableName: 'Event', Key: { pk: 'a', seq: 1 } }))).Item?.note,
  ).toBe('a1');
  await after.stop();
  const third = await start(dir);
  third.host.onRecord('Event', collect(notify), { name: 'notify' });
  await third.clock.settle();
  expect(notify.length).toBe(3);
  expect(readFileSync(join(dir, 'stream.journal'), 'utf8')).not.toContain('intent');
});

it('tells a put that was committed from one that was not, when it died in between', async () => {
  const dir = folder();
  const before = await start(dir);
  await before.put('a', 1);
  await before.die();
  const intent = (n: number, seq: string) =>
    `${JSON.stringify({ intent: { n, table: 'Event', item: { pk: { S: 'a' }, seq: { N: seq } }, at: 0 } })}\n`;
  appendFileSync(join(dir, 'stream.journal'), `${intent(2, '1')}${intent(3, '2')}{"intent":{"n":4,"tab`);
  const after = await start(dir);
  const seen: StreamRecord[] = [];
  after.host.onRecord('Event', async (records) => void seen.push(...records));
  await after.put('a', 3);
  await after.clock.settle();
  expect(names(seen)).toEqual(['a1', 'a3']);
  expect(seen[0]?.newImage.note).toEqual({ S: 'a1' });
  expect(Number(seen[1]?.sequenceNumber)).toBeGreaterThan(3);
});

it('refuses a second start on the same folder in words', async () => {
  const dir = folder();
  await start(dir);
  await expect(start(dir)).rejects.toThrow(/already open in this process/);
  const other = folder();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'owner.ts'), other], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(start(other)).rejects.toThrow(/in use by process \d+\. Stop that one first/);
  const { engine } = JSON.parse(readFileSync(join(other, 'lock'), 'utf8'));
  child.kill('SIGKILL');
  await once(child, 'exit');
  const after = await start(other);
  expect(
    (await after.db.send(new GetCommand({ TableName: 'Event', Key: { pk: 'a', seq: 1 } }))).Item?.note,
  ).toBe('from the child');
  expect(JSON.parse(readFileSync(join(other, 'lock'), 'utf8')).engine.pid).not.toBe(engine.pid);
});

it('ends an engine that outlived its host', async () => {
  const dir = folder();
  const before = await start(dir);
  const { engine } = JSON.parse(readFileSync(join(dir, 'lock'), 'utf8'));
  await before.die();
  process.kill(engine.pid, 0);
  await start(dir);
  const gone = () => readFileSync(`/proc/${engine.pid}/stat`, 'utf8');
  expect(gone).toThrow();
});

import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bodyOf } from '../../../local/body.ts';
import { realClock, virtualClock } from '../../../local/clock.ts';
import type { Handler } from '../../../local/front/http.ts';
import { createWire } from '../../../local/front/wire.ts';
import { threadHost } from '../../../local/lambda/host.ts';
import { inlineHosts } from '../../../local/lambda/inline.ts';
import { createPool, type Outcome } from '../../../local/lambda/pool.ts';
import { tempDir } from '../fixture.ts';

const NOW = Date.parse('2027-02-03T04:05:06.789Z');
const closers: (() => unknown)[] = [];
let lines: string[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  lines = [];
});

/** A pool on this thread (or, to compare, on one of its own) in front of `door`. */
const start = (
  codes: Readonly<Record<string, string>>,
  door: Handler = async (_req, res) => void res.end(),
  on: 'here' | 'thread' = 'here',
) => {
  const root = tempDir();
  const functions = Object.entries(codes).map(([name, code]) => {
    const dir = join(root, name);
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'index.mjs'), code);
    const env = { AWS_ACCESS_KEY_ID: `key-${name}`, NAME: name };
    return {
      ...{ name, arn: `arn:${name}`, dir, handler: 'index.handler', timeoutSeconds: 3, memoryMb: 256, env },
    };
  });
  const hosts = on === 'here' ? inlineHosts({ wire: createWire(door) }) : undefined;
  if (hosts) closers.push(hosts.close);
  const pool = createPool({
    ...{ functions, clock: virtualClock(NOW), guard: realClock(), workers: 1, seed: 'a' },
    startHost: hosts?.start ?? threadHost,
    requestId: () => 'request',
    log: (name, _id, text) => void lines.push(`${name}: ${text}`),
  });
  closers.push(() => pool.close());
  return pool;
};
const payload = (outcome: Outcome): unknown => (outcome.ok ? outcome.payload : outcome.error.errorType);

test('time, randomness and environment of a function are those it has on a thread of its own', async () => {
  process.env.HOST_SECRET = 'host';
  const code = `import { randomBytes, randomInt } from 'node:crypto';
    export const handler = async () => [Date.now(), new Date().toISOString(), Math.random(), crypto.randomUUID(),
      randomBytes(4).toString('hex'), randomInt(1000), process.env.NAME, process.env.HOST_SECRET ?? null];`;
  const here = payload(await start({ dice: code }).invoke('dice', {}));
  const there = payload(await start({ dice: code }, undefined, 'thread').invoke('dice', {}));
  expect(here).toEqual(there);
  expect(here).toEqual(expect.arrayContaining([NOW, '2027-02-03T04:05:06.789Z', 'dice', null]));
});

test('the process gets its own time, randomness, environment and requests back', async () => {
  const before = [Date, Math.random, http.request, process.env, randomUUID] as const;
  const pool = start({ dice: 'export const handler = async () => Date.now();' });
  expect(payload(await pool.invoke('dice', {}))).toBe(NOW);
  expect(Date.now()).toBe(NOW);
  for (const close of closers.splice(0).reverse()) await close();
  expect([Date, Math.random, http.request, process.env, randomUUID]).toEqual(before);
  expect(Date.now()).not.toBe(NOW);
});

test('a cold start takes no turn of the event loop, so that what else is under way keeps its order', async () => {
  const order: string[] = [];
  const pool = start({ cold: 'export const handler = () => {};' });
  const answered = pool.invoke('cold', {}).then(() => order.push('answered'));
  setImmediate(() => order.push('a turn later'));
  await answered;
  expect(order).toEqual(['answered']);
});

const calls = `import http from 'node:http';
  const call = (path, body = '') => new Promise((done, fail) => {
    const req = http.request({ method: 'POST', host: 'nowhere.invalid', path, headers: { Name: process.env.NAME, 'content-length': body.length } }, (res) => {
      let text = ''; res.setEncoding('utf8'); res.on('data', (part) => { text += part; });
      res.on('end', () => done([res.statusCode, res.headers['x-kind'], text]));
    });
    req.on('error', (error) => fail(Object.assign(new Error(), { name: error.code })));
    req.end(body);
  });
  let count = 0;
  export const handler = async ({ path, body }) => { process.stdout.write('line ' + ++count); return call(path, body); };`;

test('what a function asks of a service goes through the door without a socket, and its output is its own', async () => {
  const door: Handler = async (req, res) => {
    process.stdout.write(''); // of the service, not of the function
    const text = `${req.method} ${req.url} ${String(req.headers.name)} ${(await bodyOf(req)).toString()}`;
    res.writeHead(201, { 'x-kind': 'door' }).end(text);
  };
  const { invoke } = start({ asks: calls }, door);
  const answer = payload(await invoke('asks', { path: '/a?b=c', body: 'Một cửa' }));
  expect(answer).toEqual([201, 'door', 'POST /a?b=c asks Một cửa']);
  expect(lines).toEqual(['asks: line 1']);
});

test('a connection that breaks is an error of the request', async () => {
  const { invoke } = start({ asks: calls }, async (_req, res) => void res.destroy());
  expect(payload(await invoke('asks', { path: '/' }))).toBe('ECONNRESET');
});

test('a function that dies in a call hears no answer; only it starts cold again', async () => {
  let answered = 0;
  const door: Handler = async (req, res) => {
    if (req.url === '/dies') pool.crash('key-dies');
    res.end();
    answered++;
  };
  const pool = start({ dies: calls, lives: calls }, door);
  await pool.invoke('dies', { path: '/' });
  await pool.invoke('lives', { path: '/' });
  expect(payload(await pool.invoke('dies', { path: '/dies' }))).toBe('Runtime.ExitError');
  await pool.invoke('dies', { path: '/' });
  await pool.invoke('lives', { path: '/' });
  expect(answered).toBe(5);
  expect(lines.filter((line) => line.includes('line'))).toEqual([
    'dies: line 1',
    'lives: line 1',
    'dies: line 2',
    'dies: line 1',
    'lives: line 2',
  ]);
});

test('a pause before a retry takes no time, and what the dead have planned never comes', async () => {
  const order = `export const handler = async () => { const order = []; const after = (ms, name) => new Promise((done) => setTimeout(() => { order.push(name); done(); }, ms));
    await Promise.all([after(1900, 'long'), after(1, 'short')]); return [...order, globalThis.haunted ?? 'quiet']; };`;
  const dies = `import { request } from 'node:http'; export const handler = () => new Promise(() => {
    setTimeout(() => { globalThis.haunted = 'haunted'; }, 1); request({ path: '/' }, () => {}).end(); });`;
  const pool = start({ order, dies }, async () => pool.crash('key-dies'));
  expect(payload(await pool.invoke('dies', {}))).toBe('Runtime.ExitError');
  expect(payload(await pool.invoke('order', {}))).toEqual(['long', 'short', 'quiet']);
});

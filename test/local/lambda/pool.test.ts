import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { realClock, virtualClock } from '../../../local/clock.ts';
import { createPool, type LambdaPool, type Outcome, type PoolOptions } from '../../../local/lambda/pool.ts';
import { tempDir } from '../fixture.ts';

const NOW = Date.parse('2027-02-03T04:05:06.789Z');
let pool: LambdaPool | undefined;
let lines: [string, string, string][] = [];
afterEach(async () => {
  await pool?.close();
  lines = [];
});

interface Source {
  code: string;
  env?: Record<string, string>;
  handler?: string;
  /** Name of the folder, when several functions have the same bundle. */
  asset?: string;
}

function start(sources: Record<string, Source>, options: Partial<PoolOptions> = {}): LambdaPool {
  const root = tempDir();
  let ids = 0;
  pool = createPool({
    functions: Object.entries(sources).map(
      ([name, { code, env = {}, handler = 'index.handler', asset = name }]) => {
        const dir = join(root, asset);
        mkdirSync(dir, { recursive: true });
        writeFileSync(join(dir, 'index.mjs'), code);
        return { name, arn: `arn:${name}`, dir, handler, timeoutSeconds: 3, memoryMb: 256, env };
      },
    ),
    clock: virtualClock(NOW),
    guard: realClock(),
    workers: 1,
    requestId: () => `request-${++ids}`,
    log: (...line) => void lines.push(line),
    ...options,
  });
  return pool;
}
const payload = (outcome: Outcome): unknown => (outcome.ok ? outcome.payload : outcome.error);

test('the handler gets the event and the context, and its answer comes back as JSON', async () => {
  const code = `export const handler = async (event, c) => ({ event, when: new Date(0), gone: undefined,
    c: [c.functionName, c.invokedFunctionArn, c.awsRequestId, c.memoryLimitInMB, c.getRemainingTimeInMillis() > 0] });`;
  const { invoke } = start({ echo: { code } });
  const expected = { event: { a: [1] }, when: '1970-01-01T00:00:00.000Z' };
  expect(payload(await invoke('echo', { a: [1] }))).toEqual({
    ...expected,
    c: ['echo', 'arn:echo', 'request-1', '256', true],
  });
  expect(payload(await invoke('arn:echo', null))).toMatchObject({
    event: null,
    c: ['echo', 'arn:echo', 'request-2', '256', true],
  });
  await expect(invoke('nobody', {})).rejects.toThrow('Function not found: nobody');
});

test('errors have the shape of Lambda', async () => {
  const { invoke } = start({
    typed: {
      code: `class NoSuchDossier extends Error { name = 'NoSuchDossier' }; export const handler = async () => { throw new NoSuchDossier('d-1'); };`,
    },
    text: { code: `export const handler = async () => { throw 'plain'; };` },
    broken: { code: `throw new TypeError('at start');` },
    nothing: { code: 'export const other = 1;' },
    missing: { code: '', handler: 'main.handler' },
  });
  expect(await invoke('typed', {})).toEqual({
    ok: false,
    error: {
      errorType: 'NoSuchDossier',
      errorMessage: 'd-1',
      trace: expect.arrayContaining([expect.stringContaining('d-1')]),
    },
  });
  expect(payload(await invoke('text', {}))).toEqual({
    errorType: 'string',
    errorMessage: 'plain',
    trace: [],
  });
  expect(payload(await invoke('broken', {}))).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'at start',
  });
  expect(payload(await invoke('nothing', {}))).toMatchObject({ errorType: 'Runtime.HandlerNotFound' });
  expect(payload(await invoke('missing', {}))).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
});

test('functions on one worker have their own environment and module state', async () => {
  process.env.HOST_SECRET = 'host';
  const code = `let calls = 0; export const handler = async () => [++calls, process.env.NAME, process.env.HOST_SECRET ?? null, process.env.OTHER ?? null];`;
  const { invoke } = start({
    a: { code, asset: 'same', env: { NAME: 'A', OTHER: 'x' } },
    b: { code, asset: 'same', env: { NAME: 'B' } },
  });
  expect(payload(await invoke('a', {}))).toEqual([1, 'A', null, 'x']);
  expect(payload(await invoke('b', {}))).toEqual([1, 'B', null, null]);
  expect(payload(await invoke('a', {}))).toEqual([2, 'A', null, 'x']);
});

test('a function in an endless loop is ended at its timeout; the next invocation starts cold', async () => {
  const guard = virtualClock(0);
  // The loop says so before it starts, so that the test need not guess how long the cold start takes.
  let looping = (): void => {};
  const started = new Promise<void>((resolve) => {
    looping = resolve;
  });
  const code = `let calls = 0; export const handler = async ({ loop }) => { calls++; if (loop) { console.log('looping'); for (;;); } return calls; };`;
  const { invoke } = start(
    { f: { code } },
    { guard, log: (_f, _id, text) => text.includes('looping') && looping() },
  );
  expect(payload(await invoke('f', {}))).toBe(1);
  const lost = invoke('f', { loop: true });
  await started;
  await guard.advanceTo(2999);
  const next = invoke('f', {});
  await guard.advanceTo(3000);
  expect(payload(await lost)).toMatchObject({
    errorType: 'Sandbox.Timedout',
    errorMessage: 'Task timed out after 3.00 seconds',
  });
  expect(payload(await next)).toBe(1);
});

test('a worker that exits or throws outside the handler fails its invocation only', async () => {
  const { invoke } = start({
    exits: { code: 'export const handler = async () => { process.exit(3); };' },
    strays: {
      code: `export const handler = () => new Promise(() => { queueMicrotask(() => { throw new RangeError('stray'); }); });`,
    },
    fine: { code: 'export const handler = async () => 1;' },
  });
  expect(payload(await invoke('exits', {}))).toMatchObject({ errorType: 'Runtime.ExitError' });
  expect(payload(await invoke('strays', {}))).toMatchObject({
    errorType: 'RangeError',
    errorMessage: 'stray',
  });
  expect(payload(await invoke('fine', {}))).toBe(1);
});

test('what a function prints is logged under its name and request', async () => {
  const code = `export const handler = async () => { console.log('{"level":"INFO"}'); console.error('two\\nlines'); };`;
  await start({ talk: { code } }).invoke('talk', {});
  expect(lines).toEqual([
    ['talk', 'request-1', '{"level":"INFO"}\n'],
    ['talk', 'request-1', 'two\nlines\n'],
  ]);
});

test('more invocations than workers wait; as many as there are workers run at once', async () => {
  const code = `import { BroadcastChannel } from 'node:worker_threads';
    export const handler = ({ pair }) => new Promise((done) => {
      const c = new BroadcastChannel(pair); c.onmessage = () => { c.postMessage('met'); setImmediate(() => { c.close(); done('met'); }); }; c.postMessage('here'); });`;
  const { invoke } = start({ meet: { code } }, { workers: 2 });
  const pair = `pair-${process.pid}`;
  expect((await Promise.all([invoke('meet', { pair }), invoke('meet', { pair })])).map(payload)).toEqual([
    'met',
    'met',
  ]);
});

const dice = `import { randomBytes, randomUUID, randomInt, getRandomValues } from 'node:crypto';
  const born = Date.now();
  export const handler = async () => [born, new Date().toISOString(), Date(), new Date(5).getTime(), new Date() instanceof Date, Math.random(), crypto.randomUUID(),
    randomUUID(), randomBytes(4).toString('hex'), randomInt(1000), [...crypto.getRandomValues(new Uint8Array(4)), ...getRandomValues(new Uint8Array(4))]];`;

test('in a simulation time and randomness come from the clock and the seed', async () => {
  const clock = virtualClock(NOW);
  const run = async (seed: string): Promise<unknown[]> => {
    const { invoke } = start({ dice: { code: dice } }, { seed, clock });
    const results = [payload(await invoke('dice', {})), payload(await invoke('dice', {}))];
    await pool?.close();
    return results;
  };
  const first = await run('a');
  expect(first[0]).toEqual(expect.arrayContaining([NOW, '2027-02-03T04:05:06.789Z', 5, true]));
  expect(first[1]).not.toEqual(first[0]);
  expect(await run('a')).toEqual(first);
  expect(await run('b')).not.toEqual(first);
  await clock.advanceTo(NOW + 1000);
  expect((await run('a'))[0]).toEqual(expect.arrayContaining([NOW + 1000, '2027-02-03T04:05:07.789Z']));
});

test('outside a simulation time and randomness are untouched', async () => {
  const { invoke } = start({ dice: { code: dice } });
  const before = Date.now();
  const born = JSON.parse(JSON.stringify(payload(await invoke('dice', {}))))[0];
  expect(born).toBeGreaterThanOrEqual(before);
});

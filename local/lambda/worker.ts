/**
 * A worker thread that hosts bundles. One invocation at a time; several functions may live here, each with its own
 * module instance and, while it runs, its own environment.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { type BundleHandler, contextOf, describeError, importHandler } from './bundle.ts';
import type { InvokeMessage, WorkerMessage } from './protocol.ts';
import { simulate } from './simulate.ts';

const handlers = new Map<string, BundleHandler>();
let current = '';

const post = (message: WorkerMessage): void => parentPort?.postMessage(message);

/** Sends what the bundle prints to the pool, which knows whose it is. */
function capture(stream: NodeJS.WriteStream): void {
  const write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
    post({ type: 'log', text: Buffer.isBuffer(chunk) ? chunk.toString() : String(chunk) });
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') callback();
    return true;
  };
  Object.assign(stream, { write });
}

function enter(message: InvokeMessage): void {
  if (message.simulation) simulate(message.simulation.now, message.simulation.seed);
  if (current === message.functionName) return;
  current = message.functionName;
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, message.env);
}

async function run(message: InvokeMessage): Promise<void> {
  try {
    enter(message);
    const known = handlers.get(message.functionName);
    const handler = known ?? (await importHandler(message, message.functionName));
    handlers.set(message.functionName, handler);
    post({ type: 'ready' });
    const result = await handler(JSON.parse(message.event), contextOf(message));
    if (!known) flushCompileCache(); // with what the first invocation compiled; a terminated worker would not
    post({ type: 'done', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    post({ type: 'failed', error: describeError(error) });
  }
}

enableCompileCache(); // a cold function starts in half the time when this machine has compiled it before
capture(process.stdout);
capture(process.stderr);
process.on('uncaughtException', (error) => post({ type: 'failed', error: describeError(error) }));
parentPort?.on('message', (message: InvokeMessage) => void run(message));

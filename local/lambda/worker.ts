/**
 * A worker thread that hosts bundles. One invocation at a time; several functions may live here, each with its own
 * module instance and, while it runs, its own environment.
 */
import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { FunctionError, InvokeMessage, WorkerMessage } from './protocol.ts';
import { simulate } from './simulate.ts';

type Handler = (event: unknown, context: unknown) => unknown;
const handlers = new Map<string, Handler>();
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

async function load(message: InvokeMessage): Promise<Handler> {
  const known = handlers.get(message.functionName);
  if (known) return known;
  const dot = message.handler.lastIndexOf('.');
  const stem = join(message.dir, message.handler.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs'].map((ext) => stem + ext).find((path) => existsSync(path));
  if (file === undefined) throw named('Runtime.ImportModuleError', `Cannot find module ${message.handler}`);
  // The query gives two functions with the same bundle two module instances, so that neither sees the other's state.
  const url = `${pathToFileURL(file).href}?function=${message.functionName}`;
  const module: Record<string, unknown> = await import(url);
  const handler = module[message.handler.slice(dot + 1)];
  if (!isHandler(handler)) throw named('Runtime.HandlerNotFound', `${message.handler} is not a function`);
  handlers.set(message.functionName, handler);
  return handler;
}

const isHandler = (value: unknown): value is Handler => typeof value === 'function';

const named = (name: string, text: string): Error => Object.assign(new Error(text), { name });

function contextOf(message: InvokeMessage): Record<string, unknown> {
  const deadline = performance.now() + message.timeoutMs;
  return {
    functionName: message.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: message.functionArn,
    memoryLimitInMB: String(message.memoryMb),
    awsRequestId: message.requestId,
    logGroupName: `/aws/lambda/${message.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
}

/** The shape in which Lambda reports a thrown value. */
function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

async function run(message: InvokeMessage): Promise<void> {
  try {
    enter(message);
    const cold = !handlers.has(message.functionName);
    const handler = await load(message);
    post({ type: 'ready' });
    const result = await handler(JSON.parse(message.event), contextOf(message));
    if (cold) flushCompileCache(); // with what the first invocation compiled; a terminated worker would not
    post({ type: 'done', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    post({ type: 'failed', error: describe(error) });
  }
}

enableCompileCache(); // a cold function starts in half the time when this machine has compiled it before
capture(process.stdout);
capture(process.stderr);
process.on('uncaughtException', (error) => post({ type: 'failed', error: describe(error) }));
parentPort?.on('message', (message: InvokeMessage) => void run(message));

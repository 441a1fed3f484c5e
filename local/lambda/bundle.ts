/** Loads bundles and runs their handlers, as the Lambda runtime does: on a thread of their own or, in simulations, on this one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionError, InvokeMessage } from './protocol.ts';

export type BundleHandler = (event: unknown, context: unknown) => unknown;

/** Imports what the template calls the handler; `instance` gives two functions with one bundle two module instances. */
export async function importHandler(message: InvokeMessage, instance: string): Promise<BundleHandler> {
  const dot = message.handler.lastIndexOf('.');
  const stem = join(message.dir, message.handler.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs'].map((ext) => stem + ext).find((path) => existsSync(path));
  if (file === undefined) throw named('Runtime.ImportModuleError', `Cannot find module ${message.handler}`);
  const module: Record<string, unknown> = await import(
    /* @vite-ignore */ `${pathToFileURL(file).href}?function=${instance}`
  );
  const handler = module[message.handler.slice(dot + 1)];
  if (!isHandler(handler)) throw named('Runtime.HandlerNotFound', `${message.handler} is not a function`);
  return handler;
}

const isHandler = (value: unknown): value is BundleHandler => typeof value === 'function';

const named = (name: string, text: string): Error => Object.assign(new Error(text), { name });

/** The second argument of a handler. */
export function contextOf(message: InvokeMessage): Record<string, unknown> {
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
export function describeError(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

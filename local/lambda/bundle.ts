/** Loads bundles and runs their handlers, as the Lambda runtime does: on a thread of their own or, in simulations, on this one. */
import { existsSync, linkSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionError, InvokeMessage } from './protocol.ts';

export type BundleHandler = (event: unknown, context: unknown) => unknown;

/** Imports what the template calls the handler; `instance` gives two functions with one bundle two module instances. */
export const importHandler = async (message: InvokeMessage, instance: string): Promise<BundleHandler> => {
  const { stem, extension } = fileOf(message);
  const url = pathToFileURL(stem + extension).href;
  return handlerIn(await import(/* @vite-ignore */ `${url}?function=${instance}`), message);
};

/**
 * The same at once, for simulations: a cold start takes no turn of the event loop, so that what else is under way goes on in the
 * same order on every machine. What is required is known by its path, so each instance has a path of its own for that moment.
 */
export const loadHandler = (message: InvokeMessage, instance: string): BundleHandler => {
  const { stem, extension } = fileOf(message);
  const path = linked(stem, extension, instance);
  try {
    return handlerIn(require(path), message);
  } finally {
    unlinkSync(path);
  }
};
const require = createRequire(import.meta.url);

/** Another name for a file, under which nothing was loaded yet; one that exists is another process's, or was left by one that died. */
const linked = (stem: string, extension: string, instance: string): string => {
  for (let n = 0; ; n++) {
    const path = `${stem}-${instance}-${n}${extension}`;
    if (path in require.cache) continue;
    try {
      linkSync(stem + extension, path);
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
};

const fileOf = ({ dir, handler }: InvokeMessage): { readonly stem: string; readonly extension: string } => {
  const stem = join(dir, handler.slice(0, handler.lastIndexOf('.')));
  const extension = ['.mjs', '.js', '.cjs'].find((each) => existsSync(stem + each));
  if (extension === undefined) throw named('Runtime.ImportModuleError', `Cannot find module ${handler}`);
  return { stem, extension };
};

const handlerIn = (module: object, { handler }: InvokeMessage): BundleHandler => {
  const found: unknown = Reflect.get(module, handler.slice(handler.lastIndexOf('.') + 1));
  if (!isHandler(found)) throw named('Runtime.HandlerNotFound', `${handler} is not a function`);
  return found;
};

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

/** Where invocations run: one at a time. */
import { Worker } from 'node:worker_threads';
import type { InvokeMessage, WorkerMessage } from './protocol.ts';

/** A place that runs functions. */
export interface Host {
  start(message: InvokeMessage): void;
  /** Ends what runs here, as the death of a process does; nothing is heard of it any more. */
  terminate(): Promise<unknown>;
}

/** What a host reports. */
export interface HostEvents {
  message(message: WorkerMessage): void;
  /** The host is no more. */
  gone(reason: string): void;
}

export type StartHost = (events: HostEvents) => Host;

/** A thread of its own: nothing of this process reaches a function, and a function in an endless loop can be ended. */
export const threadHost: StartHost = ({ message, gone }) => {
  // The environment is replaced before each invocation: nothing of the host's reaches a function.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { env: {}, execArgv: [] });
  worker.on('message', message);
  worker.on('error', (error) => gone(error.message));
  worker.on('exit', () => gone('Runtime exited'));
  return { start: (invocation) => worker.postMessage(invocation), terminate: () => worker.terminate() };
};

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, Server } from 'node:http';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';

/** Requests to services and invocations of functions, by name, as they pass through this process. */
export interface Meter {
  begin(): void;
  seen(): {
    readonly requests: ReadonlyMap<string, number>;
    readonly invocations: ReadonlyMap<string, number>;
  };
  stop(): void;
}

const incoming = z.object({ request: z.custom<IncomingMessage>(), server: z.instanceof(Server) });
const invocation = z.object({ functionName: z.string() });

/**
 * Counts what the embedded cloud at `url` is asked for, without a hook in it: node announces every request that a server
 * of this process receives, and an invocation is a message to a worker thread that names its function.
 */
export const startMeter = (url: string): Meter => {
  const port = Number(new URL(url).port);
  let requests = new Map<string, number>();
  let invocations = new Map<string, number>();
  const heard = (message: unknown): void => {
    const { request, server } = incoming.parse(message);
    const address = server.address();
    if (address === null || typeof address === 'string' || address.port !== port) return;
    const name = nameOf(request);
    if (name !== undefined) requests.set(name, (requests.get(name) ?? 0) + 1);
  };
  subscribe('http.server.request.start', heard);
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (this: Worker, ...args) {
    const named = invocation.safeParse(args[0]);
    if (named.success) {
      const { functionName } = named.data;
      invocations.set(functionName, (invocations.get(functionName) ?? 0) + 1);
    }
    post.apply(this, args);
  };
  return {
    begin() {
      requests = new Map();
      invocations = new Map();
    },
    seen: () => ({ requests, invocations }),
    stop() {
      unsubscribe('http.server.request.start', heard);
      Worker.prototype.postMessage = post;
    },
  };
};

/** `s3:PUT`, `states:SendTaskSuccess`, `sns`, `api`; undefined for what is not billed or counted elsewhere. */
const nameOf = ({ headers, method, url = '/' }: IncomingMessage): string | undefined => {
  const target = String(headers['x-amz-target'] ?? '');
  if (target.startsWith('DynamoDB_') || url.startsWith('/_local/')) return undefined;
  if (target !== '')
    return `${target.startsWith('AWSEvents.') ? 'events' : 'states'}:${target.split('.')[1]}`;
  const scope = /Credential=[^/]+\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/.exec(
    headers.authorization ?? '',
  )?.[1];
  if (scope !== undefined) return scope === 's3' ? `s3:${method}` : scope;
  return String(headers['content-type']).startsWith('multipart/form-data') ? `s3:${method}` : 'api';
};

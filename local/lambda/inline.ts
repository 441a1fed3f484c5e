/**
 * Functions on this very thread, for simulations: no thread to wake and no socket between a function and its services, which
 * is most of what a simulated dossier costs. The bundles are the same, each with its own module instance, environment,
 * instant and randomness. What it cannot do is end a function in an endless loop.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import { enableCompileCache, syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import type { Direct } from '../dynamo/direct.ts';
import type { Wire } from '../front/wire.ts';
import { type BundleHandler, contextOf, describeError, loadHandler } from './bundle.ts';
import { clientRequest } from './clientRequest.ts';
import type { StartHost } from './host.ts';
import type { InvokeMessage, WorkerMessage } from './protocol.ts';
import { restoreReality, simulate } from './simulate.ts';

/** An invocation; one that has answered, or whose host has ended, is not alive, and nothing comes of it any more. */
interface Invocation extends Ways {
  alive: boolean;
  readonly accessKeyId: string;
  readonly log: (text: string) => void;
}

const running = new AsyncLocalStorage<Invocation>();
let reality: (() => void) | undefined;
let instances = 0;
/** The AWS SDK's pauses between attempts are shorter, its time limits longer. */
const LONGEST_PAUSE_MS = 2000;
const Immediate = setImmediate(() => {}).constructor;
const isImmediate = (given: unknown): given is NodeJS.Immediate => given instanceof Immediate;

/** Redirects what functions print and the requests they make; other code of this process is not touched. Answers the way back. */
function redirect(): () => void {
  const { request } = http;
  const { stdout, stderr, env } = process;
  const written = [stdout.write, stderr.write] as const;
  const capture = (stream: NodeJS.WriteStream): void => {
    const write = stream.write.bind(stream);
    const captured = (chunk: unknown, ...rest: unknown[]): boolean => {
      const invocation = running.getStore();
      if (!invocation) return Reflect.apply(write, stream, [chunk, ...rest]);
      if (invocation.alive) invocation.log(Buffer.isBuffer(chunk) ? chunk.toString() : String(chunk));
      for (const done of rest) if (typeof done === 'function') done();
      return true;
    };
    Object.assign(stream, { write: captured });
  };
  capture(stdout);
  capture(stderr);
  const redirected = (...args: readonly unknown[]): unknown => {
    const invocation = running.getStore();
    if (!invocation) return Reflect.apply(request, http, args);
    return clientRequest(args, invocation.wire);
  };
  Object.assign(http, { request: redirected });
  // The instant of an invocation stands still, so the pause before a retry is over at once. Longer ones are time limits.
  const { setTimeout: pause, clearTimeout: forget } = globalThis;
  const paused = (run: () => void, ms = 0, ...args: []): NodeJS.Timeout | NodeJS.Immediate => {
    const invocation = running.getStore();
    if (!invocation) return pause(run, ms, ...args);
    const later = (): void => void (invocation.alive && run());
    // Whoever died in a call never clears its time limit.
    return ms < LONGEST_PAUSE_MS ? setImmediate(later) : pause(later, ms).unref();
  };
  const forgotten = (timer?: NodeJS.Timeout | NodeJS.Immediate): void =>
    isImmediate(timer) ? clearImmediate(timer) : forget(timer);
  for (const home of [globalThis, timers])
    Object.assign(home, { setTimeout: Object.assign(paused, pause), clearTimeout: forgotten });
  syncBuiltinESMExports();
  return () => {
    Object.assign(stdout, { write: written[0] });
    Object.assign(stderr, { write: written[1] });
    Object.assign(http, { request });
    for (const home of [globalThis, timers]) Object.assign(home, { setTimeout: pause, clearTimeout: forget });
    restoreReality();
    process.env = env;
  };
}

/** A way as an invocation goes it: services are not part of whoever calls them, and nobody who is dead calls or hears. */
const alone =
  <A extends readonly unknown[], R>(way: (...args: A) => Promise<R>, isAlive: () => boolean) =>
  async (...args: A): Promise<R> => {
    if (!isAlive()) return never();
    try {
      const answer = await running.exit(() => way(...args));
      return isAlive() ? answer : await never();
    } catch (error) {
      if (isAlive()) throw error;
      return never();
    }
  };

/** A caller that is dead hears nothing. */
const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** The ways from a function to the services. */
interface Ways {
  readonly wire: Wire;
  readonly database?: Direct | undefined;
}
/** Who calls, and how; undefined where it is not a function that calls. */
export type CurrentCaller = () => (Ways & { readonly accessKeyId: string }) | undefined;
/** Takes clients of a service out of the network, as far as functions use them, and answers the way back. */
export type Shortcut = (current: CurrentCaller) => () => void;

/** Hosts on this thread; `ways` lead to the services. `close` gives the process back what was redirected. */
export const inlineHosts = (
  ways: Ways,
  shortcut?: Shortcut,
): { readonly start: StartHost; close(): void } => {
  const handlers = new Map<string, BundleHandler>();
  enableCompileCache();
  reality ??= redirect();
  const detour = shortcut?.(() => running.getStore());

  const run = async (message: InvokeMessage, post: (message: WorkerMessage) => void): Promise<void> => {
    try {
      const known = handlers.get(message.functionName);
      const handler = known ?? loadHandler(message, `${++instances}`);
      handlers.set(message.functionName, handler);
      post({ type: 'ready' });
      const result = await handler(JSON.parse(message.event), contextOf(message));
      post({ type: 'done', payload: JSON.stringify(result) ?? 'null' });
    } catch (error) {
      post({ type: 'failed', error: describeError(error) });
    }
  };

  const start: StartHost = (events) => {
    let current: { readonly name: string; readonly invocation: Invocation } | undefined;
    return {
      start(message) {
        const post = (told: WorkerMessage): void => {
          if (!invocation.alive) return;
          invocation.alive = told.type !== 'done' && told.type !== 'failed';
          events.message(told);
        };
        const invocation: Invocation = {
          alive: true,
          accessKeyId: message.env.AWS_ACCESS_KEY_ID ?? '',
          wire: alone(ways.wire, () => invocation.alive),
          database: ways.database && alone(ways.database, () => invocation.alive),
          log: (text) => post({ type: 'log', text }),
        };
        current = { name: message.functionName, invocation };
        if (message.simulation) simulate(message.simulation.now, message.simulation.seed);
        process.env = { ...message.env };
        void running.run(invocation, () => run(message, post));
      },
      async terminate() {
        if (!current) return;
        current.invocation.alive = false;
        handlers.delete(current.name); // the next one starts cold
      },
    };
  };
  return {
    start,
    close() {
      detour?.();
      reality?.();
      reality = undefined;
    },
  };
};

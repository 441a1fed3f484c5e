/** Runs Lambda functions: the bundles of the assembly, on a few hosts that start when first needed. */
import type { Clock } from '../clock.ts';
import type { Faults } from '../faults.ts';
import { type Host, type StartHost, threadHost } from './host.ts';
import type { FunctionError, InvokeMessage, WorkerMessage } from './protocol.ts';

/** A function as the template describes it. */
export interface FunctionSpec {
  readonly name: string;
  readonly arn: string;
  readonly dir: string;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly env: Readonly<Record<string, string>>;
}

/** The end of an invocation. */
export type Outcome =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: FunctionError };

/** The functions of the cloud. */
export interface LambdaPool {
  /** Invokes a function by name or ARN and waits for its answer. Unknown names are refused. */
  invoke(nameOrArn: string, event: unknown): Promise<Outcome>;
  /** The invocation that calls with this key dies, as a process does. */
  crash(accessKeyId: string): void;
  close(): Promise<void>;
}

/** What the pool needs. */
export interface PoolOptions {
  readonly functions: readonly FunctionSpec[];
  readonly clock: Clock;
  /** Follows real time also in a simulation: a bundle in an endless loop must end. Absent: nothing can end it. */
  readonly guard?: Clock | undefined;
  /** How many invocations may run at once. */
  readonly workers: number;
  /** Starts what runs them; by default a thread. */
  readonly startHost?: StartHost;
  /** Set in a simulation: seeds each invocation from function name and count. */
  readonly seed?: string;
  requestId(): string;
  readonly faults?: Pick<Faults, 'skewMs'>;
  log(functionName: string, requestId: string, text: string): void;
}

interface Job {
  readonly spec: FunctionSpec;
  readonly message: InvokeMessage;
  finish(outcome: Outcome): void;
}

interface Slot {
  readonly host: Host;
  readonly loaded: Set<string>;
  job: Job | undefined;
  disarm: () => void;
}

const INIT_LIMIT_MS = 10_000;
const RESPONSE_LIMIT = 6_291_556;

/** Starts with no worker at all. */
export function createPool({ startHost = threadHost, ...options }: PoolOptions): LambdaPool {
  const specs = new Map(options.functions.flatMap((f) => [[f.name, f] as const, [f.arn, f] as const]));
  const slots = new Set<Slot>();
  const queue: Job[] = [];
  const counts = new Map<string, number>();
  let closed = false;

  function spawn(): Slot {
    const slot: Slot = {
      host: startHost({
        message: (message) => receive(slot, message),
        gone: (reason) => lose(slot, failure('Runtime.ExitError', reason)),
      }),
      loaded: new Set(),
      job: undefined,
      disarm: () => {},
    };
    slots.add(slot);
    return slot;
  }

  function receive(slot: Slot, message: WorkerMessage): void {
    const job = slot.job;
    if (!job) return;
    if (message.type === 'log') options.log(job.spec.name, job.message.requestId, message.text);
    if (message.type === 'ready') {
      slot.loaded.add(job.spec.name);
      arm(slot, job.message.timeoutMs);
    }
    if (message.type === 'done')
      end(
        slot,
        message.payload.length > RESPONSE_LIMIT ? tooLarge() : { ok: true, payload: parse(message.payload) },
      );
    if (message.type === 'failed') end(slot, { ok: false, error: message.error });
  }

  function arm(slot: Slot, limitMs: number): void {
    slot.disarm();
    const { guard } = options;
    slot.disarm =
      guard?.timer(guard.now() + limitMs, () =>
        lose(
          slot,
          failure('Sandbox.Timedout', `Task timed out after ${(limitMs / 1000).toFixed(2)} seconds`),
        ),
      ) ?? (() => {});
  }

  function end(slot: Slot, outcome: Outcome): void {
    // Stopping is like the end of the process: nobody is told, and whoever waits starts over at the next boot.
    if (closed) return;
    const job = slot.job;
    slot.job = undefined;
    slot.disarm();
    job?.finish(outcome);
    pump();
  }

  /** A worker that timed out or died takes its loaded functions with it; the next invocation starts cold. */
  function lose(slot: Slot, outcome: Outcome): void {
    if (!slots.delete(slot)) return;
    void slot.host.terminate();
    end(slot, outcome);
  }

  function pump(): void {
    while (queue.length > 0 && !closed) {
      const job = queue[0];
      const slot = job && pick(job.spec.name);
      if (!job || !slot) return;
      queue.shift();
      slot.job = job;
      arm(slot, slot.loaded.has(job.spec.name) ? job.message.timeoutMs : INIT_LIMIT_MS);
      slot.host.start(job.message);
    }
  }

  /** A warm idle worker, else any idle one (one person alone keeps to one worker), else a new one below the cap. */
  function pick(name: string): Slot | undefined {
    const idle = [...slots].filter((slot) => slot.job === undefined);
    const warm = idle.find((slot) => slot.loaded.has(name));
    return warm ?? idle[0] ?? (slots.size < options.workers ? spawn() : undefined);
  }

  return {
    invoke(nameOrArn, event) {
      const spec = specs.get(nameOrArn);
      if (!spec) return Promise.reject(new Error(`Function not found: ${nameOrArn}`));
      const count = (counts.get(spec.name) ?? 0) + 1;
      counts.set(spec.name, count);
      const release = options.clock.hold();
      const requestId = options.requestId();
      const message: InvokeMessage = {
        functionName: spec.name,
        functionArn: spec.arn,
        dir: spec.dir,
        handler: spec.handler,
        env: spec.env,
        memoryMb: spec.memoryMb,
        timeoutMs: spec.timeoutSeconds * 1000,
        requestId,
        event: JSON.stringify(event) ?? 'null',
        ...(options.seed !== undefined && {
          simulation: {
            now: options.clock.now() + (options.faults?.skewMs(`${spec.name}/${count}`) ?? 0),
            seed: `${options.seed}/${spec.name}/${count}`,
          },
        }),
      };
      return new Promise((resolve) => {
        const finish = (outcome: Outcome): void => {
          if (!outcome.ok)
            options.log(spec.name, requestId, JSON.stringify({ level: 'ERROR', ...outcome.error }));
          resolve(outcome);
          release();
        };
        queue.push({ spec, message, finish });
        pump();
      });
    },
    crash(accessKeyId) {
      const slot = [...slots].find(({ job }) => job?.spec.env.AWS_ACCESS_KEY_ID === accessKeyId);
      if (slot) lose(slot, failure('Runtime.ExitError', 'Runtime exited'));
    },
    async close() {
      closed = true;
      await Promise.all([...slots].map((slot) => slot.host.terminate()));
    },
  };
}

const parse = (json: string): unknown => JSON.parse(json);

const failure = (errorType: string, errorMessage: string): Outcome => ({
  ok: false,
  error: { errorType, errorMessage, trace: [] },
});

const tooLarge = (): Outcome =>
  failure(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed size (${RESPONSE_LIMIT} bytes)`,
  );

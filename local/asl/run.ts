import type { Clock } from '../clock.ts';
import type { TaskError } from './errors.ts';
import type { Evaluator } from './evaluate.ts';
import type { Recorder } from './history.ts';

/** What a task's integration is told about the call. */
export interface TaskContext {
  executionArn: string;
  /** Only for `.waitForTaskToken`. */
  taskToken?: string;
  /** Only for `.sync`: to be called with the first answer, before the promise resolves with the last. */
  submitted?: (answer: unknown) => void;
}

/** Calls a service: `resource` is `lambda:invoke`, `aws-sdk:dynamodb:getItem`, … or a function's ARN. Throws TaskError. */
export interface TaskInvoker {
  (resource: string, args: unknown, ctx: TaskContext): Promise<unknown>;
  /** Why `resource` cannot be called, or undefined if it can; asked when a machine is created. */
  refusal?(resource: string): string | undefined;
}

/** The engine's side of an open task token. */
export interface OpenWait {
  succeed(output: unknown): void;
  fail(error: TaskError): void;
  heartbeat(): void;
}

/** What must survive a restart of an open task token at the top level of an execution. */
export interface Park {
  readonly token: string;
  readonly deadline?: number | undefined;
  readonly heartbeatSeconds?: number | undefined;
  readonly retries: readonly number[];
}

/** Where an execution stands at its top level: enough to enter the state again. */
export interface Position {
  readonly state: string;
  readonly input: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly enteredAt: number;
  readonly eventId: number;
}

/** What the engine tells its host about an execution's progress. */
export interface Host {
  newToken(): string;
  /** A token may be used from now on; `park` is given at the top level only. */
  opened(token: string, wait: OpenWait, park: Park | undefined): void;
  /** The integration call has returned. */
  submitted(token: string): void;
  closed(token: string): void;
  entered(position: Position): void;
}

/** Everything the states of one execution share. */
export interface Run {
  readonly clock: Clock;
  readonly random: () => number;
  readonly evaluator: Evaluator;
  readonly recorder: Recorder;
  readonly invoke: TaskInvoker;
  readonly host: Host;
  readonly region: string;
  readonly executionArn: string;
  readonly context: Readonly<Record<string, unknown>>;
}

import type { Clock } from '../clock.ts';
import type { Machine } from './definition.ts';
import { Stopped, TaskError } from './errors.ts';
import type { Evaluator } from './evaluate.ts';
import { runStates } from './group.ts';
import { type HistoryEvent, Recorder } from './history.ts';
import type { Host, Park, Position, TaskInvoker } from './run.ts';
import { Strand } from './strand.ts';

export type { Machine } from './definition.ts';
export { InvalidDefinition, TaskError } from './errors.ts';
export { Evaluator } from './evaluate.ts';
export type { HistoryEvent } from './history.ts';
export type { Host, OpenWait, Park, Position, TaskContext, TaskInvoker } from './run.ts';
export { parseResource } from './states/resource.ts';
export { loadMachine, parseMachine, statesOf } from './validate.ts';

/** How an execution ended. */
export interface Ending {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: unknown;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** What the engine runs on; shared by all executions. */
export interface Engine {
  readonly clock: Clock;
  readonly random: () => number;
  readonly evaluator: Evaluator;
  readonly invoke: TaskInvoker;
  readonly region: string;
}

/** One execution to run, or to go on with. */
export interface ExecutionSpec {
  readonly machine: Machine;
  readonly machineArn: string;
  readonly machineName: string;
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly input: unknown;
  readonly startedAt: number;
  /** How often it has been redriven, and when last; its time limit counts from then. */
  readonly redriven?: { readonly count: number; readonly at: number } | undefined;
  /** After a restart, or `again` by a redrive: where it stood, the open wait if any, and the id of the last recorded event. */
  readonly resume?: {
    readonly position: Position | undefined;
    readonly parked: Park | undefined;
    readonly lastEventId: number;
    readonly again: boolean;
  };
}

/** An execution in progress. */
export interface Running {
  readonly ending: Promise<Ending>;
  /** Ends it as ABORTED. */
  stop(error: string | undefined, cause: string | undefined): void;
}

const LAST_EVENT = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** Starts (or goes on with) an execution. Events go to `write`, progress to `host`. */
export function execute(
  engine: Engine,
  spec: ExecutionSpec,
  host: Host,
  write: (event: HistoryEvent) => void,
): Running {
  const { clock } = engine;
  const { machine, input, roleArn, redriven } = spec;
  const { position, parked, lastEventId = 0, again = false } = spec.resume ?? {};
  const since = redriven?.at ?? spec.startedAt;
  const strand = new Strand(clock, position?.variables ?? {}, lastEventId);
  const recorder = new Recorder(clock, write, lastEventId);
  const run = { ...engine, recorder, host, executionArn: spec.arn, context: contextOf(spec) };
  const inputText = JSON.stringify(input);
  let stopped: Ending | undefined;
  const stop = (ending: Ending): void => {
    stopped ??= ending;
    strand.stop(ending.status);
  };
  const expire = (): void => stop({ status: 'TIMED_OUT', error: 'States.Timeout' });
  const disarm = machine.TimeoutSeconds && clock.timer(since + machine.TimeoutSeconds * 1000, expire);

  const body = async (): Promise<Ending> => {
    const details = { input: inputText, inputDetails: { truncated: false }, roleArn };
    if (lastEventId === 0) recorder.add(strand, 'ExecutionStarted', details);
    if (again) recorder.add(strand, 'ExecutionRedriven', { redriveCount: redriven?.count });
    const resume = position && { ...position, parked };
    const output = await runStates(run, machine, strand, { input, context: {}, top: true, resume });
    return { status: 'SUCCEEDED', output };
  };
  const failed = (thrown: unknown): Ending => {
    if (thrown instanceof Stopped && stopped) return stopped;
    const { error, cause } =
      thrown instanceof TaskError ? thrown : new TaskError('States.Runtime', String(thrown));
    return { status: 'FAILED', error, cause };
  };
  const finish = (ending: Ending): Ending => {
    if (disarm) disarm();
    const { status, output, error, cause } = ending;
    const end = { output: JSON.stringify(output), outputDetails: { truncated: false } };
    strand.stopped = undefined;
    recorder.add(strand, LAST_EVENT[status], status === 'SUCCEEDED' ? end : { error, cause });
    strand.end();
    return ending;
  };
  return {
    ending: body().catch(failed).then(finish),
    stop: (error, cause) => stop({ status: 'ABORTED', error, cause }),
  };
}

function contextOf(spec: ExecutionSpec): Record<string, unknown> {
  const { arn, name, input, roleArn, machineArn, machineName, redriven } = spec;
  const StartTime = new Date(spec.startedAt).toISOString();
  const redrives = {
    RedriveCount: redriven?.count ?? 0,
    ...(redriven && { RedriveTime: new Date(redriven.at).toISOString() }),
  };
  return {
    Execution: { Id: arn, Input: input, Name: name, RoleArn: roleArn, StartTime, ...redrives },
    StateMachine: { Id: machineArn, Name: machineName },
  };
}

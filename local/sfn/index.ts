import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { createApi } from './api.ts';
import { Service } from './service.ts';

export { type TaskContext, TaskError, type TaskInvoker } from '../asl/index.ts';

import type { TaskInvoker } from '../asl/index.ts';

export { type FunctionAnswer, sdkInvoker } from './integrations.ts';

/** A change of an execution's status, as EventBridge would tell it; instants in epoch milliseconds. */
export interface StatusChange {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  startDate: number;
  stopDate?: number | undefined;
  input: string;
  output?: string | undefined;
  error?: string | undefined;
  cause?: string | undefined;
}

/** A state machine as it was created. */
export interface MachineSpec {
  name: string;
  arn: string;
  definition: string;
  type: 'STANDARD' | 'EXPRESS';
}

export interface SfnHost {
  /** Refuses, by throwing, what the engine or the invoker cannot run. */
  createStateMachine(spec: MachineSpec): void;
  /** The Step Functions API (JSON protocol). */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** ARNs of the machines that may have issued a task token. */
  machinesOf(taskToken: string): string[];
  /** Ends the wait of a task token as its time limit would; nothing if it is over. */
  expire(taskToken: string): void;
  startExecution(arn: string, name: string, input: string): { executionArn: string; startDate: number };
  /** After boot, once the machines exist: goes on with the executions in the journal. */
  resume(): void;
  close(): Promise<void>;
}

export interface SfnOptions {
  /** Folder of the journal; undefined keeps everything in memory. */
  dir: string | undefined;
  clock: Clock;
  random: () => number;
  randomId: () => string;
  invoke: TaskInvoker;
  onStatus: (change: StatusChange) => void;
  region: string;
  account: string;
}

/** The Step Functions service of the embedded cloud. */
export function createSfn(options: SfnOptions): SfnHost {
  const service = new Service(options);
  return {
    createStateMachine: (spec) => service.createStateMachine(spec),
    startExecution: (machineArn, name, input) => {
      const { arn, startDate } = service.start(machineArn, name, input);
      return { executionArn: arn, startDate };
    },
    expire: (taskToken) => service.expire(taskToken),
    machinesOf: (taskToken) => service.machinesOf(taskToken),
    resume: () => service.resume(),
    handle: createApi(service),
    close: async () => service.store.close(),
  };
}

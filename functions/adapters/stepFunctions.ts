import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { WorkflowPort } from '../app/spine.ts';

/** Spines as executions of the dossier state machine. Throttling and outages are thrown, so that callers try again. */
export const stepFunctions = (stateMachineArn: string, client = new SFNClient({})): WorkflowPort => {
  const arn = (name: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return {
    async start({ name, dossierId, run }) {
      const input = JSON.stringify({ dossierId, run });
      await client
        .send(new StartExecutionCommand({ stateMachineArn, name, input }))
        .catch(expected(ExecutionAlreadyExists));
    },
    async wake(taskToken, payload) {
      const sent = await client
        .send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(payload) }))
        .catch(expected(TaskTimedOut, TaskDoesNotExist, InvalidToken));
      return sent ? 'woken' : 'over';
    },
    async stop(name, cause) {
      await client
        .send(new StopExecutionCommand({ executionArn: arn(name), error: 'Superseded', cause }))
        .catch(expected(ExecutionDoesNotExist));
    },
    async describe(name) {
      const executionArn = arn(name);
      const found = await client
        .send(new DescribeExecutionCommand({ executionArn }))
        .catch(expected(ExecutionDoesNotExist));
      if (!found) return undefined;
      const running = found.status === 'RUNNING';
      const startedAt = found.startDate?.getTime() ?? 0;
      if (!running) return { running, startedAt };
      const last = await client.send(
        new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
      );
      return { running, startedAt, events: last.events?.[0]?.id ?? 0 };
    },
  };
};

/** Wakes an execution that waits for a scan verdict. */
export const wakeScan = async (
  taskToken: string,
  output: unknown,
  client = new SFNClient({}),
): Promise<void> => {
  await client
    .send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))
    .catch(expected(TaskTimedOut, TaskDoesNotExist, InvalidToken));
};

type ErrorClass = abstract new (...args: never[]) => Error;

/** Turns the named errors, which are answers here, into undefined; throws all others. */
const expected =
  (...classes: readonly ErrorClass[]) =>
  (error: unknown): undefined => {
    if (!classes.some((each) => error instanceof each)) throw error;
    return undefined;
  };

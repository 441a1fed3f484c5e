import { DescribeExecutionCommand, GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { TaskError } from '../../../local/sfn/index.ts';
import { bench, type Call } from './harness.ts';

/** A state that calls a function with its input. */
export const task = (more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' },
  End: true,
  ...more,
});

/** Runs a machine as far as it goes without time passing, and returns how to look at it. */
export async function run(
  states: Record<string, unknown>,
  o: { input?: unknown; answer?: (call: Call) => unknown; more?: Record<string, unknown> } = {},
) {
  const b = await bench(o.answer);
  const arn = b.machine('m', states, o.more);
  const { executionArn } = b.host.startExecution(arn, 'run', JSON.stringify(o.input ?? {}));
  await b.clock.settle();
  return {
    b,
    outcome: async () => {
      const seen = await b.client.send(new DescribeExecutionCommand({ executionArn }));
      const { status, error, cause } = seen;
      return { status, error, cause, output: seen.output && JSON.parse(seen.output) };
    },
    types: async () => {
      const { events } = await b.client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
      );
      return events?.map((event) => event.type) ?? [];
    },
  };
}

/** Fails `times` times, then answers. */
export function failing(times: number, error = 'Busy'): (call: Call) => unknown {
  let left = times;
  return () => {
    if (left-- > 0) throw new TaskError(error, 'try later');
    return 'done';
  };
}

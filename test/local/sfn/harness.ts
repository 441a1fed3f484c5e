import { createServer } from 'node:http';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type Clock, virtualClock } from '../../../local/clock.ts';
import { createSfn, type SfnHost, type StatusChange, type TaskInvoker } from '../../../local/sfn/index.ts';

export const START = Date.UTC(2026, 0, 5);
const PREFIX = 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:';

/** One call that a state machine made. */
export interface Call {
  resource: string;
  args: unknown;
  token: string | undefined;
}

/** A Step Functions host behind a small HTTP server, with the SDK's client. */
export interface Bench {
  host: SfnHost;
  clock: Clock;
  client: SFNClient;
  calls: Call[];
  statuses: StatusChange[];
  /** Creates a machine from its states and returns its ARN. */
  machine(name: string, states: Record<string, unknown>, more?: Record<string, unknown>): string;
  /** Lets the host go as a kill would: nothing is closed or told. */
  drop(): Promise<void>;
}

/** Starts a bench; `answer` is what the called services say. */
export async function bench(
  answer: (call: Call) => unknown = () => ({}),
  o: { dir?: string; clock?: Clock } = {},
): Promise<Bench> {
  const clock = o.clock ?? virtualClock(START);
  const calls: Call[] = [];
  const statuses: StatusChange[] = [];
  let ids = Math.floor(clock.now() / 1000) * 1000;
  const invoke: TaskInvoker = async (resource, args, ctx) => {
    const call = { resource, args, token: ctx.taskToken };
    calls.push(call);
    return answer(call);
  };
  const host = createSfn({
    dir: o.dir,
    clock,
    random: () => 0.5,
    randomId: () => `id-${++ids}-${calls.length}-${statuses.length}`,
    invoke,
    onStatus: (change) => void statuses.push(change),
    region: 'ap-southeast-1',
    account: '000000000000',
  });
  const server = createServer((req, res) => void host.handle(req, res));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
    maxAttempts: 1,
  });
  return {
    host,
    clock,
    client,
    calls,
    statuses,
    machine: (name, states, more = {}) => {
      const definition = JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: Object.keys(states)[0],
        States: states,
        ...more,
      });
      const arn = `${PREFIX}${name}`;
      host.createStateMachine({ name, arn, definition, type: 'STANDARD' });
      return arn;
    },
    drop: async () => {
      client.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A state that waits for a callback. */
export const park = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
  Arguments: { Token: '{% $states.context.Task.Token %}' },
  TimeoutSeconds: 3600,
  End: true,
  ...more,
});

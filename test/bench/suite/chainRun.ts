import * as z from 'zod';
import {
  type Ending,
  Evaluator,
  execute,
  type HistoryEvent,
  parseMachine,
  type TaskInvoker,
} from '../../../local/asl/index.ts';
import { virtualClock } from '../../../local/clock.ts';

/** What a chain waits for, and when that comes (epoch ms). */
export interface Wait {
  readonly name: string;
  readonly until: number;
}

/** What an execution of a chain used. */
export interface ChainCount {
  /** States entered: what AWS bills. */
  readonly transitions: number;
  readonly invocations: number;
  /** Of its history; AWS ends an execution at 25,000. */
  readonly events: number;
}

const ARN = 'arn:aws:states:ap-southeast-1:000000000000';
const called = z.object({ FunctionName: z.string(), Payload: z.object({ wait: z.string() }) });
const PATIENCE = 366 * 86_400_000;

/**
 * The chain as tutorials draw it: for each wait a Lambda function that begins it, then a loop of a pause, a function that looks
 * whether it is over, and a choice; at last a function that ends all.
 */
export const chainOf = (names: readonly string[], pollSeconds: number): object => {
  const call = (what: string, name: string, more: object) => ({
    ...{ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 60 },
    Arguments: { FunctionName: what, Payload: { wait: name } },
    ...more,
  });
  const states = names.flatMap((name, i) => {
    const next = names[i + 1];
    const following = next === undefined ? 'End' : `Begin ${next}`;
    const answer = "{% {'done': $states.result.Payload.done} %}";
    return [
      [`Begin ${name}`, call('begin', name, { Next: `Pause ${name}` })],
      [`Pause ${name}`, { Type: 'Wait', Seconds: pollSeconds, Next: `Look ${name}` }],
      [`Look ${name}`, call('look', name, { Output: answer, Next: `${name} over?` })],
      [
        `${name} over?`,
        {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.done %}', Next: following }],
          Default: `Pause ${name}`,
        },
      ],
    ] as const;
  });
  return {
    QueryLanguage: 'JSONata',
    StartAt: `Begin ${names[0]}`,
    States: { ...Object.fromEntries(states), End: call('end', 'all', { End: true }) },
  };
};

/** Runs a chain over the waits from `start` (epoch ms) in the local engine on a virtual clock, and counts. */
export const runChain = async (
  waits: readonly Wait[],
  start: number,
  pollSeconds: number,
): Promise<ChainCount> => {
  const clock = virtualClock(start);
  const random = (): number => 0.5;
  const evaluator = new Evaluator({ now: () => clock.now(), random });
  const until = new Map(waits.map((wait) => [wait.name, wait.until]));
  let invocations = 0;
  const invoke: TaskInvoker = async (_resource, args) => {
    invocations++;
    const { FunctionName, Payload } = called.parse(args);
    if (FunctionName !== 'look') return { Payload: {} };
    const done = clock.now() >= (until.get(Payload.wait) ?? Number.POSITIVE_INFINITY);
    return { Payload: { done } };
  };
  const definition = chainOf(
    waits.map(({ name }) => name),
    pollSeconds,
  );
  const spec = {
    machine: parseMachine(JSON.stringify(definition), evaluator),
    ...{ machineArn: `${ARN}:stateMachine:chain`, machineName: 'chain', arn: `${ARN}:execution:chain:1` },
    ...{ name: '1', roleArn: 'arn:aws:iam::000000000000:role/chain', input: {}, startedAt: start },
  };
  const host = {
    newToken: () => 'none',
    ...{ opened: () => {}, submitted: () => {}, closed: () => {}, entered: () => {} },
  };
  const events: HistoryEvent[] = [];
  const engine = { clock, random, evaluator, invoke, region: 'ap-southeast-1' };
  const running = execute(engine, spec, host, (event) => void events.push(event));
  let ending: Ending | undefined;
  void running.ending.then((end) => {
    ending = end;
  });
  await clock.advanceTo(start + PATIENCE);
  if (ending?.status !== 'SUCCEEDED') throw new Error(`the chain ended ${ending?.status} ${ending?.cause}`);
  const transitions = events.filter(({ type }) => type.endsWith('StateEntered')).length;
  return { transitions, invocations, events: events.length };
};

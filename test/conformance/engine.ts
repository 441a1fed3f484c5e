import {
  type Ending,
  Evaluator,
  execute,
  type HistoryEvent,
  type OpenWait,
  parseMachine,
  TaskError,
  type TaskInvoker,
} from '../../local/asl/index.ts';
import { virtualClock } from '../../local/clock.ts';
import { decoded, same } from './compare.ts';
import type { Case, Mock } from './format.ts';

const MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:machine-00001';
/** Longer than any recorded wait; what has not ended by then never will. */
const PATIENCE = 10 * 365 * 86_400_000;

/** What our engine did with a case. */
export interface Observed {
  readonly ending: Ending | undefined;
  readonly events: readonly HistoryEvent[];
}

/** Runs `machine` on `input` under the virtual clock; tasks are answered from `mocks`. */
export async function observe(
  given: Pick<Case, 'definition' | 'input' | 'mocks' | 'expect' | 'concurrent' | 'skipFields'>,
): Promise<Observed> {
  const clock = virtualClock(Date.UTC(2026, 0, 1));
  const random = (): number => 0.5;
  const evaluator = new Evaluator({ now: () => clock.now(), random });
  const machine = parseMachine(JSON.stringify(given.definition), evaluator);
  const events: HistoryEvent[] = [];
  const waits = new Map<string, OpenWait>();
  const invoke = mockInvoker(given, events, waits);
  const engine = { clock, random, evaluator, invoke, region: 'us-east-1' };
  let tokens = 0;
  const host = {
    newToken: () => `token ${++tokens}`,
    opened: (token: string, wait: OpenWait) => void waits.set(token, wait),
    submitted: (token: string) => answerThrough(token),
    closed: (token: string) => void waits.delete(token),
    entered: () => {},
  };
  const answers = invoke.answers;
  const answerThrough = (token: string): void => {
    const answer = answers.get(token);
    const wait = waits.get(token);
    if (!answer || !wait || answer.timesOut) return;
    if ('error' in answer) wait.fail(errorOf(answer));
    else wait.succeed(answer.return);
  };
  const spec = {
    machine,
    machineArn: MACHINE,
    machineName: 'machine-00001',
    arn: MACHINE.replace('stateMachine', 'execution').concat(':run'),
    name: 'run',
    roleArn: 'arn:aws:iam::111111111111:role/role',
    input: given.input,
    startedAt: clock.now(),
  };
  const running = execute(engine, spec, host, (event) => void events.push(event));
  let ending: Ending | undefined;
  void running.ending.then((end) => {
    ending = end;
  });
  await clock.advanceTo(clock.now() + PATIENCE);
  return { ending, events };
}

type MockInvoker = TaskInvoker & { readonly answers: Map<string, Mock> };

/** Answers the calls of each state in recorded order, or (concurrent) by their arguments. */
function mockInvoker(
  given: Pick<Case, 'mocks' | 'expect' | 'concurrent'>,
  events: readonly HistoryEvent[],
  waits: ReadonlyMap<string, OpenWait>,
): MockInvoker {
  const used = new Map<string, Set<number>>();
  const answers = new Map<string, Mock>();
  const next = (state: string, args: unknown): Mock => {
    const mocks = given.mocks[state] ?? [];
    const taken = used.get(state) ?? new Set<number>();
    used.set(state, taken);
    const free = mocks.map((_, i) => i).filter((i) => !taken.has(i));
    const recorded = given.expect.taskCalls?.[state] ?? [];
    const byArguments = free.find((i) => same(recorded[i]?.arguments, args));
    const index = (given.concurrent ? byArguments : undefined) ?? free[0] ?? mocks.length - 1;
    taken.add(index);
    const found = mocks[index];
    if (!found) throw new Error(`no mock for a call in state '${state}'`);
    return found;
  };
  const invoke: TaskInvoker = async (_resource, args, ctx) => {
    const mock = next(stateOf(events), args);
    if (ctx.taskToken !== undefined && 'submitted' in mock) {
      if (waits.has(ctx.taskToken)) answers.set(ctx.taskToken, mock);
      return mock.submitted;
    }
    if ('submitted' in mock) ctx.submitted?.(mock.submitted);
    if (mock.timesOut || mock.neverCompletes) return new Promise(() => {});
    if ('error' in mock) throw errorOf(mock);
    return mock.return ?? null;
  };
  return Object.assign(invoke, { answers });
}

/** The state a call comes from: the engine calls in the same turn in which it records the start of the task. */
function stateOf(events: readonly HistoryEvent[]): string {
  const byId = new Map(events.map((event) => [event.id, event]));
  for (let event = events.at(-1); event; event = byId.get(event.previousEventId)) {
    const details = event.stateEnteredEventDetails;
    if (event.type === 'TaskStateEntered' && isNamed(details)) return details.name;
  }
  throw new Error('a call outside of any task');
}

const isNamed = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

function errorOf(mock: Mock): TaskError {
  const cause = mock.cause === null || mock.cause === undefined ? undefined : textOf(mock.cause);
  return new TaskError(mock.error ?? undefined, cause);
}

const textOf = (cause: unknown): string => (typeof cause === 'string' ? cause : JSON.stringify(cause));

/** The details of an event: everything under its `…EventDetails`, decoded where it is JSON text. */
export function detailsOf(event: HistoryEvent): Record<string, unknown> {
  const found = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1];
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, decoded(value)]));
}

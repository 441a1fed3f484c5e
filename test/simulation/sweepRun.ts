import { readFileSync } from 'node:fs';
import {
  type Ending,
  Evaluator,
  execute,
  type HistoryEvent,
  parseMachine,
  TaskError,
  type TaskInvoker,
} from '../../local/asl/index.ts';
import { virtualClock } from '../../local/clock.ts';

/** The sweep's own definition on our engine, over an index and functions in memory. */
const definition = readFileSync(
  new URL('../../statemachines/sla-sweep.asl.json', import.meta.url),
  'utf8',
).replace(/\$\{(\w+)\}/g, '$1');

/** What the sweep meets: what is due by the index, nearest first, and the function that lets time have its say. */
export interface Office {
  readonly now: number;
  readonly due: () => readonly { readonly id: string; readonly at: number }[];
  readonly evaluate: (id: string) => Promise<void>;
  /** Dossiers whose spine has not parked, and what looks after one of them. */
  readonly stuck?: () => readonly { readonly id: string; readonly at: number }[];
  readonly revive?: (id: string) => Promise<void>;
  /** Rows of one page; the definition asks for at most 50. */
  readonly page: number;
}

export interface Swept {
  readonly ending: Ending;
  readonly events: readonly HistoryEvent[];
  /** Inputs of the runs that go on where this one has stopped. */
  readonly goesOn: readonly unknown[];
}

/** One run of the sweep from start to end; with `killAfter`, stopped by an operator after so many history events. */
export const sweepOnce = async (office: Office, input: unknown = {}, killAfter?: number): Promise<Swept> => {
  const clock = virtualClock(office.now);
  const evaluator = new Evaluator({ now: () => clock.now(), random: () => 0.5 });
  const goesOn: unknown[] = [];
  const events: HistoryEvent[] = [];
  const invoke: TaskInvoker = async (resource, args) => {
    if (resource.endsWith('dynamodb:query')) return page(office, args);
    if (resource.endsWith('startExecution')) {
      goesOn.push(JSON.parse(String(at(args, 'Input'))));
      return { ExecutionArn: 'arn', StartDate: '2026-11-16T00:00:00Z' };
    }
    const id = String(at(at(args, 'Payload'), 'dossierId'));
    const revives = String(at(args, 'FunctionName')).startsWith('ReviveSpine');
    await (revives ? office.revive?.(id) : office.evaluate(id))?.catch((error: unknown) => {
      throw new TaskError('Lambda.Unknown', String(error));
    });
    return { Payload: {}, StatusCode: 200 };
  };
  let tokens = 0;
  const host = {
    newToken: () => `token ${++tokens}`,
    opened: () => {},
    submitted: () => {},
    closed: () => {},
    entered: () => {},
  };
  const arn = 'arn:aws:states:ap-southeast-1:000000000000:execution:sla-sweep:run';
  const spec = {
    ...{
      machine: parseMachine(definition, evaluator),
      machineArn: 'SlaSweepStateMachine',
      machineName: 'sla-sweep',
    },
    ...{ arn, name: 'run', roleArn: 'role', input, startedAt: clock.now() },
  };
  const engine = { clock, random: () => 0.5, evaluator, invoke, region: 'ap-southeast-1' };
  const running = execute(engine, spec, host, (event) => {
    events.push(event);
    // Not within the call that starts it.
    if (events.length === killAfter) queueMicrotask(() => running.stop('Operator', 'killed'));
  });
  let ending: Ending | undefined;
  void running.ending.then((end) => {
    ending = end;
  });
  await clock.advanceTo(clock.now() + 3_600_000);
  if (!ending) throw new Error('the sweep did not end within an hour');
  return { ending, events, goesOn };
};

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const page = ({ due, stuck = () => [], now, page: most }: Office, args: unknown): unknown => {
  // Each index is read from its beginning, or on from the row that is named; `stuck` counts from two minutes ago.
  const [rowsOf, key, until] =
    at(args, 'IndexName') === 'due' ? [due, 'dueSk', now] : [stuck, 'stuckSince', now - 120_001];
  const placeOf = (row: unknown) => JSON.stringify([at(at(row, key), 'S'), at(at(row, 'pk'), 'S')]);
  const after = at(args, 'ExclusiveStartKey');
  const rows = rowsOf()
    .filter((row) => row.at <= until)
    .map(({ id, at: when }) => ({
      pk: { S: `DOSSIER#${id}` },
      sk: { S: 'HEAD' },
      shard: { S: 'OPEN' },
      [key]: { S: key === 'dueSk' ? `${when}#${id}` : String(when) },
    }))
    .filter((row) => after === undefined || placeOf(row) > placeOf(after));
  const Items = rows.slice(0, most);
  return { Items, Count: Items.length, ...(rows.length > most && { LastEvaluatedKey: Items.at(-1) }) };
};

import { decoded, difference, same, sameMultiset, without } from './compare.ts';
import { detailsOf, type Observed, observe } from './engine.ts';
import type { Case } from './format.ts';

/** What a run shows, in the recordings' terms. */
function condense(observed: Observed) {
  const { ending, events } = observed;
  const entered = events.filter((event) => event.type.endsWith('StateEntered'));
  const exited = events.filter((event) => event.type.endsWith('StateExited')).map(detailsOf);
  const outputs: Record<string, unknown[]> = {};
  const variables: Record<string, unknown[]> = {};
  for (const exit of exited) {
    const name = String(exit.name);
    append(outputs, name, exit.output);
    append(variables, name, assigned(exit.assignedVariables));
  }
  return {
    status: ending?.status ?? 'RUNNING',
    output: ending?.output,
    error: ending?.error,
    cause: ending?.cause,
    stateSequence: entered.map((event) => String(detailsOf(event).name)),
    eventTypes: events.map((event) => event.type),
    stateOutputs: outputs,
    variables,
    evaluationFailures: events.filter((event) => event.type === 'EvaluationFailed').map(detailsOf),
    taskCalls: callsOf(observed),
  };
}

function assigned(texts: unknown): unknown {
  if (typeof texts !== 'object' || texts === null) return null;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, decoded(text)]));
}

function append(lists: Record<string, unknown[]>, key: string, value: unknown): void {
  const list = lists[key] ?? [];
  lists[key] = list;
  list.push(value);
}

function callsOf({ events }: Observed): Record<string, unknown[]> {
  const byId = new Map(events.map((event) => [event.id, event]));
  const calls: Record<string, unknown[]> = {};
  for (const event of events) {
    if (!/^(Task|LambdaFunction)Scheduled$/.test(event.type)) continue;
    let origin = event;
    while (origin.type !== 'TaskStateEntered') origin = byId.get(origin.previousEventId) ?? origin;
    const d = detailsOf(event);
    const resource = [d.resourceType ?? [], d.resource].flat().map(String).join(':');
    append(calls, String(detailsOf(origin).name), {
      resource,
      arguments: d.input === undefined ? d.parameters : d.input,
      timeoutSeconds: d.timeoutInSeconds,
      heartbeatSeconds: d.heartbeatInSeconds,
      credentials: d.taskCredentials,
    });
  }
  return calls;
}

/** Runs one recorded case and tells how our engine differs; no differences = reproduced. */
export async function judgeCase(given: Case): Promise<string[]> {
  const observed = await observe(given).catch((error: unknown) => String(error));
  if (typeof observed === 'string') return [observed];
  const skip = given.skipFields;
  const expected = new Map(Object.entries(Object(field(without({ expect: given.expect }, skip)))));
  const got = new Map(Object.entries(Object(field(without({ expect: condense(observed) }, skip)))));
  const differences: string[] = [];
  const check = (name: string, equal: (a: unknown, b: unknown) => boolean = same): void => {
    const [a, b] = [expected.get(name), got.get(name)];
    if (!equal(a, b)) differences.push(difference(name, a, b));
  };
  const asText = (a: unknown, b: unknown): boolean => same(decoded(a), decoded(b));
  const inAnyOrder = (a: unknown, b: unknown): boolean =>
    Array.isArray(a) && Array.isArray(b) ? sameMultiset(a, b) : same(a, b);
  const anyOrder = given.concurrent || given.orderRemoved ? inAnyOrder : same;
  check('status');
  if (given.unstable !== undefined) return differences;
  check('output');
  check('error', (a, b) => (a ?? null) === (b ?? null));
  // The wording of causes that the service wrote itself is compared too, where it was recorded.
  if (expected.has('cause')) check('cause', asText);
  if (given.expect.eventTypes === undefined) return differences;
  check('stateSequence', anyOrder);
  check('eventTypes', anyOrder);
  check('stateOutputs', given.concurrent || given.orderRemoved ? perState(inAnyOrder) : same);
  if (expected.has('variables')) check('variables');
  if (expected.has('evaluationFailures')) check('evaluationFailures');
  const calls = (a: unknown, b: unknown): boolean => {
    const mine = asRecorded(a, b);
    return given.concurrent ? perState(inAnyOrder)(a, mine) : same(a, mine);
  };
  if (expected.has('taskCalls')) check('taskCalls', calls);
  return differences;
}

const field = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'expect' in value ? value.expect : undefined;

const perState =
  (equal: (a: unknown, b: unknown) => boolean) =>
  (a: unknown, b: unknown): boolean => {
    const [x, y] = [new Map(Object.entries(Object(a))), new Map(Object.entries(Object(b)))];
    return x.size === y.size && [...x].every(([state, list]) => equal(list, y.get(state)));
  };

/**
 * Our calls, with what cannot be compared taken from the recording: the text of our task tokens, and time limits that
 * the recording (made, in one case, with another definition) does not show.
 */
function asRecorded(recorded: unknown, ours: unknown): unknown {
  if (typeof ours === 'string' && /^token \d+$/.test(ours)) return recorded;
  if (ours === null || typeof ours !== 'object') return ours;
  if (Array.isArray(ours)) {
    const list: unknown[] = Array.isArray(recorded) ? recorded : [];
    return ours.map((item, i) => asRecorded(list[i], item));
  }
  const known = new Map(Object.entries(Object(recorded)));
  const entries = Object.entries(ours).filter(
    ([key]) => known.has(key) || !['timeoutSeconds', 'heartbeatSeconds'].includes(key),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, asRecorded(known.get(key), value)]));
}

import type { TaskState } from '../definition.ts';
import { TaskError } from '../errors.ts';
import { count, evaluate, type Frame, record, serialise, tooLargeCause } from '../frame.ts';
import type { Retries } from '../retry.ts';
import { answer, type Call, CallFailed } from './call.ts';
import { parseResource, type Resource } from './resource.ts';

/** One attempt at a task: call, wait for the answer or the callback, give up at the timeout. */
export async function attemptTask(frame: Frame, state: TaskState, retries: Retries): Promise<unknown> {
  const resource = parseResource(state.Resource);
  const { details, isFunction } = resource;
  const log = (type: string, more: Record<string, unknown> = {}): void =>
    isFunction
      ? record(frame, `LambdaFunction${type}`, more)
      : record(frame, `Task${type}`, { ...details, ...more });
  const { parked } = frame;
  frame.parked = undefined;
  const call = parked
    ? { resource, log, park: parked }
    : await schedule(frame, state, resource, retries, log);
  try {
    const { text, tooLarge } = serialise(await answer(frame, call));
    const name = details.resourceType ?? details.resource;
    // Unlike too large a state output, this is an error of the task, which Catch sees.
    if (tooLarge) throw new CallFailed(new TaskError('States.DataLimitExceeded', tooLargeCause(name)));
    log('Succeeded', { output: text, outputDetails: { truncated: false } });
    return JSON.parse(text);
  } catch (thrown) {
    if (!(thrown instanceof CallFailed)) throw thrown;
    const { error, cause } = thrown.failure;
    log(error === 'States.Timeout' ? 'TimedOut' : 'Failed', { error, cause });
    throw thrown.failure;
  }
}

async function schedule(
  frame: Frame,
  state: TaskState,
  resource: Resource,
  retries: Retries,
  log: Call['log'],
): Promise<Call> {
  const { run, input } = frame;
  const token = resource.waitsForToken ? run.host.newToken() : '';
  const sight = token ? { context: { Task: { Token: token } } } : {};
  const args = 'Arguments' in state ? await evaluate(frame, state.Arguments, 'Arguments', sight) : input;
  const timeout = await count(frame, state.TimeoutSeconds, 'TimeoutSeconds');
  const heartbeatSeconds = await count(frame, state.HeartbeatSeconds, 'HeartbeatSeconds');
  const credentials = state.Credentials && (await evaluate(frame, state.Credentials, 'Credentials'));
  const { text } = serialise(args);
  log('Scheduled', {
    ...(resource.isFunction
      ? { ...resource.details, input: text, inputDetails: { truncated: false } }
      : { region: run.region, parameters: text }),
    timeoutInSeconds: timeout,
    heartbeatInSeconds: heartbeatSeconds,
    taskCredentials: credentials && { roleArn: Object(credentials).RoleArn },
  });
  log('Started');
  const deadline = timeout === undefined ? undefined : run.clock.now() + timeout * 1000;
  return { resource, log, args, park: { token, deadline, heartbeatSeconds, retries: [...retries.counts] } };
}

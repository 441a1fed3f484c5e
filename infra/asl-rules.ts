type Json = Readonly<Record<string, unknown>>;

/** One state of a machine, with those inside Map and Parallel, and the states it can go to. */
interface State {
  readonly name: string;
  readonly body: Json;
  readonly siblings: Json;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function* statesOf(definition: Json): Generator<State> {
  const siblings = isObject(definition.States) ? definition.States : {};
  for (const [name, body] of Object.entries(siblings)) {
    if (!isObject(body)) continue;
    yield { name, body, siblings };
    if (isObject(body.ItemProcessor)) yield* statesOf(body.ItemProcessor);
    for (const branch of list(body.Branches)) if (isObject(branch)) yield* statesOf(branch);
  }
}

function parse(machine: string, text: string): Json {
  const definition: unknown = JSON.parse(text);
  if (!isObject(definition) || !isObject(definition.States)) {
    throw new Error(`State machine "${machine}" has no States.`);
  }
  return definition;
}

function taskProblems(body: Json): string[] {
  const problems: string[] = [];
  const timed = body.TimeoutSeconds !== undefined;
  if (!timed && String(body.Resource).endsWith('.waitForTaskToken')) {
    problems.push('waits for a task token without TimeoutSeconds, so a lost answer would hold it for a year');
  } else if (!timed) {
    problems.push('is a Task without TimeoutSeconds');
  }
  const retries = list(body.Retry).filter(isObject);
  if (retries.length === 0) problems.push('is a Task without a Retry list');
  if (retries.some((retry) => retry.MaxAttempts !== 0 && retry.JitterStrategy !== 'FULL')) {
    problems.push('has a Retry without JitterStrategy FULL, so failed tasks would come back all at once');
  }
  return problems;
}

function catchProblems({ body, siblings }: State): string[] {
  return list(body.Catch)
    .filter(isObject)
    .filter((handler) => list(handler.ErrorEquals).includes('States.ALL'))
    .map((handler) => siblings[String(handler.Next)])
    .filter((next) => isObject(next) && next.Type === 'Fail')
    .map(() => 'catches States.ALL into a Fail state, so a redrive could only fail again');
}

/** Every broken rule as a sentence that names the machine and the state. */
export function aslProblems(machine: string, text: string): string[] {
  const problems: string[] = [];
  for (const state of statesOf(parse(machine, text))) {
    const found = [...(state.body.Type === 'Task' ? taskProblems(state.body) : []), ...catchProblems(state)];
    for (const problem of found)
      problems.push(`State machine "${machine}", state "${state.name}" ${problem}.`);
  }
  return problems;
}

/** The IAM actions that the tasks of a machine call, sorted: `dynamodb:UpdateItem`, `lambda:InvokeFunction`. */
export function calledActions(machine: string, text: string): string[] {
  const actions = new Set<string>();
  for (const { body } of statesOf(parse(machine, text))) {
    if (body.Type !== 'Task') continue;
    const [service = '', action = ''] = String(body.Resource)
      .replace('arn:aws:states:::', '')
      .replace('aws-sdk:', '')
      .replace('.waitForTaskToken', '')
      .split(':');
    if (service === 'lambda') actions.add('lambda:InvokeFunction');
    else
      actions.add(
        `${service === 'sfn' ? 'states' : service}:${action.charAt(0).toUpperCase()}${action.slice(1)}`,
      );
  }
  return [...actions].sort();
}

/** The `${Name}` substitutions that a definition expects, sorted. */
export function substitutionNames(text: string): string[] {
  const names = [...text.matchAll(/\$\{([A-Za-z0-9_]+)\}/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(names)].sort();
}

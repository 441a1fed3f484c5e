import type { State } from './definition.ts';
import { EvaluationError, TerminalError } from './errors.ts';
import { sourceOf } from './evaluate.ts';
import type { Park, Position, Run } from './run.ts';
import type { Strand } from './strand.ts';

const PAYLOAD_LIMIT = 262_144;
type Fields = Readonly<Record<string, unknown>>;

/** One visit to one state. */
export interface Frame {
  readonly run: Run;
  readonly strand: Strand;
  readonly name: string;
  readonly type: State['Type'];
  readonly input: unknown;
  /** Context fields beside Execution, StateMachine and State: Map.Item within an iteration. */
  readonly context: Fields;
  /** Whether this is a state of the machine itself, not of a branch or an iteration. */
  readonly top: boolean;
  readonly enteredAt: number;
  readonly eventId: number;
  retryCount: number;
  /** The wait of this state that was open when the host went down, until it is taken up. */
  parked: Park | undefined;
}

/** What an expression may see beside input and context. */
export interface Sight {
  readonly result?: unknown;
  readonly errorOutput?: unknown;
  readonly context?: Fields;
}

/** Enters a state, or takes up one that was entered before a restart. */
export function enter(
  visit: Pick<Frame, 'run' | 'strand' | 'name' | 'type' | 'input' | 'context' | 'top'>,
  resumed: (Position & { parked: Park | undefined }) | undefined,
): Frame {
  const { run, strand, name, type, input, top } = visit;
  if (resumed) return { ...visit, ...resumed, retryCount: 0 };
  const details = { name, input: serialise(input).text, inputDetails: { truncated: false } };
  const eventId = run.recorder.add(strand, `${type}StateEntered`, details);
  const enteredAt = run.clock.now();
  if (top) run.host.entered({ state: name, input, enteredAt, eventId, variables: strand.variables });
  return { ...visit, enteredAt, eventId, retryCount: 0, parked: undefined };
}

/** Adds an event to the execution's history. */
export function record(frame: Frame, type: string, details?: Record<string, unknown>): void {
  frame.run.recorder.add(frame.strand, type, details);
}

/** The value of `template` in this state; a failure is recorded before it is thrown. */
export async function evaluate(frame: Frame, template: unknown, location: string, sight: Sight = {}) {
  const { context, ...values } = sight;
  const { run, strand, name, input, retryCount } = frame;
  const State = { Name: name, EnteredTime: new Date(frame.enteredAt).toISOString(), RetryCount: retryCount };
  const states = { input, context: { ...run.context, State, ...frame.context, ...context }, ...values };
  try {
    return await run.evaluator.evaluate(template, { ...strand.variables, states }, location);
  } catch (error) {
    throw error instanceof EvaluationError ? failure(frame, error.cause ?? '', error.location) : error;
  }
}

/** A field that must come out as `expected` ('array', 'boolean', 'integer', …). */
export async function typed<T>(
  frame: Frame,
  template: unknown,
  location: string,
  expected: string,
  is: (value: unknown) => value is T,
): Promise<T> {
  const value = await evaluate(frame, template, location);
  if (is(value)) return value;
  const source = typeof template === 'string' ? sourceOf(template) : template;
  const actual = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const cause =
    `The JSONata expression '${String(source)}' specified for the field '${location}' returned an unexpected ` +
    `result type. Expected '${expected}', but was '${actual}' for value: ${JSON.stringify(value)}`;
  throw failure(frame, cause, location);
}

/** A field that is absent or a whole number that is not negative. */
export async function count(frame: Frame, template: unknown, location: string): Promise<number | undefined> {
  return template === undefined ? undefined : typed(frame, template, location, 'integer', isCount);
}

/** Records a failed evaluation and returns the error to throw. */
export function failure(frame: Frame, problem: string, location?: string): EvaluationError {
  const where = `An error occurred while executing the state '${frame.name}' (entered at the event id #${frame.eventId}).`;
  const failed = new EvaluationError(`${where} ${problem}`, location);
  const { error, cause } = failed;
  record(frame, 'EvaluationFailed', { error, cause, location, state: frame.name });
  return failed;
}

/** Where a state leads: to `next`, or to the end of its group. */
export interface Outcome {
  readonly output: unknown;
  readonly next: string | undefined;
}

/** Leaves the state: shapes the output, assigns the variables, records the exit. */
export async function leave(
  frame: Frame,
  shaping: { readonly Output?: unknown; readonly Assign?: Fields | undefined },
  fallback: unknown,
  next: string | undefined,
  sight?: Sight,
): Promise<Outcome> {
  const assigned = Object.entries(Object(await evaluate(frame, shaping.Assign ?? {}, 'Assign', sight)));
  const output = 'Output' in shaping ? await evaluate(frame, shaping.Output, 'Output', sight) : fallback;
  const { text, tooLarge } = serialise(output);
  if (tooLarge) throw new TerminalError('States.DataLimitExceeded', tooLargeCause(frame.name));
  const variables = Object.fromEntries(assigned);
  const texts = Object.fromEntries(assigned.map(([name, value]) => [name, JSON.stringify(value)]));
  frame.strand.variables = { ...frame.strand.variables, ...variables };
  record(frame, `${frame.type}StateExited`, {
    name: frame.name,
    output: text,
    outputDetails: { truncated: false },
    assignedVariables: shaping.Assign && texts,
    assignedVariablesDetails: shaping.Assign && { truncated: false },
  });
  return { output, next };
}

/** The JSON text of `value` and whether it exceeds what Step Functions passes on. */
export function serialise(value: unknown): { text: string; tooLarge: boolean } {
  const text = JSON.stringify(value) ?? 'null';
  // A string has at most three UTF-8 bytes per unit, so short ones need no counting.
  return { text, tooLarge: text.length * 3 > PAYLOAD_LIMIT && Buffer.byteLength(text) > PAYLOAD_LIMIT };
}

export const tooLargeCause = (name: string): string =>
  `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

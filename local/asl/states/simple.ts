import type { ChoiceState, FailState, WaitState } from '../definition.ts';
import { TaskError } from '../errors.ts';
import { count, type Frame, failure, leave, type Outcome, typed } from '../frame.ts';

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The first rule that holds, or the Default. */
export async function choose(frame: Frame, state: ChoiceState): Promise<Outcome> {
  for (const [i, rule] of state.Choices.entries()) {
    if (await typed(frame, rule.Condition, `Choices[${i}]/Condition`, 'boolean', isBoolean))
      return leave(frame, rule, frame.input, rule.Next);
  }
  if (state.Default !== undefined) return leave(frame, state, frame.input, state.Default);
  throw new TaskError('States.NoChoiceMatched', 'No choice rule matched and there is no Default.');
}

/** Waits for a number of seconds, or until an instant. */
export async function waitState(frame: Frame, state: WaitState): Promise<Outcome> {
  const seconds = await count(frame, state.Seconds, 'Seconds');
  const until =
    seconds === undefined ? await timestamp(frame, state.Timestamp) : frame.enteredAt + seconds * 1000;
  await frame.strand.sleepUntil(until);
  return leave(frame, state, frame.input, state.Next);
}

async function timestamp(frame: Frame, template: string | undefined): Promise<number> {
  const text = await typed(frame, template, 'Timestamp', 'string', isString);
  // Date knows milliseconds only; what AWS records may have more digits.
  const at = RFC3339.test(text) ? Date.parse(text.replace(/(\.\d{3})\d+/, '$1')) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  const problem = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`;
  throw failure(frame, problem, 'Timestamp');
}

/** Ends the group with the error the state names. */
export async function fail(frame: Frame, state: FailState): Promise<never> {
  const text = (template: string | undefined, location: string) =>
    template === undefined ? undefined : typed(frame, template, location, 'string', isString);
  throw new TaskError(await text(state.Error, 'Error'), await text(state.Cause, 'Cause'));
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isString = (value: unknown): value is string => typeof value === 'string';

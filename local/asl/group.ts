import type { Recovering, State, StateGroup } from './definition.ts';
import { TaskError, TerminalError } from './errors.ts';
import { enter, type Frame, leave, type Outcome, record } from './frame.ts';
import { matches, Retries } from './retry.ts';
import type { Park, Position, Run } from './run.ts';
import { attemptMap, attemptParallel, type RunGroup } from './states/fanout.ts';
import { choose, fail, waitState } from './states/simple.ts';
import { attemptTask } from './states/task.ts';
import type { Strand } from './strand.ts';

/** Where to begin: at the group's entry, or (the top level after a restart) where it stood. */
export interface Entry {
  readonly input: unknown;
  readonly context: Frame['context'];
  readonly top: boolean;
  readonly resume?: (Position & { readonly parked: Park | undefined }) | undefined;
}

/** Runs the states of `group`, one after the other, and returns the last output. */
export async function runStates(run: Run, group: StateGroup, strand: Strand, entry: Entry): Promise<unknown> {
  const { context, top } = entry;
  let { resume } = entry;
  let name = resume?.state ?? group.StartAt;
  let input = resume ? resume.input : entry.input;
  for (;;) {
    const state = group.States[name];
    if (!state) throw new TerminalError('States.Runtime', `There is no state '${name}'.`);
    const frame = enter({ run, strand, name, type: state.Type, input, context, top }, resume);
    resume = undefined;
    const outcome = await runState(frame, state);
    if (outcome.next === undefined) return outcome.output;
    name = outcome.next;
    input = outcome.output;
  }
}

const runGroup: RunGroup = (frame, group, input, strand, context) =>
  runStates(frame.run, group, strand, { input, context, top: false });

function runState(frame: Frame, state: State): Promise<Outcome> {
  switch (state.Type) {
    case 'Pass':
      return leave(frame, state, frame.input, state.Next);
    case 'Succeed':
      return leave(frame, state, frame.input, undefined);
    case 'Fail':
      return fail(frame, state);
    case 'Choice':
      return choose(frame, state);
    case 'Wait':
      return waitState(frame, state);
    case 'Task':
      return recovering(frame, state, (retries) => attemptTask(frame, state, retries));
    case 'Map':
      return recovering(frame, state, () => attemptMap(frame, state, runGroup));
    case 'Parallel':
      return recovering(frame, state, () => attemptParallel(frame, state, runGroup));
  }
}

/** The attempts at a state that may Retry and Catch. */
async function recovering(
  frame: Frame,
  state: Recovering,
  attempt: (retries: Retries) => Promise<unknown>,
): Promise<Outcome> {
  const { run, strand } = frame;
  const retries = new Retries(state.Retry, run.random, frame.parked?.retries);
  for (;;) {
    frame.retryCount = retries.total;
    try {
      const result = await attempt(retries);
      return await leave(frame, state, result, state.Next, { result });
    } catch (error) {
      if (!(error instanceof TaskError)) throw error;
      const delay = retries.next(error);
      if (delay === undefined) return recover(frame, state, error);
      await strand.sleepUntil(run.clock.now() + delay);
    }
  }
}

function recover(frame: Frame, state: Recovering, error: TaskError): Promise<Outcome> {
  if (state.Type !== 'Task') record(frame, `${state.Type}StateFailed`);
  const catcher = state.Catch.find((rule) => matches(rule, error));
  if (!catcher) throw error;
  const noCause = error.error === 'States.Timeout' ? '' : null;
  const errorOutput = { Error: error.error ?? null, Cause: error.cause ?? noCause };
  return leave(frame, catcher, errorOutput, catcher.Next, { errorOutput });
}

import { Evaluator, InvalidDefinition, loadMachine } from '../../local/asl/index.ts';
import { difference, same, without } from './compare.ts';
import { detailsOf, observe } from './engine.ts';
import type { InvalidCase, StateCase } from './format.ts';

const EXTRA = 'After';

/** Tells how our judgement of a definition differs from AWS's. */
export function judgeInvalid(given: InvalidCase): string[] {
  const text = given.definitionText ?? JSON.stringify(given.definition);
  const evaluator = new Evaluator({ now: () => 0, random: () => 0.5 });
  try {
    loadMachine(text, evaluator);
    return given.expect.accepted ? [] : ['accepted, though AWS refused it'];
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) return [`refused with ${String(error)}`];
    return given.expect.accepted ? [`refused: ${error.message}`] : [];
  }
}

/**
 * Runs one state as the TestState API does: its work (the call, the branches, the iterations) is replaced by the
 * mock, and it ends the machine whatever it leads to.
 */
export async function judgeState(given: StateCase): Promise<string[]> {
  const name = given.request.stateName ?? 'StateName';
  const { mock, stateConfiguration } = given.request;
  const state = stateIn(given, name);
  const failures = stateConfiguration?.mapIterationFailureCount ?? 0;
  const tolerated = Number(state.ToleratedFailureCount ?? 0);
  const answer = mock?.errorOutput
    ? mock.errorOutput
    : state.Type === 'Map' && failures > tolerated
      ? {
          error: 'States.ExceedToleratedFailureThreshold',
          cause: 'The specified tolerated failure threshold was exceeded',
        }
      : { return: mock?.result };
  const alone = isolated(state);
  const extra = { Type: 'Pass', QueryLanguage: 'JSONata', End: true };
  const definition = {
    QueryLanguage: 'JSONata',
    StartAt: name,
    States: { [name]: alone, ...(JSON.stringify(alone).includes(`"${EXTRA}"`) ? { [EXTRA]: extra } : {}) },
  };
  const observed = await observe({
    definition,
    input: given.request.input,
    mocks: { [name]: [answer] },
    expect: { status: '' },
    concurrent: false,
    skipFields: [],
  }).catch((error: unknown) => String(error));
  if (typeof observed === 'string') return [observed];
  const exit = observed.events.find((event) => event.type.endsWith('StateExited'));
  const failed = observed.events.find((event) => event.type === 'TaskFailed');
  const retried = observed.events.filter((event) => event.type === 'TaskScheduled').length > 1;
  const details = failed ? detailsOf(failed) : {};
  const { ending } = observed;
  const got = {
    status: retried ? 'RETRIABLE' : exit ? (failed ? 'CAUGHT_ERROR' : 'SUCCEEDED') : 'FAILED',
    output: exit && !retried ? detailsOf(exit).output : undefined,
    error: details.error ?? (exit ? undefined : ending?.error),
    cause: details.cause ?? (exit ? undefined : ending?.cause),
    nextState: nextOf(state, given, exit !== undefined && failed !== undefined),
  };
  const wanted = without({ expect: given.expect }, given.skipFields);
  // TestState runs as an express execution, whose context knows no redrive.
  const shown = without({ expect: got }, [
    ...given.skipFields,
    '/expect/output/context/Execution/RedriveCount',
  ]);
  return same(pick(wanted), pick(shown)) ? [] : [difference('state', pick(wanted), pick(shown))];
}

function stateIn(given: StateCase, name: string): Record<string, unknown> {
  const states = given.definition.States;
  if (states === undefined) return given.definition;
  const found: unknown = new Map(Object.entries(Object(states))).get(name);
  return Object.fromEntries(Object.entries(Object(found)));
}

/** The state alone: no other state to go to, its work a task that is mocked. */
function isolated(state: Record<string, unknown>): Record<string, unknown> {
  const { Catch, Next: _next, End: _end, Choices, Default, Comment: _comment, ...rest } = state;
  const redirect = (rule: object) => ({ ...rule, Next: EXTRA });
  const flow = {
    ...(Catch === undefined ? {} : { Catch: [Catch].flat().map((rule) => redirect(Object(rule))) }),
    ...(Choices === undefined ? {} : { Choices: [Choices].flat().map((rule) => redirect(Object(rule))) }),
    ...(Default === undefined ? {} : { Default: EXTRA }),
  };
  if (state.Type === 'Map' || state.Type === 'Parallel') {
    const { Output, Assign, Retry } = state;
    const shaping = Object.fromEntries(
      Object.entries({ Output, Assign, Retry }).filter(([, value]) => value !== undefined),
    );
    return {
      Type: 'Task',
      QueryLanguage: 'JSONata',
      Resource: 'arn:aws:states:::mock:work',
      ...shaping,
      ...flow,
      End: true,
    };
  }
  const ends = !['Choice', 'Succeed', 'Fail'].includes(String(state.Type));
  return { QueryLanguage: 'JSONata', ...rest, ...flow, ...(ends ? { End: true } : {}) };
}

/** Where AWS would have gone; a Choice is judged by its output only. */
function nextOf(state: Record<string, unknown>, given: StateCase, caught: boolean): unknown {
  if (state.Type === 'Choice' || caught) return given.expect.nextState;
  return state.Next;
}

const pick = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'expect' in value
    ? { ...Object(value.expect), inspectionData: undefined }
    : value;

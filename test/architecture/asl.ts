import jsonata from 'jsonata';
import * as z from 'zod';
import { filesBelow } from './source.ts';

/** State machine definitions as data, for tests that hold them against the code. */
const handlerSchema = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string().optional() });
const choiceSchema = z.object({ Condition: z.string(), Next: z.string() });
const taskArguments = z.looseObject({
  UpdateExpression: z.string().optional(),
  ConditionExpression: z.string().optional(),
});
const stateSchema = z.looseObject({
  Type: z.string(),
  Comment: z.string().optional(),
  Resource: z.string().optional(),
  Arguments: z.union([z.string(), taskArguments]).optional(),
  TimeoutSeconds: z.union([z.number(), z.string()]).optional(),
  Retry: z.array(handlerSchema).default([]),
  Catch: z.array(handlerSchema).default([]),
  Choices: z.array(choiceSchema).default([]),
  Assign: z.record(z.string(), z.unknown()).default({}),
  Default: z.string().optional(),
  Next: z.string().optional(),
  ItemProcessor: z.unknown().optional(),
  Branches: z.array(z.unknown()).default([]),
});
const machineSchema = z.looseObject({
  Comment: z.string().optional(),
  QueryLanguage: z.string().optional(),
  StartAt: z.string(),
  States: z.record(z.string(), stateSchema),
});
export type Machine = z.output<typeof machineSchema>;

/** A state and the machine, or the part of one inside a Map or Parallel, that it stands in. */
export interface State extends z.output<typeof stateSchema> {
  readonly name: string;
  readonly within: Machine;
}

export interface Definition {
  readonly name: string;
  readonly text: string;
  readonly machine: Machine;
  readonly states: readonly State[];
}

const statesOf = (within: Machine): State[] =>
  Object.entries(within.States).flatMap(([name, state]) => [
    { ...state, name, within },
    ...[state.ItemProcessor, ...state.Branches]
      .filter((inner) => inner !== undefined)
      .flatMap((inner) => statesOf(machineSchema.parse(inner))),
  ]);

/** Every definition in `statemachines`. */
export const definitions: readonly Definition[] = filesBelow('statemachines', '.asl.json').map(
  ({ path, text }) => {
    const machine = machineSchema.parse(JSON.parse(text));
    const name = path.replace(/^.*\/|\.asl\.json$/g, '');
    return { name, text, machine, states: statesOf(machine) };
  },
);

export const definition = (name: string): Definition => {
  const found = definitions.find((each) => each.name === name);
  if (!found) throw new Error(`no state machine ${name}`);
  return found;
};

/** The states that `state` can go to. */
export const targetsOf = ({ Next, Default, Choices, Catch }: State): string[] =>
  [Next, Default, ...Choices.map((each) => each.Next), ...Catch.map((each) => each.Next)].flatMap(
    (each) => each ?? [],
  );

/** The value of `{% ... %}` with these variables, as Step Functions would evaluate it. */
export const evaluate = async (expression: unknown, variables: Record<string, unknown>): Promise<unknown> => {
  const code = /^\{%(.*)%\}$/s.exec(String(expression))?.[1];
  if (code === undefined) return expression;
  return jsonata(code).evaluate({}, variables);
};

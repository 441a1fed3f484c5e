import aslValidator from 'asl-validator';
import * as z from 'zod';
import { type Machine, machineSchema } from './definition.ts';
import { InvalidDefinition } from './errors.ts';
import { type Evaluator, explain } from './evaluate.ts';

type Fields = Record<string, unknown>;

/** Definitions that asl-validator has accepted: it compiles its schema anew each time, a tenth of a second. */
const accepted = new Set<string>();

/**
 * Reads the definition of a state machine and refuses, in words, what this engine does not run: JSONPath, distributed
 * maps, unknown fields, missing targets, expressions with syntax errors.
 */
export function loadMachine(text: string, evaluator: Evaluator): Machine {
  const machine = parseMachine(text, evaluator);
  if (accepted.has(text)) return machine;
  const verdict = aslValidator(schemaView(JSON.parse(text)));
  if (!verdict.isValid) throw new InvalidDefinition(verdict.errorsText('\n'));
  accepted.add(text);
  return machine;
}

/** The same without asl-validator, which takes its time: what it adds are the checks of targets and literals. */
export function parseMachine(text: string, evaluator: Evaluator): Machine {
  const raw = attempt('INVALID_JSON_DESCRIPTION', (): unknown => JSON.parse(text));
  const inherited = isFields(raw) ? raw.QueryLanguage : undefined;
  for (const [at, state] of statesOf(raw)) {
    if ((state.QueryLanguage ?? inherited ?? 'JSONPath') !== 'JSONata')
      throw new InvalidDefinition(`${at} is written in JSONPath; this engine runs JSONata only.`);
    attempt(`SCHEMA_VALIDATION_FAILED at ${at}`, () => evaluator.compileAll(state));
  }
  const parsed = machineSchema.safeParse(raw);
  if (!parsed.success)
    throw new InvalidDefinition(`SCHEMA_VALIDATION_FAILED: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** All states of a definition, those of inner groups included, each with its path. */
export function* statesOf(group: unknown, path = ''): Generator<[string, Fields]> {
  if (!isFields(group) || !isFields(group.States)) return;
  for (const [name, state] of Object.entries(group.States)) {
    if (!isFields(state)) continue;
    const at = `${path}/States/${name}`;
    yield [at, state];
    for (const inner of [state.ItemProcessor, state.Branches].flat()) yield* statesOf(inner, at);
  }
}

/** A copy for asl-validator without the templates, which were compiled: it refuses some that AWS accepts. */
function schemaView(raw: unknown): unknown {
  const copy: unknown = structuredClone(raw);
  for (const [, state] of statesOf(copy))
    for (const holder of [state, state.Choices, state.Catch].flat().filter(isFields)) {
      for (const field of ['Output', 'Arguments', 'Assign', 'ItemSelector'])
        if (field in holder) holder[field] = {};
      if ('Items' in holder) holder.Items = [];
      if ('Condition' in holder) holder.Condition = '{% true %}';
    }
  return copy;
}

function attempt<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new InvalidDefinition(`${what}: ${explain(error)}`);
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

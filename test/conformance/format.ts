import * as z from 'zod';

/** The recorded cases' format, as far as it is read here (see asl/README.md). */
const mock = z.looseObject({
  return: z.unknown().optional(),
  error: z.string().nullish(),
  cause: z.unknown().optional(),
  timesOut: z.boolean().optional(),
  neverCompletes: z.boolean().optional(),
  submitted: z.unknown().optional(),
});
const taskCall = z.object({
  resource: z.string(),
  arguments: z.unknown().optional(),
  timeoutSeconds: z.number().optional(),
  heartbeatSeconds: z.number().optional(),
  credentials: z.unknown().optional(),
});
const evaluationFailure = z.object({
  state: z.string().optional(),
  location: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
});

export const caseSchema = z.object({
  name: z.string(),
  /** `verbatim`: the recorded definition as it is; `rewritten`: fields renamed by fixed rules. */
  derivation: z.string().default('verbatim'),
  features: z.array(z.string()),
  concurrent: z.boolean().default(false),
  orderRemoved: z.boolean().default(false),
  unstable: z.unknown().optional(),
  definition: z.unknown(),
  input: z.unknown(),
  mocks: z.record(z.string(), z.array(mock)).default({}),
  expect: z.object({
    status: z.string(),
    output: z.unknown().optional(),
    error: z.string().nullish(),
    cause: z.unknown().optional(),
    stateSequence: z.array(z.string()).optional(),
    eventTypes: z.array(z.string()).optional(),
    stateOutputs: z.record(z.string(), z.array(z.unknown())).optional(),
    variables: z.record(z.string(), z.array(z.unknown())).optional(),
    evaluationFailures: z.array(evaluationFailure).optional(),
    taskCalls: z.record(z.string(), z.array(taskCall)).optional(),
  }),
  skipFields: z.array(z.string()).default([]),
});

export const stateSchema = z.object({
  name: z.string(),
  features: z.array(z.string()),
  definition: z.record(z.string(), z.unknown()),
  request: z.object({
    input: z.unknown(),
    stateName: z.string().optional(),
    variables: z.record(z.string(), z.unknown()).optional(),
    mock: z
      .object({
        result: z.unknown().optional(),
        errorOutput: z.object({ error: z.string().optional(), cause: z.string().optional() }).optional(),
      })
      .optional(),
    stateConfiguration: z.looseObject({ mapIterationFailureCount: z.number().optional() }).optional(),
  }),
  expect: z.object({
    status: z.string(),
    output: z.unknown().optional(),
    error: z.string().optional(),
    cause: z.string().optional(),
    nextState: z.string().optional(),
  }),
  skipFields: z.array(z.string()).default([]),
});

export const invalidSchema = z.object({
  definition: z.unknown().optional(),
  definitionText: z.string().optional(),
  expect: z.object({ accepted: z.boolean() }),
});

export type Case = z.infer<typeof caseSchema>;
export type StateCase = z.infer<typeof stateSchema>;
export type InvalidCase = z.infer<typeof invalidSchema>;
export type Mock = z.infer<typeof mock>;

import * as z from 'zod';

/** The schema of what this engine runs of ASL; unknown fields, and with them those of JSONPath, are refused. */
const number = z.union([z.number(), z.string()]).optional();
const template = z.unknown().optional();
const text = z.string().optional();
const shaping = { Comment: text, Output: template, Assign: z.record(z.string(), z.unknown()).optional() };
const errors = z.array(z.string()).min(1);

const retrier = z.strictObject({
  Comment: text,
  ErrorEquals: errors,
  IntervalSeconds: z.number().positive().default(1),
  MaxAttempts: z.number().nonnegative().default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.number().positive().optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});
const catcher = z.strictObject({ ...shaping, ErrorEquals: errors, Next: z.string() });
const rule = z.strictObject({ ...shaping, Condition: z.union([z.boolean(), z.string()]), Next: z.string() });
const recovering = { Retry: z.array(retrier).default([]), Catch: z.array(catcher).default([]) };
const going = { Next: text, End: z.boolean().optional() };

const state = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ Type: z.literal(type), QueryLanguage: text, Comment: text, ...shape });
const group: z.ZodType<StateGroup> = z.lazy(() => z.strictObject({ ...groupShape, ProcessorConfig: inline }));
const inline = z.strictObject({ Mode: z.literal('INLINE').optional() }).optional();

const pass = state('Pass', { ...going, ...shaping });
const succeed = state('Succeed', { Output: template });
const fail = state('Fail', { Error: text, Cause: text });
const wait = state('Wait', { ...going, ...shaping, Seconds: number, Timestamp: text });
const choice = state('Choice', { ...shaping, Choices: z.array(rule).min(1), Default: text });
const task = state('Task', {
  ...going,
  ...shaping,
  ...recovering,
  Resource: z.string(),
  Arguments: template,
  Credentials: z.looseObject({ RoleArn: z.string() }).optional(),
  TimeoutSeconds: number,
  HeartbeatSeconds: number,
});
const parallel = state('Parallel', {
  ...going,
  ...shaping,
  ...recovering,
  Branches: z.array(group).min(1),
  Arguments: template,
});
const map = state('Map', {
  ...going,
  ...shaping,
  ...recovering,
  Label: text,
  Items: template,
  ItemSelector: template,
  ItemProcessor: group,
  MaxConcurrency: number,
  ToleratedFailureCount: number,
  ToleratedFailurePercentage: number,
});

export type Retrier = z.infer<typeof retrier>;
export type TaskState = z.infer<typeof task>;
export type ChoiceState = z.infer<typeof choice>;
export type WaitState = z.infer<typeof wait>;
export type FailState = z.infer<typeof fail>;
export type MapState = z.infer<typeof map>;
export type ParallelState = z.infer<typeof parallel>;
/** The states that may Retry and Catch. */
export type Recovering = TaskState | MapState | ParallelState;
export type State =
  | z.infer<typeof pass>
  | z.infer<typeof succeed>
  | FailState
  | WaitState
  | ChoiceState
  | Recovering;

/** States with an entry: a machine, a branch, or the processor of a Map. */
export interface StateGroup {
  StartAt: string;
  States: Record<string, State>;
}

const anyState = z.discriminatedUnion('Type', [pass, succeed, fail, wait, choice, task, parallel, map]);
const groupShape = { Comment: text, StartAt: z.string(), States: z.record(z.string(), anyState) };

/** A whole state machine. */
export const machineSchema = z.strictObject({
  ...groupShape,
  QueryLanguage: text,
  Version: text,
  TimeoutSeconds: z.number().positive().optional(),
});
export type Machine = z.infer<typeof machineSchema>;

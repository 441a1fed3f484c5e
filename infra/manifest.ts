/** The shapes of the rows in operations.ts. */
export type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';
export type BucketAction =
  | 'GetObject'
  | 'GetObjectVersion'
  | 'PutObject'
  | 'PutObjectRetention'
  | 'ListBucket';
export type MachineAction =
  | 'StartExecution'
  | 'SendTaskSuccess'
  | 'DescribeExecution'
  | 'GetExecutionHistory'
  | 'StopExecution';
export type IndexName = 'due' | 'stuck' | 'inbox' | 'holder' | 'reuse';
/** Indexes of the event table. */
export type EventIndexName = 'counted';

/** What a function may do; each entry also gives it the matching environment variable. */
export interface Bindings {
  readonly state?: readonly TableAction[];
  /** Indexes of the state table that may be queried. */
  readonly indexes?: readonly IndexName[];
  readonly event?: readonly TableAction[];
  /** Indexes of the event table that may be queried. */
  readonly eventIndexes?: readonly EventIndexName[];
  readonly quarantine?: readonly BucketAction[];
  readonly archive?: readonly BucketAction[];
  readonly dossier?: readonly MachineAction[];
  readonly digitisation?: readonly MachineAction[];
  readonly alerts?: readonly ['Publish'];
  /** Where people go on: the AWS console and the runbook. */
  readonly links?: true;
  /** The thresholds of the inspection of files. */
  readonly inspection?: true;
  /** A scan for malware beside the one of each upload. */
  readonly malwareScan?: readonly ['SendObjectMalwareScan'];
  /** The name of the stage, under which it measures. */
  readonly stage?: true;
  /** The bus by which events leave. */
  readonly bus?: readonly ['PutEvents'];
  /** Mail in the name of the sender, if the installation has one. */
  readonly mail?: readonly ['SendEmail'];
  /** Text messages, if the installation has switched them on. */
  readonly sms?: readonly ['Publish'];
}

/** Attributes of an event item that choose its stream consumer. */
export type StreamMark = 'wakes' | 'published';
export type EventName =
  | 'objectCreated'
  | 'scanResult'
  | 'executionStopped'
  | 'alert'
  | 'notice'
  | 'formIssued'
  | 'dossierClosed';
/** What is done by the clock. */
export type ScheduleName = 'digest' | 'observe';

export interface FunctionSpec {
  /** The bounded context: `functions/<context>/<name>.handler.ts`. */
  readonly context: string;
  readonly name: string;
  /** MB; 1769 MB is one whole processor. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  readonly bind: Bindings;
  /** Carries the typeface of the forms in its bundle. */
  readonly fonts?: true;
  /** How it is called; an API operation has a route instead, and what an operator invokes by hand has neither. */
  readonly trigger?:
    | 'machine'
    | { readonly stream: StreamMark }
    | { readonly event: EventName }
    | { readonly schedule: ScheduleName };
}

/** The bounded contexts that the API is made of: a folder under `functions` and a stack each. */
export const apiContexts = [
  ...(['intake', 'review', 'return', 'notices', 'reports'] as const),
  ...(['forms', 'archive', 'staff', 'catalogue', 'docs'] as const),
] as const;
export type ApiContext = (typeof apiContexts)[number];

/** An API operation in one line. */
export type Row = readonly [context: ApiContext, name: string, route: string, bind: Bindings];

export interface Operation extends FunctionSpec {
  readonly context: ApiContext;
  /** `METHOD /path`, as API Gateway spells a route key. */
  readonly route: string;
  readonly auth: 'jwt' | 'public';
}

export interface MachineSpec {
  /** `statemachines/<name>.asl.json`. */
  readonly name: 'dossier' | 'digitisation' | 'sla-sweep' | 'recount' | 'fixity';
  readonly state?: readonly TableAction[];
  readonly indexes?: readonly IndexName[];
  readonly invokes: readonly string[];
  readonly starts?: readonly MachineSpec['name'][];
}

/** `sla-sweep` to `SlaSweep`, `reviveSpine` to `ReviveSpine`: the form of construct ids and substitutions. */
export const pascal = (name: string): string =>
  name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

import { type ApiContext, pascal } from './manifest.ts';

/** What differs between stages at synthesis. What differs between installations is a CloudFormation parameter. */
export interface StageConfig {
  readonly stage: StageName;
  /** Where `npm run deploy` goes; the templates themselves name no region. */
  readonly region: string;
  readonly architecture: 'arm64' | 'x86_64';
  /** Keep tables, buckets and logs when the stack goes, and refuse to delete the stack or a table. */
  readonly retain: boolean;
  readonly logRetentionDays: number;
  readonly quarantineDays: number;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN';
  /** Requests per second and burst, for all routes and, lower, for each route that needs no token. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly publicThrottle: { readonly rate: number; readonly burst: number };
  /** From how many on an alarm is raised. */
  readonly limits: Readonly<Record<'open' | 'atRisk' | 'overdue' | 'oldestOverdueDays', number>>;
  /** Defaults of the deployment parameters; the command line overrides them. */
  readonly parameters: DeployParameters;
}

export interface DeployParameters {
  readonly issuer?: string;
  readonly audience: string;
  readonly email?: string;
  readonly sweepMinutes: number;
  readonly observeMinutes: number;
  /** When digests are looked after, `cron(…)` by the clock of Viet Nam. */
  readonly digestSchedule: string;
  /** Base of the AWS console in the links of alerts. */
  readonly consoleUrl: string;
  /** Where docs/runbook.md can be read; empty: alerts name its path. */
  readonly runbookUrl: string;
  readonly uploadOrigin: string;
  /** The address in whose name applicants get mail; empty for no mail. */
  readonly noticeSender: string;
  /** Whether applicants get text messages. */
  readonly sms: 'true' | 'false';
}

export type StageName = 'dev' | 'prod';

/** The processor of every function: one value, since no bundle contains a native module. */
const architecture = 'arm64';

const parameters: DeployParameters = {
  audience: 'mot-cua',
  sweepMinutes: 15,
  observeMinutes: 15,
  digestSchedule: 'cron(30 7-10 * * ? *)',
  consoleUrl: 'https://console.aws.amazon.com',
  runbookUrl: '',
  uploadOrigin: '*',
  noticeSender: '',
  sms: 'false',
};

/** A department that resolves some two thousand dossiers a year, none late, has some hundreds open. */
const limits = { open: 1000, atRisk: 50, overdue: 10, oldestOverdueDays: 5 };

const stages: Record<StageName, StageConfig> = {
  dev: {
    stage: 'dev',
    region: 'ap-southeast-1',
    architecture,
    retain: false,
    logRetentionDays: 14,
    quarantineDays: 30,
    logLevel: 'DEBUG',
    throttle: { rate: 100, burst: 200 },
    publicThrottle: { rate: 20, burst: 40 },
    limits,
    parameters,
  },
  prod: {
    stage: 'prod',
    region: 'ap-southeast-1',
    architecture,
    retain: true,
    logRetentionDays: 365,
    quarantineDays: 30,
    logLevel: 'INFO',
    throttle: { rate: 500, burst: 1000 },
    publicThrottle: { rate: 50, burst: 100 },
    limits,
    parameters,
  },
};

/** True when the text names a stage. */
export function isStageName(text: unknown): text is StageName {
  return typeof text === 'string' && Object.hasOwn(stages, text);
}

/** The configuration of a stage, or an error that lists the stages there are. */
export function stageConfig(stage: unknown): StageConfig {
  if (!isStageName(stage)) {
    throw new Error(
      `There is no stage "${String(stage)}"; the stages are ${Object.keys(stages).join(', ')}.`,
    );
  }
  return stages[stage];
}

/** Every resource that has a name of its own carries this prefix, so two stages fit in one account. */
export const resourceName = (config: StageConfig, name: string): string => `mot-cua-${config.stage}-${name}`;

export type StackPart = 'Data' | 'Workflow' | 'Api' | ApiContext;

/** `MotCua-dev-Data`, `MotCua-dev-Intake` and their neighbours. */
export const stackName = (config: StageConfig, part: StackPart): string =>
  `MotCua-${config.stage}-${pascal(part)}`;

import * as z from 'zod';
import { TaskError, type TaskInvoker } from '../asl/index.ts';
import type { Clock } from '../clock.ts';
import type { Wire } from '../front/wire.ts';
import { LOCAL } from '../template/physical.ts';
import { fromApi, isFields, toApi } from './attributes.ts';

/** What a function answered; the error has the shape in which Lambda tells it. */
export type FunctionAnswer =
  | { ok: unknown }
  | { error: { errorType?: string; errorMessage?: string; [more: string]: unknown } };

export interface SdkInvokerOptions {
  /** Leads to the embedded cloud's front door. */
  wire: Wire;
  invokeFunction: (nameOrArn: string, payload: unknown, accessKeyId: string) => Promise<FunctionAnswer>;
  /** The key with which an execution calls; by default the administrator's. */
  accessKeyId?: (executionArn: string) => string;
  clock: Clock;
  /** Faults to inject: the error to fail this call with, before it is made. */
  fault?: (resource: string, args: unknown) => TaskError | undefined;
}

interface Caller extends Omit<SdkInvokerOptions, 'accessKeyId'> {
  accessKeyId: string;
}

const ERROR = z.looseObject({
  __type: z.string().default('InternalServerError'),
  message: z.string().optional(),
  Message: z.string().optional(),
});
const DYNAMODB = ['getItem', 'putItem', 'updateItem', 'deleteItem', 'query', 'batchGetItem'];
const SFN = ['startExecution', 'stopExecution', 'describeExecution', 'sendTaskSuccess', 'sendTaskFailure'];
const SUPPORTED = new Set([
  'lambda:invoke',
  'sns:publish',
  'states:startExecution',
  ...DYNAMODB.map((operation) => `aws-sdk:dynamodb:${operation}`),
  ...SFN.map((operation) => `aws-sdk:sfn:${operation}`),
]);

/** Calls the services of the embedded cloud as the integrations of Step Functions would. */
export function sdkInvoker(options: SdkInvokerOptions): TaskInvoker {
  const invoker: TaskInvoker = async (resource, args, ctx) => {
    const injected = options.fault?.(resource, args);
    if (injected) throw injected;
    const release = options.clock.hold();
    try {
      const accessKeyId = options.accessKeyId?.(ctx.executionArn) ?? LOCAL.accessKeyId;
      return await call({ ...options, accessKeyId }, resource.replace('.waitForTaskToken', ''), args);
    } finally {
      release();
    }
  };
  invoker.refusal = (resource) =>
    SUPPORTED.has(resource.replace('.waitForTaskToken', '')) || resource.startsWith('arn:aws:lambda:')
      ? undefined
      : `the integration ${resource} is not run here; there are: ${[...SUPPORTED].join(', ')}.`;
  return invoker;
}

async function call(options: Caller, resource: string, args: unknown): Promise<unknown> {
  const fields = isFields(args) ? args : {};
  if (resource.startsWith('arn:')) return invokeFunction(options, resource, args);
  if (resource === 'lambda:invoke') {
    const Payload = await invokeFunction(options, textOf(fields.FunctionName), fields.Payload ?? {});
    return { ExecutedVersion: '$LATEST', Payload, StatusCode: 200 };
  }
  if (resource === 'sns:publish') return publish(options, fields);
  const operation = resource.slice(resource.lastIndexOf(':') + 1);
  const Operation = operation.charAt(0).toUpperCase() + operation.slice(1);
  if (resource.startsWith('aws-sdk:dynamodb:')) {
    const target = `DynamoDB_20120810.${Operation}`;
    return fromApi(await post(options, 'dynamodb', target, toApi(fields), 'DynamoDb'));
  }
  const prefix = resource.startsWith('aws-sdk:') ? 'Sfn' : 'StepFunctions';
  const target = `AWSStepFunctions.${Operation}`;
  return sfnAnswer(await post(options, 'states', target, sfnArguments(fields), prefix));
}

async function invokeFunction(options: Caller, name: string, payload: unknown): Promise<unknown> {
  const answer = await options.invokeFunction(name, payload, options.accessKeyId);
  if ('ok' in answer) return answer.ok ?? null;
  throw new TaskError(answer.error.errorType ?? 'Lambda.Unknown', JSON.stringify(answer.error));
}

/** One call of a service with a JSON protocol. */
async function post(
  options: Caller,
  service: string,
  target: string,
  body: unknown,
  prefix: string,
): Promise<unknown> {
  const { status, text } = await send(options, service, JSON.stringify(body), {
    'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Target': target,
  }).catch((error: unknown) => {
    throw new TaskError(`${prefix}.SdkClientException`, String(error));
  });
  const answer: unknown = text === '' ? {} : JSON.parse(text);
  if (status < 300) return answer;
  const fault = ERROR.parse(answer);
  const code = fault.__type.replace(/^.*#/, '');
  const known = code.endsWith('Exception') ? code : `${code}Exception`;
  // Step Functions' own outages are in no model: the SDK knows them by the name of the service alone.
  const name = prefix === 'Sfn' && status >= 500 ? 'SfnException' : known;
  const cause = `${fault.message ?? fault.Message ?? ''} (Service: ${prefix}, Status Code: ${status})`;
  throw new TaskError(`${prefix}.${name}`, cause);
}

async function send(
  options: Caller,
  service: string,
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  // The front door tells services apart by this scope; only S3 verifies signatures.
  const Authorization = `AWS4-HMAC-SHA256 Credential=${options.accessKeyId}/20000101/ap-southeast-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const answer = await options.wire({
    ...{ method: 'POST', path: '/', headers: { ...headers, Authorization } },
    body: Buffer.from(body),
  });
  return { status: answer.status, text: answer.body.toString() };
}

async function publish(options: Caller, fields: Record<string, unknown>): Promise<unknown> {
  const form = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31' });
  for (const [name, value] of Object.entries(fields)) {
    if (!['TopicArn', 'Message', 'Subject'].includes(name))
      throw new TaskError('States.Runtime', `The field '${name}' of sns:publish is not run here`);
    form.set(name, textOf(value));
  }
  const { status, text } = await send(options, 'sns', form.toString(), {
    'Content-Type': 'application/x-www-form-urlencoded',
  });
  if (status >= 300)
    throw new TaskError(`SNS.${/<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? 'Unknown'}Exception`, text);
  return { MessageId: /<MessageId>(.*?)<\/MessageId>/.exec(text)?.[1] };
}

/** JSON where the API wants text: an object is written out, as Step Functions does. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function sfnArguments(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]): [string, unknown] => [
    name.charAt(0).toLowerCase() + name.slice(1),
    name === 'Input' || name === 'Output' ? textOf(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function sfnAnswer(answer: unknown): unknown {
  if (!isFields(answer)) return answer;
  const entries = Object.entries(answer).map(([name, value]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    name.endsWith('Date') && typeof value === 'number' ? new Date(value * 1000).toISOString() : value,
  ]);
  return Object.fromEntries(entries);
}

/** Calls of AWS's services in objects: through the front door and its rights, without the SDK's serialisers, signer and HTTP client. */
import { Readable } from 'node:stream';
import * as dynamo from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as ses from '@aws-sdk/client-sesv2';
import * as states from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Direct } from '../../local/dynamo/direct.ts';
import type { Wire, WireAnswer } from '../../local/front/wire.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { type Fields, fromWire, isFields, type MarshallOptions, toWire } from './marshalling.ts';

/** Who calls, and how. */
export interface Caller {
  readonly accessKeyId: string;
  readonly wire: Wire;
  readonly database?: Direct | undefined;
}

/** A call of DynamoDB with native values. Throws the SDK's exceptions. */
export const askDynamo = async (
  caller: Caller,
  operation: string,
  input: Fields,
  options?: MarshallOptions,
): Promise<Fields> => {
  const travels = toWire(input, options);
  const answer = caller.database
    ? await caller.database(caller.accessKeyId, operation, travels)
    : read(await caller.wire(request(caller, `DynamoDB_20120810.${operation}`, 'dynamodb', travels)));
  return fromWire(outputOf(answer, dynamo, dynamo.DynamoDBServiceException));
};

/** A call of Step Functions; instants are dates. Throws the SDK's exceptions. */
export const askStates = async (caller: Caller, operation: string, input: Fields): Promise<Fields> => {
  const sent = request(caller, `AWSStepFunctions.${operation}`, 'states', input);
  return dated(outputOf(read(await caller.wire(sent)), states, states.SFNServiceException));
};

/** A call of EventBridge. Throws the SDK's exceptions. */
export const askEvents = async (caller: Caller, operation: string, input: Fields): Promise<Fields> => {
  const Entries = Array.isArray(input.Entries) ? input.Entries.map(withSeconds) : [];
  const sent = request(caller, `AWSEvents.${operation}`, 'events', { ...input, Entries });
  return outputOf(read(await caller.wire(sent)), events, events.EventBridgeServiceException);
};
const withSeconds = (entry: unknown): unknown =>
  isFields(entry) && entry.Time instanceof Date ? { ...entry, Time: entry.Time.getTime() / 1000 } : entry;

/** A mail by SES. Throws the SDK's exceptions. */
export const askSes = async (caller: Caller, operation: string, input: Fields): Promise<Fields> => {
  if (operation !== 'SendEmail') throw new Error(`${operation} is not sent here`);
  const sent = { ...request(caller, undefined, 'ses', input), path: '/v2/email/outbound-emails' };
  return outputOf(read(await caller.wire(sent)), ses, ses.SESv2ServiceException);
};

const request = ({ accessKeyId }: Caller, target: string | undefined, service: string, input: Fields) => ({
  method: 'POST',
  path: '/',
  headers: {
    ...(target === undefined ? { 'content-type': 'application/json' } : { 'x-amz-target': target }),
    // Unsigned: what a key may do is all that counts behind the door.
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20230101/${LOCAL.region}/${service}/aws4_request`,
  },
  body: Buffer.from(JSON.stringify(input)),
});

const Refusal = z.looseObject({
  __type: z.string(),
  message: z.string().optional(),
  Message: z.string().optional(),
});

const read = ({ status, body }: WireAnswer): { readonly status: number; readonly output: unknown } => ({
  status,
  output: JSON.parse(body.toString()),
});

/** What a service answers, or the SDK's exception of that name. */
const outputOf = (
  { status, output: given }: { readonly status: number; readonly output: unknown },
  sdk: object,
  Other:
    | typeof dynamo.DynamoDBServiceException
    | typeof states.SFNServiceException
    | typeof events.EventBridgeServiceException
    | typeof ses.SESv2ServiceException,
): Fields => {
  if (!isFields(given)) throw new Error('no answer');
  if (status === 200) return { $metadata: { httpStatusCode: status }, ...given };
  const { __type, message, Message, ...rest } = Refusal.parse(given);
  const name = __type.replace(/^.*#/, '');
  const about = { message: message ?? Message ?? name, $metadata: { httpStatusCode: status } };
  const modelled = new Map<string, unknown>(Object.entries(sdk)).get(name);
  if (typeof modelled === 'function') throw Reflect.construct(modelled, [{ ...rest, ...about }]);
  throw new Other({ name, $fault: status < 500 ? 'client' : 'server', ...about });
};

/** The wire carries instants as seconds; they stand in an answer itself, or in the elements of a list. */
const dated = (output: Fields): Fields => {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(output)) {
    const isInstant = typeof value === 'number' && /(Date|^timestamp)$/.test(name);
    const list = Array.isArray(value) ? value.map((each) => (isFields(each) ? dated(each) : each)) : value;
    changed[name] = isInstant ? new Date(value * 1000) : list;
  }
  return changed;
};

const bytesOf = (body: unknown): Buffer => {
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body === undefined) return Buffer.alloc(0);
  throw new Error('a body that is a stream is not sent here');
};

/** What takes the place of the SDK's HTTP client; for bodies that are no streams. */
export const wireHandler = (wire: Wire) => ({
  async handle({ method, path, query, headers, body }: HttpRequest) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) search.set(name, value);
    const asked = search.size === 0 ? path : `${path}?${search.toString()}`;
    const sent = { method, path: asked, headers, body: bytesOf(body) };
    const answer = await wire(sent);
    return {
      response: { statusCode: answer.status, headers: answer.headers, body: Readable.from([answer.body]) },
    };
  },
});

/** A request as the SDK hands it to its HTTP client. */
interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

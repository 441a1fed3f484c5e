/**
 * AWS's clients for simulated functions and for checks without the SDK's serialisers, signer and HTTP client, which cost more than
 * all the rest of a dossier. What is in front of them (commands, marshalling) and behind them (front door, rights, engines) is
 * the same, and so is every byte that a run writes; what the SDK would try again is tried again as often. S3 keeps its protocol,
 * which is not JSON, and goes without sockets only.
 */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Shortcut } from '../../local/lambda/inline.ts';
import { askDynamo, askEvents, askSes, askStates, type Caller, wireHandler } from './ask.ts';
import { type Fields, isFields, type MarshallOptions } from './marshalling.ts';

/** A client of the SDK, or one for documents that surrounds it. */
interface AnyClient {
  readonly config: {
    readonly serviceId?: string;
    readonly maxAttempts?: number | (() => Promise<number>);
    requestHandler?: unknown;
    readonly translateConfig?: { readonly marshallOptions?: MarshallOptions };
  };
}

interface AnyCommand {
  readonly input: Fields;
  /** A command of the document client holds the command of the plain client. */
  readonly clientCommand?: object;
}
const isCommand = (given: unknown): given is AnyCommand => isFields(given) && isFields(given.input);

const { send } = DynamoDBClient.prototype;
/** Where all clients of the SDK have `send` from. */
const home: object = Object.getPrototypeOf(DynamoDBClient.prototype);

/** Redirects the clients that functions use. */
export const directClients: Shortcut = (current) => {
  const known = new WeakSet<object>();
  function redirected(this: AnyClient, ...args: readonly unknown[]): unknown {
    const caller = current();
    const answer = caller && directly(caller, this.config, args[0]);
    if (answer) return answer;
    if (caller && this.config.serviceId === 'S3' && !known.has(this)) {
      known.add(this);
      const { requestHandler: other } = this.config;
      Object.assign(this.config, {
        requestHandler: {
          ...Object(other),
          ...wireHandler(async (sent) => (current() ?? caller).wire(sent)),
        },
      });
    }
    return Reflect.apply(send, this, args);
  }
  Object.assign(home, { send: redirected });
  return () => void Object.assign(home, { send });
};

/** Makes a client call over a wire. */
export const throughWire = <C extends AnyClient>(client: C, caller: Caller): C =>
  Object.assign(client, {
    send: (...args: readonly unknown[]): unknown =>
      directly(caller, client.config, args[0]) ?? Reflect.apply(send, client, args),
  });

const directly = (
  caller: Caller,
  config: AnyClient['config'],
  command: unknown,
): Promise<Fields> | undefined => {
  if (!isCommand(command)) return undefined;
  if (config.serviceId === 'DynamoDB' && command.clientCommand) {
    const operation = nameOf(command.clientCommand);
    const input = tokened(operation, command.input);
    randomUUID(); // the SDK names each call, and what a function draws afterwards must be the same
    return again(config, () => askDynamo(caller, operation, input, config.translateConfig?.marshallOptions));
  }
  const ask = config.serviceId === undefined ? undefined : asks[config.serviceId];
  if (!ask) return undefined;
  randomUUID();
  return again(config, () => ask(caller, nameOf(command), command.input));
};

/** Tries again what the SDK would (its standard mode), without its pauses. */
const again = async (config: AnyClient['config'], call: () => Promise<Fields>): Promise<Fields> => {
  const { maxAttempts = 3 } = config;
  const most = typeof maxAttempts === 'number' ? maxAttempts : await maxAttempts();
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= most || !passes(error)) throw error;
    }
  }
};

/** Throttles, outages, and connections that broke. */
const passes = (error: unknown): boolean => {
  const { name, code, $metadata } = Trouble.parse(error);
  return code === 'ECONNRESET' || ($metadata?.httpStatusCode ?? 0) >= 500 || THROTTLES.has(name);
};
const Trouble = z.object({
  name: z.string(),
  code: z.string().optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
});
const THROTTLES = new Set([
  ...['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded'],
  ...['TransactionInProgressException', 'TooManyRequestsException'],
]);

const asks: Readonly<Record<string, typeof askStates>> = {
  SFN: askStates,
  EventBridge: askEvents,
  SESv2: askSes,
};

const nameOf = (command: object): string => command.constructor.name.replace(/Command$/, '');

/** The SDK gives a transaction a token of its own. */
const tokened = (operation: string, input: Fields): Fields =>
  operation === 'TransactWriteItems' && input.ClientRequestToken === undefined
    ? { ...input, ClientRequestToken: randomUUID() }
    : input;

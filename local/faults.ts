/** What may go wrong in a simulation; in a real run there is none of it. */
import { type IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import * as z from 'zod';
import { bodyOf } from './body.ts';
import type { Lags } from './dynamo/lag.ts';
import type { Handler } from './front/http.ts';
import { callerOf } from './iam/gate.ts';
import { LOCAL } from './template/physical.ts';

/**
 * How a call of a function or state machine to a service fails: the caller dies before or after the effect, the reply is lost,
 * the service throttles, is down, or (DynamoDB) another transaction has the item.
 */
export type CallFault = 'crashBefore' | 'crashAfter' | 'lost' | 'throttled' | 'down' | 'conflict';

/** Late by so many milliseconds, and then perhaps once more; or never. */
export interface Delay {
  readonly lateMs: number;
  readonly twice: boolean;
  readonly never?: boolean;
}

/** Decides what goes wrong. Every question is answered from its arguments and a seed, so that a run can be repeated. */
export interface Faults {
  /** `service` is `dynamodb`, `states`, `s3`, ...; `what` tells this call from others. */
  call(service: string, operation: string, what: string): CallFault | undefined;
  /** Whether the wait that an answer through a task token would end has just ended by its own time limit; `what` is the answer. */
  races?(what: string): boolean;
  /** Whether a batch of stream records comes once more after it was acknowledged, or cannot be delivered now. */
  batch(what: string): 'again' | 'stopped' | undefined;
  /** Whether a stream still has a record of an instant (epoch ms). */
  keeps(at: number, what: string): boolean;
  /** How indexes and inconsistent reads lag behind; absent: not at all. */
  readonly lags?: Lags | undefined;
  /** How late an event of an AWS service comes to those who listen, and whether it comes twice, or not at all. */
  event(what: string): Delay;
  /** How late a schedule fires, and whether it fires twice, or not at all. */
  schedule(name: string): Delay;
  /** By how much the clock of an invocation is off, in milliseconds. */
  skewMs(invocation: string): number;
}

/** A lost reply is told as an error too: a broken connection means the same, and clients wait seconds before they try again. */
export const REFUSALS: Readonly<
  Record<'lost' | 'throttled' | 'down', readonly [status: number, type: string]>
> = {
  lost: [500, 'InternalServerError'],
  throttled: [400, 'ThrottlingException'],
  down: [500, 'InternalServerError'],
};

/** What faults do besides to refuse. */
interface Blows {
  /** Ends whoever calls with a key. */
  readonly crash: (accessKeyId: string) => void;
  /** Ends the wait of a task token by its time limit. */
  readonly expire: (taskToken: string) => void;
}

/** A front door through which calls fail as decided. People's calls and the administrator's own are let through. */
export const faultyDoor = (door: Handler, faults: Faults, { crash, expire }: Blows): Handler => {
  return async (req, res) => {
    const caller = callerOf(req);
    if (!caller || caller.accessKeyId === LOCAL.accessKeyId) return door(req, res);
    const { service } = caller;
    const operation = String(req.headers['x-amz-target'] ?? req.method).replace(/^.*\./, '');
    const isJson = service === 'dynamodb' || service === 'states';
    const what = isJson ? (await bodyOf(req)).toString() : (req.url ?? '').replace(/\?.*/, '');
    if (operation === 'SendTaskSuccess' && faults.races?.(what))
      expire(Answer.parse(JSON.parse(what)).taskToken);
    const fault = faults.call(service, operation, what);
    if (fault === undefined) return door(req, res);
    const isEffect = req.method !== 'GET' && req.method !== 'HEAD';
    if ((fault === 'crashAfter' || fault === 'lost') && isEffect) await door(req, new Lost(req));
    if (fault === 'crashAfter' || fault === 'crashBefore') {
      crash(caller.accessKeyId); // of a state machine the connection breaks
      return void res.destroy();
    }
    if (fault === 'conflict')
      return void res.writeHead(400, JSON_TYPE).end(JSON.stringify(refusedAsConflict(what)));
    const [status, name] = REFUSALS[fault];
    const type = status === 500 && service !== 'dynamodb' ? 'InternalFailure' : name;
    if (service === 's3') return void res.writeHead(503, { 'content-type': 'application/xml' }).end(SLOW);
    return void res.writeHead(status, JSON_TYPE).end(JSON.stringify({ __type: type, message: 'simulated' }));
  };
};

const Answer = z.object({ taskToken: z.string() });
const SLOW = '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>simulated</Message></Error>';
const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };

/** A transaction that met another one, or a plain write that did; `body` is the request. */
export const refusedAsConflict = (body: string): object => {
  const items = body.match(/"(Put|Update|Delete|ConditionCheck)":\{/g) ?? [];
  const CancellationReasons = items.map((_, i) => ({ Code: i === 0 ? 'TransactionConflict' : 'None' }));
  return body.includes('"TransactItems"')
    ? {
        __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
        Message: 'simulated',
        CancellationReasons,
      }
    : { __type: 'com.amazonaws.dynamodb.v20120810#TransactionConflictException', message: 'simulated' };
};

/** An answer that goes nowhere: the effect happens, nobody is told. */
class Lost extends ServerResponse {
  constructor(req: IncomingMessage) {
    super(req);
    this.assignSocket(new Socket());
  }
  override write(): boolean {
    return true;
  }
  override end(): this {
    this.emit('finish');
    return this;
  }
}

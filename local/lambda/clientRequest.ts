/** `http.request` as SDK clients use it, over a wire instead of a socket. */
import type { IncomingMessage } from 'node:http';
import { Writable } from 'node:stream';
import * as z from 'zod';
import { incoming, type WireAnswer, type WireRequest } from '../front/wire.ts';

type Send = (request: WireRequest) => Promise<WireAnswer>;

const Options = z.object({
  method: z.string().default('GET'),
  path: z.string(),
  headers: z.record(z.string(), z.coerce.string()).default({}),
});
const Callback = z.custom<(res: IncomingMessage) => void>((given) => typeof given === 'function');

/** Makes the request of `http.request(options, callback)`, the one form that SDK clients use; others are refused. */
export const clientRequest = (args: readonly unknown[], send: Send): Writable => {
  const [options, callback] = z.tuple([Options, Callback]).parse(args);
  return new Outgoing({ ...options, send, callback });
};

interface Planned extends Omit<WireRequest, 'body'> {
  readonly send: Send;
  readonly callback: (res: IncomingMessage) => void;
}

/** Collects the body and sends everything at its end. */
class Outgoing extends Writable {
  private readonly chunks: Buffer[] = [];
  private readonly planned: Planned;

  constructor(planned: Planned) {
    super();
    this.planned = planned;
    const expects = Object.keys(planned.headers).some((name) => name.toLowerCase() === 'expect');
    if (expects) setImmediate(() => this.emit('continue')); // nothing speaks against a body
  }

  override _write(chunk: unknown, encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(
      typeof chunk === 'string'
        ? Buffer.from(chunk, encoding)
        : Buffer.from(chunk instanceof Uint8Array ? chunk : []),
    );
    done();
  }

  override _final(done: () => void): void {
    const { method, path, headers, send, callback } = this.planned;
    send({ method, path, headers, body: Buffer.concat(this.chunks) }).then(
      (answer) => {
        const res = incoming(answer.headers, answer.body);
        res.statusCode = answer.status;
        callback(res);
        this.emit('response', res);
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    done();
  }
}

import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

const bodies = new WeakMap<IncomingMessage, Promise<Buffer>>();

/** The whole body of a request; whoever asks again gets the same bytes. */
export function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const body = bodies.get(req) ?? buffer(req);
  bodies.set(req, body);
  return body;
}

/** Says what the body of a request is that came without a network. */
export function rememberBody(req: IncomingMessage, body: Buffer): void {
  bodies.set(req, Promise.resolve(body));
}

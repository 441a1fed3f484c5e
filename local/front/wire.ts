/** The front door without a network: for callers on this thread. */
import {
  IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import { Socket } from 'node:net';
import { rememberBody } from '../body.ts';
import { answerFailure, type Handler } from './http.ts';

/** A request, whole. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Its answer, whole. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Makes a request and waits for the answer; rejects when the connection would have broken. */
export type Wire = (request: WireRequest) => Promise<WireAnswer>;

/** A wire to a handler. */
export const createWire =
  (handler: Handler): Wire =>
  (request) =>
    new Promise((resolve, reject) => {
      const req = incoming(request.headers, request.body);
      req.method = request.method;
      req.url = request.path;
      rememberBody(req, request.body);
      const res = new Answer(req, resolve, () => reject(broken()));
      handler(req, res).catch((error: unknown) => answerFailure(res, error));
    });

/** A message that has arrived as a whole. */
export const incoming = (headers: Readonly<Record<string, string>>, body: Buffer): IncomingMessage => {
  const message = new IncomingMessage(new Socket());
  message.httpVersion = '1.1';
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  message.headers = Object.fromEntries(lower);
  message.headersDistinct = Object.fromEntries(lower.map(([name, value]) => [name, [value]]));
  message.complete = true;
  if (body.length > 0) message.push(body);
  message.push(null);
  return message;
};

const broken = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** Collects what a handler answers. */
class Answer extends ServerResponse {
  private readonly chunks: Buffer[] = [];
  private readonly done: (answer: WireAnswer) => void;
  private readonly lost: () => void;
  private over = false;

  constructor(req: IncomingMessage, done: (answer: WireAnswer) => void, lost: () => void) {
    super(req);
    this.done = done;
    this.lost = lost;
  }

  override writeHead(
    status: number,
    reason?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
    headers?: OutgoingHttpHeaders | OutgoingHttpHeader[],
  ): this {
    this.statusCode = status;
    const given = typeof reason === 'object' ? reason : headers;
    if (Array.isArray(given)) throw new Error('headers as a list are not used here');
    for (const [name, value] of Object.entries(given ?? {}))
      if (value !== undefined) this.setHeader(name, value);
    return this;
  }

  override write(chunk: string | Uint8Array): boolean {
    this.chunks.push(Buffer.from(chunk));
    return true;
  }

  override end(chunk?: unknown): this {
    if (this.over) return this;
    this.over = true;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.write(chunk);
    const headers = Object.entries(this.getHeaders()).map(([name, value]) => [name, String(value)]);
    this.done({
      status: this.statusCode,
      headers: Object.fromEntries(headers),
      body: Buffer.concat(this.chunks),
    });
    this.finished = true;
    this.emit('finish');
    this.emit('close');
    return this;
  }

  override destroy(): this {
    if (this.over) return this;
    this.over = true;
    this.lost();
    this.emit('close');
    return this;
  }
}

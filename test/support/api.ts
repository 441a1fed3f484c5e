import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { CloudLike } from './cloudLike.ts';
import { broken } from './contract.ts';

/** One answer of the API. */
export interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: Record<string, unknown>;
}

export interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly key?: string | null;
  readonly ifMatch?: string;
  readonly raw?: string;
}

const object = z.record(z.string(), z.unknown());
let calls = 0;

/** Calls the HTTP API as a client would; an answer that breaks the contract fails the test. Every POST gets a key of its own unless one is given (null: none). */
export const call = async (
  cloud: CloudLike,
  method: string,
  path: string,
  o: CallOptions = {},
): Promise<Answer> => {
  calls += 1;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (o.token !== undefined) headers.authorization = `Bearer ${o.token}`;
  if (method === 'POST' && o.key !== null) headers['idempotency-key'] = o.key ?? `call-${calls}`;
  if (o.ifMatch !== undefined) headers['if-match'] = o.ifMatch;
  const body = o.raw ?? (o.body === undefined ? undefined : JSON.stringify(o.body));
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(`${cloud.apiUrl}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const etag = response.headers.get('etag') ?? undefined;
  const answer = { status: response.status, etag, body: text === '' ? {} : object.parse(JSON.parse(text)) };
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  const wire = { ...answer, mediaType, etag: etag !== undefined };
  const lies = broken(method, path, wire);
  if (lies.length > 0) throw new Error(`The contract does not hold: ${lies.join('\n')}\n${text}`);
  return answer;
};

const slotSchema = z.object({
  n: z.int(),
  component: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
});
export type Slot = z.infer<typeof slotSchema>;

/** The upload slots of an answer. */
export const slotsOf = (answer: Answer): Slot[] => z.array(slotSchema).parse(answer.body.uploads);

/** Uploads a file by presigned POST, as a browser form would; answers the HTTP status. */
export const upload = async (slot: Slot, bytes: Uint8Array<ArrayBuffer>): Promise<number> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(slot.fields)) form.append(name, value);
  form.append('file', new Blob([bytes]), 'file');
  const response = await fetch(slot.url, { method: 'POST', body: form });
  await response.arrayBuffer();
  return response.status;
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

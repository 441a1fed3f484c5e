import { type Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What an engine answers. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
/** Calls an engine directly. */
export type Call = (operation: string, input: unknown) => Promise<Answer>;

export const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/** One request to an engine behind HTTP. */
export function send(endpoint: string, agent: Agent, operation: string, body: string): Promise<Answer> {
  const target = { 'x-amz-target': `DynamoDB_20120810.${operation}`, 'x-amz-date': '20260101T000000Z' };
  const headers = { ...JSON_TYPE, ...target, authorization: AUTHORIZATION };
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint, { method: 'POST', agent, headers }, (incoming) => {
      const kept = Object.entries(incoming.headers).filter(([name]) => /^(content-type|x-amz.*)$/.test(name));
      const answer = {
        status: incoming.statusCode ?? 500,
        headers: Object.fromEntries(kept.map(([k, v]) => [k, String(v)])),
      };
      text(incoming).then((received) => resolve({ ...answer, body: received }), reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

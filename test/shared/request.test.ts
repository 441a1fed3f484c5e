import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, test } from 'vitest';
import { idempotencyOf } from '../../functions/shared/request.ts';
import { applicant, must, owner } from '../core/dossier/support.ts';

const plain = {
  ...{ version: '2.0', routeKey: 'POST /dossiers/{id}/accept', rawPath: '/dossiers/1/accept' },
  ...{ rawQueryString: '', headers: { 'idempotency-key': 'k' }, isBase64Encoded: false },
};
const context: APIGatewayProxyEventV2['requestContext'] = {
  ...{ accountId: '0', apiId: 'a', domainName: 'd', domainPrefix: 'd', requestId: 'r', routeKey: 'r' },
  ...{ stage: '$default', time: '', timeEpoch: 0 },
  http: { method: 'POST', path: '/', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
};
const body = { limitCase: 'A', place: { counter: '1', note: '' } };
const identity = (event: Partial<typeof plain> = {}, said: unknown = body, who = owner) => {
  const found = idempotencyOf({ ...plain, ...event, requestContext: context }, who, said);
  return must(found.ok ? found.value : undefined);
};

test('a repeated request has the same key and fingerprint, however its fields are ordered', () => {
  const { limitCase, place } = body;
  expect(identity({}, { place: { note: place.note, counter: place.counter }, limitCase })).toEqual(
    identity(),
  );
});

test.each([
  ['path', identity({ rawPath: '/dossiers/2/accept' })],
  ['query', identity({ rawQueryString: 'preview=1' })],
  ['field', identity({}, { ...body, limitCase: 'B' })],
  ['field of a field', identity({}, { ...body, place: { ...body.place, note: 'x' } })],
  ['missing field', identity({}, { limitCase: 'A' })],
  ['empty body', identity({}, {})],
])('the same key with another %s is another request', (_, other) => {
  expect(other.key).toBe(identity().key);
  expect(other.fingerprint).not.toBe(identity().fingerprint);
});

test.each([
  ['caller', identity({}, body, applicant('citizen-2'))],
  ['route', identity({ routeKey: 'POST /dossiers/{id}/refuse' })],
  ['key', identity({ headers: { 'idempotency-key': 'l' } })],
])('another %s has a key of its own', (_, other) => {
  expect(other.key).not.toBe(identity().key);
});

import { join } from 'node:path';
import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { virtualClock } from '../../../local/clock.ts';
import { listen } from '../../../local/front/http.ts';
import { createHttpApi } from '../../../local/front/http-api.ts';
import { createIssuer, type Issuer } from '../../../local/front/issuer.ts';
import { createRouter } from '../../../local/front/router.ts';
import type { Outcome } from '../../../local/lambda/pool.ts';
import { tempDir } from '../fixture.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const clock = virtualClock(NOW);
const audience = ['here'];
const routes = [
  { routeKey: 'GET /open', functionArn: 'open' },
  { routeKey: 'POST /dossiers/{id}/submit', functionArn: 'submit', audience },
];
let answer: Outcome = { ok: true, payload: {} };
let seen: unknown;
let url = '';
let issuer: Issuer;
let close = (): void => {};

beforeEach(async () => {
  answer = { ok: true, payload: { statusCode: 200, body: 'ok' } };
  seen = undefined;
  issuer = await createIssuer({
    url: 'http://issuer',
    audience: 'here',
    keyFile: join(tempDir(), 'key.pem'),
    clock,
  });
  const pool = {
    async invoke(_name: string, event: unknown) {
      seen = event;
      return answer;
    },
    crash: () => {},
    close: async () => {},
  };
  const { server, port } = await listen(
    0,
    createHttpApi({ apiId: 'api', routes, clock, pool, issuer, randomId: () => 'id-1' }),
  );
  url = `http://127.0.0.1:${port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const refusal = async (response: Response) => [response.status, await response.json()];
const submit = (init: RequestInit) => fetch(`${url}/dossiers/a/submit`, { method: 'POST', ...init });

test('a request becomes a payload 2.0 event', async () => {
  const token = await issuer.token({ sub: 's-1', roles: ['frontDesk', 'appraiser'], unit: 'SXD' });
  const response = await fetch(`${url}/dossiers/a%20b/submit?x=1&x=2&y=%C3%A9`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'X-Mixed': 'Case',
      cookie: 'a=1; b=2',
    },
    body: '{"một":"cửa"}',
  });
  expect([response.status, await response.text(), response.headers.get('apigw-requestid')]).toEqual([
    200,
    'ok',
    'id-1',
  ]);
  expect(seen).toMatchObject({
    version: '2.0',
    routeKey: 'POST /dossiers/{id}/submit',
    rawPath: '/dossiers/a%20b/submit',
    rawQueryString: 'x=1&x=2&y=%C3%A9',
    queryStringParameters: { x: '1,2', y: 'é' },
    pathParameters: { id: 'a b' },
    cookies: ['a=1', 'b=2'],
    headers: { 'x-mixed': 'Case', 'content-type': 'application/json' },
    body: '{"một":"cửa"}',
    isBase64Encoded: false,
    requestContext: {
      http: { method: 'POST', path: '/dossiers/a%20b/submit' },
      timeEpoch: NOW,
      stage: '$default',
      authorizer: {
        jwt: {
          claims: {
            sub: 's-1',
            roles: 'frontDesk appraiser',
            unit: 'SXD',
            iss: 'http://issuer',
            aud: 'here',
            exp: String(NOW / 1000 + 3600),
          },
          scopes: null,
        },
      },
    },
  });
});

test('other media types arrive as base64, an empty body not at all', async () => {
  const token = await issuer.token({ sub: 's', roles: ['r'] });
  await submit({ ...bearer(token), body: Buffer.from([0, 255]) });
  expect(seen).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  await submit(bearer(token));
  expect(seen).not.toHaveProperty('body');
  expect(seen).not.toHaveProperty('queryStringParameters');
});

test('a token must be there, ours, for this audience, and not expired by the clock', async () => {
  const unauthorized = [401, { message: 'Unauthorized' }];
  const token = await issuer.token({ sub: 's', roles: ['r'], expiresInSeconds: 60 });
  const { privateKey } = await generateKeyPair('RS256');
  const claims = new SignJWT({ roles: 'r' })
    .setIssuer('http://issuer')
    .setAudience('here')
    .setExpirationTime(NOW / 1000 + 60);
  const forged = await claims.setProtectedHeader({ alg: 'RS256', kid: 'local' }).sign(privateKey);
  const foreign = await issuer.token({ sub: 's', roles: ['r'], audience: 'elsewhere' });
  const expired = await issuer.token({ sub: 's', roles: ['r'], expiresInSeconds: -1 });
  const [head, body] = token.split('.');
  for (const bad of [forged, foreign, expired, `${head}.${body}.`, 'nonsense'])
    expect(await refusal(await submit(bearer(bad)))).toEqual(unauthorized);
  expect(await refusal(await submit({}))).toEqual(unauthorized);
  expect(seen).toBeUndefined();
  expect((await submit(bearer(token))).status).toBe(200);
});

test("unknown routes, failures and malformed answers get the gateway's own words", async () => {
  expect(await refusal(await fetch(`${url}/nowhere`))).toEqual([404, { message: 'Not Found' }]);
  expect(await refusal(await fetch(`${url}/open`, { method: 'DELETE' }))).toEqual([
    404,
    { message: 'Not Found' },
  ]);
  const error = [500, { message: 'Internal Server Error' }];
  answer = { ok: false, error: { errorType: 'Sandbox.Timedout', errorMessage: 'secret', trace: [] } };
  expect(await refusal(await fetch(`${url}/open`))).toEqual(error);
  answer = { ok: true, payload: { statusCode: 'two hundred' } };
  expect(await refusal(await fetch(`${url}/open`))).toEqual(error);
  const big = await fetch(`${url}/open`, { method: 'GET' });
  expect(big.status).toBe(500);
});

test('a body over 10 MB is refused before the function runs', async () => {
  const token = await issuer.token({ sub: 's', roles: ['r'] });
  const response = await submit({ ...bearer(token), body: Buffer.alloc(10 * 1024 * 1024 + 1) });
  expect(await refusal(response)).toEqual([413, { message: 'Request Entity Too Large' }]);
  expect(seen).toBeUndefined();
});

test('answers: status, headers, cookies, base64, and plain JSON without a status', async () => {
  answer = {
    ok: true,
    payload: {
      statusCode: 201,
      headers: { Location: '/a', 'x-count': 3 },
      cookies: ['a=1', 'b=2'],
      body: 'AP8=',
      isBase64Encoded: true,
    },
  };
  const full = await fetch(`${url}/open`);
  expect([
    full.status,
    full.headers.get('location'),
    full.headers.get('x-count'),
    full.headers.getSetCookie(),
  ]).toEqual([201, '/a', '3', ['a=1', 'b=2']]);
  expect([...new Uint8Array(await full.arrayBuffer())]).toEqual([0, 255]);
  answer = { ok: true, payload: { plain: true } };
  expect(await refusal(await fetch(`${url}/open`))).toEqual([200, { plain: true }]);
});

test('exact text wins over a variable; a variable is never empty', () => {
  const keys = ['GET /a/{id}', 'POST /a/{id}', 'GET /a/list', 'GET /{x}/b', 'GET /a/{id}/b'];
  const router = createRouter(keys.map((routeKey) => ({ routeKey, functionArn: 'f' })));
  const found = (method: string, path: string) => {
    const match = router(method, path);
    return match && [match.route.routeKey, match.parameters];
  };
  expect(found('GET', '/a/list')).toEqual(['GET /a/list', {}]);
  expect(found('GET', '/a/b')).toEqual(['GET /a/{id}', { id: 'b' }]);
  expect(found('GET', '/c/b')).toEqual(['GET /{x}/b', { x: 'c' }]);
  expect(found('GET', '/a/%31/b')).toEqual(['GET /a/{id}/b', { id: '1' }]);
  expect(found('POST', '/a/%zz')).toEqual(['POST /a/{id}', { id: '%zz' }]);
  for (const path of ['/a/', '/a', '/a/1/', '/']) expect(found('GET', path)).toBeUndefined();
});

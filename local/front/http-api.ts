/** An API Gateway HTTP API in front of Lambda: payload format 2.0, JWT authorizer, the gateway's own refusals. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { LambdaPool } from '../lambda/pool.ts';
import { isRecord } from '../template/json.ts';
import { LOCAL } from '../template/physical.ts';
import { type Handler, readBody, sendJson } from './http.ts';
import type { Issuer } from './issuer.ts';
import { createRouter, type Route } from './router.ts';

const BODY_LIMIT = 10 * 1024 * 1024;
const TEXT = /^(text\/|application\/(.+\+)?(json|xml|javascript))/;

const Answer = z.object({
  statusCode: z.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Serves the routes. */
export function createHttpApi(o: {
  apiId: string;
  routes: readonly Route[];
  clock: Clock;
  pool: LambdaPool;
  issuer: Issuer;
  randomId(): string;
}): Handler {
  const router = createRouter(o.routes);

  /** The authorizer part of the request context; undefined once a refusal has been sent. */
  async function authorize(audience: readonly string[], req: IncomingMessage, res: ServerResponse) {
    const token = req.headers.authorization?.replace(/^Bearer\s+/i, '') ?? '';
    try {
      // The gateway hands every claim on as text.
      const claims = Object.entries(await o.issuer.verify(token, audience)).map(([name, value]) => [
        name,
        Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
      ]);
      return { jwt: { claims: Object.fromEntries(claims), scopes: null } };
    } catch {
      const challenge = token === '' ? 'Bearer' : 'Bearer error="invalid_token"';
      return sendJson(res, 401, { message: 'Unauthorized' }, { 'www-authenticate': challenge });
    }
  }

  return async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://local');
    const method = req.method ?? 'GET';
    const found = router(method, url.pathname);
    const requestId = o.randomId();
    res.setHeader('apigw-requestid', requestId);
    if (!found) return sendJson(res, 404, { message: 'Not Found' });
    const { route, parameters } = found;
    const authorizer = route.audience ? await authorize(route.audience, req, res) : {};
    if (!authorizer) return;
    const body = await readBody(req, BODY_LIMIT);
    if (!body) return sendJson(res, 413, { message: 'Request Entity Too Large' });
    const headers = headersOf(req);
    const now = o.clock.now();
    const plain = TEXT.test(headers['content-type'] ?? '');
    const cookies = headers.cookie?.split('; ');
    delete headers.cookie;
    const query = queryOf(url.searchParams);
    const outcome = await o.pool.invoke(route.functionArn, {
      version: '2.0',
      routeKey: route.routeKey,
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      ...(cookies && { cookies }),
      headers,
      ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
      requestContext: {
        accountId: LOCAL.account,
        apiId: o.apiId,
        ...(route.audience && { authorizer }),
        domainName: headers.host ?? '127.0.0.1',
        domainPrefix: o.apiId,
        http: {
          method,
          path: url.pathname,
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: headers['user-agent'] ?? '',
        },
        requestId,
        routeKey: route.routeKey,
        stage: '$default',
        time: new Date(now).toUTCString(),
        timeEpoch: now,
      },
      ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
      ...(body.length > 0 && { body: body.toString(plain ? 'utf8' : 'base64') }),
      isBase64Encoded: body.length > 0 && !plain,
    });
    if (!outcome.ok) return sendJson(res, 500, { message: 'Internal Server Error' });
    respond(res, outcome.payload);
  };
}

function respond(res: ServerResponse, payload: unknown): void {
  // A function may answer any JSON; without a status code the gateway takes the whole of it as the body.
  if (!isRecord(payload) || payload.statusCode === undefined) {
    sendJson(res, 200, payload);
    return;
  }
  const answer = Answer.safeParse(payload);
  if (!answer.success) {
    sendJson(res, 500, { message: 'Internal Server Error' });
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = answer.data;
  res.statusCode = statusCode;
  res.setHeader('content-type', 'text/plain;charset=UTF-8');
  for (const [name, value] of Object.entries(headers ?? {})) res.setHeader(name, String(value));
  if (cookies?.length) res.setHeader('set-cookie', cookies);
  res.end(Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'));
}

const headersOf = (req: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(req.headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')]),
  );

function queryOf(search: URLSearchParams): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of search) query[name] = name in query ? `${query[name]},${value}` : value;
  return query;
}

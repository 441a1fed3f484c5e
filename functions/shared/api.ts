import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { digest } from '../app/append.ts';
import type { Reply } from '../app/execute.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import type { Result } from '../core/result.ts';
import { log } from './logger.ts';
import { problemResponse } from './problem.ts';

type Response = APIGatewayProxyStructuredResultV2;
type Run<Value> = (event: APIGatewayProxyEventV2) => Promise<Result<Value, Refusal>>;

/**
 * A Lambda handler for one API operation. `run` answers a value or a refusal; whatever it throws is a bug or an outage:
 * it is logged without data and answered as 503 when a retry may help, else left to API Gateway as 500.
 */
const answering = <Value>(run: Run<Value>, respond: (value: Value) => Response) =>
  middy<APIGatewayProxyEventV2, Response>()
    .use({
      onError: (request) => {
        log.error('REQUEST_FAILED', request.error, { route: request.event.routeKey });
        if (request.error?.name !== 'TransactionBusyError') return;
        request.response = problemResponse({ code: 'BUSY' });
      },
    })
    .handler(async (event) => {
      const result = await run(event);
      if (!result.ok) {
        log.info('REQUEST_REFUSED', { route: event.routeKey, problem: result.error.code });
        return problemResponse(result.error);
      }
      const response = respond(result.value);
      log.info('REQUEST_DONE', { route: event.routeKey, status: response.statusCode });
      return response;
    });

/** An operation that answers JSON. */
export const apiHandler = (run: Run<Reply>) => answering(run, (reply) => jsonResponse(reply));

const jsonResponse = ({ status, body, rev, retryAfter }: Reply): Response => ({
  statusCode: status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(rev === undefined ? {} : { etag: `"${rev}"` }),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  },
  body: JSON.stringify(body),
});

/** Never kept, never guessed at. */
const inert = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** The browser is told to apply that one style and to run and fetch nothing. */
const pageHeaders = (style: string) => ({
  ...inert,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${base64Digest(style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
});

/** Something to save or to look at instead of JSON; a page comes with the one style that it may apply. */
export interface Sheet {
  readonly mediaType: 'text/csv' | 'text/html';
  readonly text: string;
  readonly style?: string;
  /** Under which name it is saved; absent: it is shown. */
  readonly fileName?: string;
}

/** An operation that answers JSON, or a sheet when it is asked for one. */
export const sheetHandler = (run: Run<Reply | Sheet>) =>
  answering(run, (value) => ('mediaType' in value ? sheetResponse(value) : jsonResponse(value)));

const sheetResponse = ({ mediaType, text, style, fileName }: Sheet): Response => ({
  statusCode: 200,
  headers: {
    ...(style === undefined ? inert : pageHeaders(style)),
    'content-type': `${mediaType}; charset=utf-8`,
    ...(fileName !== undefined && { 'content-disposition': `attachment; filename="${fileName}"` }),
  },
  body: text,
});

/** A page without scripts and outside resources: one style element that holds exactly `style`. */
export interface Page {
  readonly html: string;
  readonly style: string;
}

/** An operation that answers a page. */
export const pageHandler = (run: Run<Page>) =>
  answering(run, ({ html, style }) => ({ statusCode: 200, headers: pageHeaders(style), body: html }));

const base64Digest = (text: string): string => Buffer.from(digest(text), 'hex').toString('base64');

import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Reply } from '../app/execute.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import type { Result } from '../core/result.ts';
import { log } from './logger.ts';
import { problemResponse } from './problem.ts';

type ApiResult = Result<Reply, Refusal>;

/**
 * A Lambda handler for one API operation. `run` answers a reply or a refusal as values; whatever it throws is a bug or an
 * outage: it is logged without data and answered as 503 when a retry may help, else left to API Gateway as 500.
 */
export const apiHandler = (run: (event: APIGatewayProxyEventV2) => Promise<ApiResult>) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
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
      const { status, body, rev, retryAfter } = result.value;
      log.info('REQUEST_DONE', { route: event.routeKey, status });
      return {
        statusCode: status,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
          ...(rev === undefined ? {} : { etag: `"${rev}"` }),
          ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
        },
        body: JSON.stringify(body),
      };
    });

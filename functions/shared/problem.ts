import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { problems, type Refusal } from '../core/dossier/problems.ts';

/** A refusal as a problem document (RFC 9457) with its stable number, in Vietnamese first, English second. */
export const problemResponse = ({
  code,
  detail,
  fields,
  current,
}: Refusal): APIGatewayProxyStructuredResultV2 => {
  const { number, status, vi, en } = problems[code];
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(status === 503 ? { 'retry-after': '5' } : {}),
    },
    body: JSON.stringify({
      type: `urn:mot-cua:problem:${number}`,
      title: `${vi} / ${en}`,
      status,
      code: `MC-${number}`,
      reason: code,
      ...(detail === undefined ? {} : { detail }),
      ...(fields === undefined ? {} : { errors: fields }),
      ...(current === undefined ? {} : { current }),
    }),
  };
};

import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../functions/contract/openapi/document.ts';
import { problems } from '../../functions/core/dossier/problems.ts';
import { operations } from '../../infra/operations.ts';

const document = openApiDocument();
const read: { paths: Record<string, Record<string, Record<string, unknown>>> } = JSON.parse(
  JSON.stringify(document),
);
const operation = (route: string) => {
  const [method = '', path = ''] = route.split(' ');
  return read.paths[path]?.[method.toLowerCase()];
};

test('is valid OpenAPI 3.1, and every reference leads somewhere', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(document)));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
  const text = JSON.stringify(document);
  for (const [, kind = '', name = ''] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g))
    expect(new Map(Object.entries(document.components)).get(kind), name).toHaveProperty(name);
  expect(text).not.toContain('#/$defs');
});

test('has every route that is deployed, under the name of its function', () => {
  for (const { name, route } of operations) expect(operation(route)?.operationId, route).toBe(name);
  const count = Object.values(read.paths).flatMap((each) => Object.keys(each)).length;
  expect(count).toBe(operations.length);
});

test('says what a handler would do: constraints, headers, refusals', () => {
  expect(operation('POST /dossiers/{id}/withdraw')).toMatchObject({
    'x-roles': ['owner', 'portal', 'frontDesk'],
    security: [{ bearer: [] }],
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      { $ref: '#/components/parameters/IdempotencyKey' },
      { $ref: '#/components/parameters/IfMatch' },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            additionalProperties: false,
            required: ['reason'],
            properties: { reason: { type: 'string', minLength: 1, maxLength: 500 } },
          },
        },
      },
    },
    responses: {
      200: {
        headers: { ETag: {} },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Dossier' } } },
      },
      409: {
        'x-problem-codes': ['RESULT_ALREADY_ISSUED', 'OWNER_ACTS', 'ILLEGAL_TRANSITION', 'CONCURRENT_CHANGE'],
      },
      412: { 'x-problem-codes': ['STALE_ETAG'] },
      503: { headers: { 'Retry-After': {} }, 'x-problem-codes': ['BUSY'] },
    },
  });
  const metrics = operation('GET /metrics');
  expect(metrics).toMatchObject({
    parameters: [
      { name: 'unit', in: 'query', required: true },
      { name: 'from', in: 'query', required: true, schema: { format: 'date' } },
      { name: 'to', in: 'query', required: true, schema: { format: 'date' } },
    ],
  });
  expect(metrics).not.toHaveProperty('requestBody');
  expect(operation('GET /track/{token}')).toMatchObject({ security: [], 'x-roles': ['public'] });
  expect(operation('POST /dossiers/{id}/documents/{n}/upload')).toMatchObject({
    requestBody: { required: false },
  });
});

test('lists every problem with its number, which no two share', () => {
  const listed = document['x-problem-codes'];
  expect(listed).toHaveLength(Object.keys(problems).length);
  expect(new Set(listed.map(({ code }) => code)).size).toBe(listed.length);
  expect(listed).toContainEqual({
    code: 'MC-1103',
    reason: 'NOT_FOUND',
    status: 404,
    vi: 'Không tìm thấy',
    en: 'Not found',
  });
  expect(document['x-national-statuses']).toHaveLength(10);
});

import { type ProblemCode, problems } from '../../core/dossier/problems.ts';
import type { Answer, Operation, Text } from '../operation.ts';
import { gatewayMessage, problem } from '../problem.ts';
import type { Schema, Schemas } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** Both languages in one line, Vietnamese first. */
export const both = ({ vi, en }: Text): string => `${vi} / ${en}`;

const json = 'application/json';
const header = (name: string) => ({ $ref: `#/components/headers/${name}` });
const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` });

/** One operation as OpenAPI says it. */
export const operationObject = (
  schemas: Schemas,
  context: string,
  id: string,
  operation: Operation,
): Json => {
  const { route, summary, by, body, example } = operation;
  const isPost = route.startsWith('POST');
  const parameters = parametersOf(schemas, operation);
  const content = { schema: schemas.of(body, 'input'), ...(example !== undefined && { example }) };
  return {
    operationId: id,
    tags: [context],
    summary: both(summary),
    'x-roles': by === 'public' ? ['public'] : by,
    security: by === 'public' ? [] : [{ bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(isPost && {
      requestBody: { required: !body.safeParse({}).success, content: { [json]: content } },
    }),
    responses: { ...answersOf(schemas, operation), ...refusalsOf(schemas, operation) },
  };
};

const parametersOf = (schemas: Schemas, { path, query, repeatable, ifMatch }: Operation): Json[] => [
  ...placed('path', schemas.of(path, 'input')),
  ...placed('query', schemas.of(query, 'input')),
  ...(repeatable ? [] : [parameter('IdempotencyKey')]),
  ...(ifMatch ? [parameter('IfMatch')] : []),
];

const placed = (place: 'path' | 'query', { properties = {}, required = [] }: Schema): Json[] =>
  Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = typeof property === 'object' ? property : {};
    return {
      ...{ name, in: place, required: required.includes(name), schema },
      ...(description !== undefined && { description }),
    };
  });

const answersOf = (schemas: Schemas, { answers }: Operation): Json =>
  Object.fromEntries(
    Object.entries(answers).map(([status, answer]: [string, Answer]) => [
      status,
      {
        description: both(answer.text),
        ...(answer.etag === true && { headers: { ETag: header('ETag') } }),
        content: contentOf(schemas, answer),
      },
    ]),
  );

const contentOf = (schemas: Schemas, { schema, mediaType = json, also = {} }: Answer): Json =>
  Object.fromEntries(
    Object.entries({ [mediaType]: schema, ...also }).map(([type, each]) => [
      type,
      { schema: schemas.of(each, 'output') },
    ]),
  );

/** The gateway itself may answer these, before a function is asked. */
const gatewayAnswers: Readonly<Record<string, string>> = {
  401: 'Unauthorized',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

const refusalsOf = (schemas: Schemas, { problems: codes, by }: Operation): Json => {
  const gateway = Object.keys(gatewayAnswers).filter((status) => status !== '401' || by !== 'public');
  const statuses = new Set([...codes.map((code) => String(problems[code].status)), ...gateway]);
  return Object.fromEntries(
    [...statuses].toSorted().map((status) => {
      const own = codes.filter((code) => String(problems[code].status) === status);
      const spoken = gateway.includes(status) ? gatewayAnswers[status] : undefined;
      return [status, refusal(schemas, status, own, spoken)];
    }),
  );
};

const refusal = (
  schemas: Schemas,
  status: string,
  codes: readonly ProblemCode[],
  spoken: string | undefined,
): Json => ({
  description: [...codes.map(sentenceOf), ...(spoken === undefined ? [] : [spoken])].join('\n\n'),
  ...(status === '503' && { headers: { 'Retry-After': header('RetryAfter') } }),
  content: {
    ...(codes.length > 0 && { 'application/problem+json': { schema: schemas.of(problem, 'output') } }),
    ...(spoken !== undefined && { [json]: { schema: schemas.of(gatewayMessage, 'output') } }),
  },
  ...(codes.length > 0 && { 'x-problem-codes': codes }),
});

const sentenceOf = (code: ProblemCode): string => `MC-${problems[code].number} ${both(problems[code])}`;

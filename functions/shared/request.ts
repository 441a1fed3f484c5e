import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { canonical, digest } from '../app/append.ts';
import { versionName } from '../app/publication.ts';
import { type Subject, subject, unitId } from '../core/dossier/ids.ts';
import { type FieldError, type Refusal, refuse } from '../core/dossier/problems.ts';
import { type Actor, type Role, roles } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { parseStrictJson } from './json.ts';

/** What the JWT authorizer has verified; a claim list arrives as "[a b]" from API Gateway. */
const claimsSchema = z.object({
  requestContext: z.object({
    authorizer: z.object({
      jwt: z.object({
        claims: z.object({ sub: z.string(), roles: z.string(), unit: z.string().optional() }),
      }),
    }),
  }),
});

const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** Who calls, from verified claims. Staff need a unit; an applicant has none. */
export const actorOf = (event: unknown): Result<Actor, Refusal> => {
  const parsed = claimsSchema.safeParse(event);
  if (!parsed.success) return refuse('UNAUTHENTICATED');
  const { sub, roles: listed, unit } = parsed.data.requestContext.authorizer.jwt.claims;
  const held = listed
    .replace(/[[\],]/g, ' ')
    .split(/\s+/)
    .filter(isRole);
  const who = subject(sub);
  if (!who || held.length === 0) return refuse('UNAUTHENTICATED');
  if (held.every((role) => role === 'applicant')) return ok({ kind: 'applicant', subject: who, roles: held });
  const at = unit === undefined ? undefined : unitId(unit);
  return at
    ? ok({ kind: 'staff', subject: who, roles: held, unit: at })
    : refuse('UNAUTHENTICATED', 'staff without a unit');
};

/** Validates a value against a schema and names every bad field. */
export const validate = <T>(schema: z.ZodType<T>, value: unknown): Result<T, Refusal> => {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? ok(parsed.data)
    : refuse('VALIDATION_FAILED', undefined, parsed.error.issues.flatMap(fieldErrors));
};

const fieldErrors = (issue: z.core.$ZodIssue): FieldError[] => {
  const at = (key?: PropertyKey) =>
    `/${[...issue.path, ...(key === undefined ? [] : [key])].map(String).join('/')}`;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: at(key), detail: 'unknown field' }));
  return [{ field: at(), detail: issue.message }];
};

/** The body, decoded; an absent one counts as an empty object. */
export const bodyOf = (event: APIGatewayProxyEventV2): Result<unknown, Refusal> => {
  const raw = event.body ?? '';
  const text = event.isBase64Encoded === true ? Buffer.from(raw, 'base64').toString('utf8') : raw;
  if (Buffer.byteLength(text) > 256 * 1024) return refuse('BODY_TOO_LARGE', 'at most 256 KiB');
  return text.trim() === '' ? ok({}) : parseStrictJson(text);
};

const keySchema = z.string().regex(/^[\x21-\x7e]{1,128}$/);

/** Key and fingerprint of a request that must not happen twice; the key is the caller's, per route. */
export const idempotencyOf = (
  event: APIGatewayProxyEventV2,
  actor: Actor,
  body: unknown,
): Result<{ key: string; fingerprint: string }, Refusal> => {
  const given = event.headers['idempotency-key'];
  if (given === undefined) return refuse('IDEMPOTENCY_KEY_MISSING');
  if (!keySchema.safeParse(given).success) {
    return refuse('VALIDATION_FAILED', undefined, [
      { field: 'Idempotency-Key', detail: '1 to 128 printable ASCII characters' },
    ]);
  }
  const key = `${actor.subject}#${event.routeKey}#${given}`;
  const query = event.rawQueryString === '' ? undefined : event.rawQueryString;
  return ok({ key, fingerprint: digest(canonical({ path: event.rawPath, query, body })) });
};

/** The `rev` of an If-Match header; undefined when absent. */
export const ifMatchOf = (event: APIGatewayProxyEventV2): Result<number | undefined, Refusal> => {
  const given = event.headers['if-match'];
  if (given === undefined || given === '*') return ok(undefined);
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1];
  return found === undefined
    ? refuse('VALIDATION_FAILED', undefined, [
        { field: 'If-Match', detail: 'the ETag of an earlier answer, such as "3"' },
      ])
    : ok(Number(found));
};

/** The version that a path names, and what it is a version of; what could not be a name does not exist. */
export const pathVersion = (
  event: APIGatewayProxyEventV2,
  parameter: 'id' | 'code',
): Result<{ of: string; version: string }, Refusal> => {
  const { [parameter]: of = '', version = '' } = event.pathParameters ?? {};
  return versionName.test(of) && versionName.test(version) ? ok({ of, version }) : refuse('NOT_FOUND');
};

/** The person in the path; what could not be a subject is nobody. */
export const pathSubject = (event: APIGatewayProxyEventV2): Result<Subject, Refusal> => {
  const who = subject(event.pathParameters?.subject ?? '');
  return who ? ok(who) : refuse('NOT_FOUND');
};

/** The document number in the path. */
export const pathNumber = (event: APIGatewayProxyEventV2): Result<number, Refusal> => {
  const text = event.pathParameters?.n ?? '';
  return /^[1-9]\d{0,2}$/.test(text) ? ok(Number(text)) : refuse('NOT_FOUND');
};

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { digest } from '../app/append.ts';
import { line } from '../contract/fields.ts';
import type { Operation } from '../contract/operation.ts';
import { canonical } from '../core/canonical.ts';
import { subject, unitId } from '../core/dossier/ids.ts';
import { type FieldError, type Refusal, refuse } from '../core/dossier/problems.ts';
import { type Actor, type Role, roles } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { parseStrictJson } from './json.ts';

/** What the JWT authorizer has verified; a claim list arrives as "[a b]" from API Gateway. */
const claimsSchema = z.object({
  requestContext: z.object({
    authorizer: z.object({
      jwt: z.object({
        claims: z.object({
          sub: z.string(),
          roles: z.string(),
          unit: z.string().optional(),
          // Only for the forms that an officer issues; a name that cannot be printed is left out.
          name: line(200).optional().catch(undefined),
        }),
      }),
    }),
  }),
});

/** What a request says, by its contract; the parts of its path stand beside body and query under their own names. */
export type Input<Path, Query, Body> = Path & { readonly query: Query; readonly body: Body };

const isRole = (text: string): text is Role => roles.some((role) => role === text);

/** Who calls, from verified claims. Staff need a unit; an applicant has none. */
export const actorOf = (event: unknown): Result<Actor, Refusal> => {
  const parsed = claimsSchema.safeParse(event);
  if (!parsed.success) return refuse('UNAUTHENTICATED');
  const { sub, roles: listed, unit, name } = parsed.data.requestContext.authorizer.jwt.claims;
  const held = listed
    .replace(/[[\],]/g, ' ')
    .split(/\s+/)
    .filter(isRole);
  const who = subject(sub);
  if (!who || held.length === 0) return refuse('UNAUTHENTICATED');
  if (held.every((role) => role === 'applicant')) return ok({ kind: 'applicant', subject: who, roles: held });
  const at = unit === undefined ? undefined : unitId(unit);
  return at
    ? ok({ kind: 'staff', subject: who, roles: held, unit: at, ...(name !== undefined && { name }) })
    : refuse('UNAUTHENTICATED', 'staff without a unit');
};

/**
 * Validates by the contract: a path that does not fit does not exist, body and query name every bad field at once.
 * `raw` is the body before it was parsed, the ground of the request's fingerprint.
 */
export const inputOf = <Path extends object, Query, Body>(
  { route, path, query, body }: Operation<Path, Query, Body>,
  event: APIGatewayProxyEventV2,
): Result<{ readonly input: Input<Path, Query, Body>; readonly raw: unknown }, Refusal> => {
  const place = path.safeParse(event.pathParameters ?? {});
  if (!place.success) return refuse('NOT_FOUND');
  const raw = route.startsWith('GET') ? ok({}) : bodyOf(event);
  if (!raw.ok) return raw;
  const sent = body.safeParse(raw.value);
  const asked = query.safeParse(event.queryStringParameters ?? {});
  return sent.success && asked.success
    ? ok({ input: { ...place.data, body: sent.data, query: asked.data }, raw: raw.value })
    : refuse('VALIDATION_FAILED', undefined, [...errorsOf(sent), ...errorsOf(asked)]);
};

/** Of a union the errors of what was most likely meant: the form that knows most of the fields, then has fewest errors. */
const meant = (options: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] => {
  const unknown = (issues: readonly z.core.$ZodIssue[]) =>
    issues.reduce((sum, each) => sum + (each.code === 'unrecognized_keys' ? each.keys.length : 0), 0);
  const [first = []] = options.toSorted((a, b) => unknown(a) - unknown(b) || a.length - b.length);
  return first;
};

const errorsOf = ({ error }: z.ZodSafeParseResult<unknown>): FieldError[] =>
  error?.issues.flatMap(fieldErrors) ?? [];

const fieldErrors = (issue: z.core.$ZodIssue): FieldError[] => {
  const at = (key?: PropertyKey) =>
    `/${[...issue.path, ...(key === undefined ? [] : [key])].map(String).join('/')}`;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: at(key), detail: 'unknown field' }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return meant(issue.errors).flatMap((each) =>
      fieldErrors({ ...each, path: [...issue.path, ...each.path] }),
    );
  }
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

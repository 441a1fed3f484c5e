import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { type ExecutePorts, execute, type Reply } from '../app/execute.ts';
import type { Command } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { type DossierId, dossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import { ok, type Result } from '../core/result.ts';
import { apiHandler } from './api.ts';
import { actorOf, bodyOf, idempotencyOf, ifMatchOf, validate } from './request.ts';

type Answer = Promise<Result<Reply, Refusal>>;

/** The dossier named in the path; an id that is not one does not exist. */
export const pathId = (event: APIGatewayProxyEventV2): Result<DossierId, Refusal> => {
  const id = dossierId(event.pathParameters?.id ?? '');
  return id ? ok(id) : refuse('NOT_FOUND');
};

/** A body without fields. */
export const noBody = z.strictObject({});

/** A request that changes something, after everything that can be judged without looking at the dossier. */
export interface WriteRequest<Body> {
  readonly event: APIGatewayProxyEventV2;
  readonly actor: Actor;
  readonly body: Body;
  readonly idempotency: { readonly key: string; readonly fingerprint: string };
  readonly ifMatch?: number;
}

/** Handler of a POST: known caller, strict body, Idempotency-Key required, If-Match honoured. */
export const writeHandler = <Body>(schema: z.ZodType<Body>, run: (request: WriteRequest<Body>) => Answer) =>
  apiHandler(async (event) => {
    const actor = actorOf(event);
    if (!actor.ok) return actor;
    const raw = bodyOf(event);
    if (!raw.ok) return raw;
    const body = validate(schema, raw.value);
    if (!body.ok) return body;
    const idempotency = idempotencyOf(event, actor.value, raw.value);
    if (!idempotency.ok) return idempotency;
    const ifMatch = ifMatchOf(event);
    if (!ifMatch.ok) return ifMatch;
    return run({
      event,
      actor: actor.value,
      body: body.value,
      idempotency: idempotency.value,
      ...(ifMatch.value !== undefined && { ifMatch: ifMatch.value }),
    });
  });

/** The same for a POST on the dossier named in the path. */
export const dossierHandler = <Body>(
  schema: z.ZodType<Body>,
  run: (request: Omit<WriteRequest<Body>, 'event'> & { readonly id: DossierId }) => Answer,
) =>
  writeHandler(schema, async ({ event, ...request }) => {
    const id = pathId(event);
    return id.ok ? run({ id: id.value, ...request }) : id;
  });

/** The same for one command, which may look things up once the dossier is known. */
export const commandHandler = <Body>(
  ports: ExecutePorts,
  schema: z.ZodType<Body>,
  toCommand: (body: Body) => Command | ((dossier: Dossier) => Promise<Result<Command, Refusal>>),
) =>
  dossierHandler(schema, ({ body, ...request }) => execute(ports)({ ...request, command: toCommand(body) }));

/** Handler of a GET with strict query parameters. */
export const readHandler = <Query>(
  schema: z.ZodType<Query>,
  run: (request: {
    readonly event: APIGatewayProxyEventV2;
    readonly actor: Actor;
    readonly query: Query;
  }) => Answer,
) =>
  apiHandler(async (event) => {
    const actor = actorOf(event);
    if (!actor.ok) return actor;
    const query = validate(schema, event.queryStringParameters ?? {});
    return query.ok ? run({ event, actor: actor.value, query: query.value }) : query;
  });

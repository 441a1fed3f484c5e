import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { type ExecutePorts, execute } from '../app/execute.ts';
import type { Command } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import { type DossierId, dossierId } from '../core/dossier/ids.ts';
import { type Refusal, refuse } from '../core/dossier/problems.ts';
import { ok, type Result } from '../core/result.ts';
import { apiHandler } from './api.ts';
import { actorOf, bodyOf, idempotencyOf, ifMatchOf, validate } from './request.ts';

/** The dossier named in the path; an id that is not one does not exist. */
export const pathId = (event: APIGatewayProxyEventV2): Result<DossierId, Refusal> => {
  const id = dossierId(event.pathParameters?.id ?? '');
  return id ? ok(id) : refuse('NOT_FOUND');
};

/** A body without fields. */
export const noBody = z.strictObject({});

/**
 * Handler of one command on a dossier: strict body, Idempotency-Key required, If-Match honoured.
 * `toCommand` makes the command of the validated body, and may look things up first.
 */
export const commandHandler = <Body>(
  ports: ExecutePorts,
  schema: z.ZodType<Body>,
  toCommand: (
    body: Body,
    event: APIGatewayProxyEventV2,
  ) => Command | ((dossier: Dossier) => Promise<Result<Command, Refusal>>),
) =>
  apiHandler(async (event) => {
    const actor = actorOf(event);
    if (!actor.ok) return actor;
    const id = pathId(event);
    if (!id.ok) return id;
    const raw = bodyOf(event);
    if (!raw.ok) return raw;
    const body = validate(schema, raw.value);
    if (!body.ok) return body;
    const idempotency = idempotencyOf(event, actor.value, raw.value);
    if (!idempotency.ok) return idempotency;
    const ifMatch = ifMatchOf(event);
    if (!ifMatch.ok) return ifMatch;
    return execute(ports)({
      id: id.value,
      command: toCommand(body.value, event),
      actor: actor.value,
      idempotency: idempotency.value,
      ...(ifMatch.value !== undefined && { ifMatch: ifMatch.value }),
    });
  });

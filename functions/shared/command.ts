import { type ExecutePorts, execute, type Reply } from '../app/execute.ts';
import type { Operation } from '../contract/operation.ts';
import type { Command } from '../core/dossier/commands.ts';
import type { Dossier } from '../core/dossier/dossier.ts';
import type { DossierId } from '../core/dossier/ids.ts';
import type { Refusal } from '../core/dossier/problems.ts';
import type { Actor } from '../core/dossier/status.ts';
import type { Result } from '../core/result.ts';
import { apiHandler, type Sheet, sheetHandler } from './api.ts';
import { actorOf, type Input, idempotencyOf, ifMatchOf, inputOf } from './request.ts';

type Answer = Promise<Result<Reply, Refusal>>;

/** A request that fits its contract, by a known caller. */
export type ReadRequest<Path, Query, Body = unknown> = Input<Path, Query, Body> & { readonly actor: Actor };

/** A request that changes something, after everything that can be judged without looking at the dossier. */
export type WriteRequest<Path, Query, Body> = ReadRequest<Path, Query, Body> & {
  readonly idempotency: { readonly key: string; readonly fingerprint: string };
  readonly ifMatch?: number;
};

/** Handler of an operation that needs no token. */
export const publicHandler = <Path extends object, Query, Body>(
  operation: Operation<Path, Query, Body>,
  run: (request: Input<Path, Query, Body>) => Answer,
) =>
  apiHandler(async (event) => {
    const read = inputOf(operation, event);
    return read.ok ? run(read.value.input) : read;
  });

/** Handler of a question, or of a POST that may be repeated freely: known caller, strict input. */
export const readHandler = <Path extends object, Query, Body>(
  operation: Operation<Path, Query, Body>,
  run: (request: ReadRequest<Path, Query, Body>) => Answer,
) =>
  apiHandler(async (event) => {
    const actor = actorOf(event);
    if (!actor.ok) return actor;
    const read = inputOf(operation, event);
    return read.ok ? run({ ...read.value.input, actor: actor.value }) : read;
  });

/** Handler of a question that may be answered by a sheet instead of JSON. */
export const sheetReadHandler = <Path extends object, Query, Body>(
  operation: Operation<Path, Query, Body>,
  run: (request: ReadRequest<Path, Query, Body>) => Promise<Result<Reply | Sheet, Refusal>>,
) =>
  sheetHandler(async (event) => {
    const actor = actorOf(event);
    if (!actor.ok) return actor;
    const read = inputOf(operation, event);
    return read.ok ? run({ ...read.value.input, actor: actor.value }) : read;
  });

/** Handler of a POST: the same, Idempotency-Key required, If-Match honoured. */
export const writeHandler = <Path extends object, Query, Body>(
  operation: Operation<Path, Query, Body>,
  run: (request: WriteRequest<Path, Query, Body>) => Answer,
) =>
  apiHandler(async (event) => {
    const actor = actorOf(event);
    if (!actor.ok) return actor;
    const read = inputOf(operation, event);
    if (!read.ok) return read;
    const idempotency = idempotencyOf(event, actor.value, read.value.raw);
    if (!idempotency.ok) return idempotency;
    const ifMatch = ifMatchOf(event);
    if (!ifMatch.ok) return ifMatch;
    return run({
      ...read.value.input,
      actor: actor.value,
      idempotency: idempotency.value,
      ...(ifMatch.value !== undefined && { ifMatch: ifMatch.value }),
    });
  });

/** The same for one command on the dossier in the path, which may look things up once the dossier is known. */
export const commandHandler = <Query, Body>(
  operation: Operation<{ id: DossierId }, Query, Body>,
  ports: ExecutePorts,
  toCommand: (body: Body) => Command | ((dossier: Dossier) => Promise<Result<Command, Refusal>>),
) =>
  writeHandler(operation, ({ body, ...request }) => execute(ports)({ ...request, command: toCommand(body) }));

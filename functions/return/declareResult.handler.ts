import * as z from 'zod';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { s3Slots } from '../adapters/s3Slots.ts';
import { declareResult } from '../app/declareResult.ts';
import { apiHandler } from '../shared/api.ts';
import { pathId } from '../shared/command.ts';
import { executePorts, stateTable } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { fileFields } from '../shared/fields.ts';
import { actorOf, bodyOf, idempotencyOf, validate } from '../shared/request.ts';

const { client, state } = stateTable();
const declare = declareResult({
  ...executePorts(),
  documents: dynamoDocumentStore(client, state),
  slots: s3Slots(readEnv('QUARANTINE_BUCKET').QUARANTINE_BUCKET),
});

/** The clerk announces the signed result file and gets an upload slot for it. */
export const handler = apiHandler(async (event) => {
  const actor = actorOf(event);
  if (!actor.ok) return actor;
  const id = pathId(event);
  if (!id.ok) return id;
  const raw = bodyOf(event);
  if (!raw.ok) return raw;
  const file = validate(z.strictObject(fileFields), raw.value);
  if (!file.ok) return file;
  const idempotency = idempotencyOf(event, actor.value, raw.value);
  if (!idempotency.ok) return idempotency;
  return declare({ id: id.value, actor: actor.value, idempotency: idempotency.value, file: file.value });
});

import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { s3Slots } from '../adapters/s3Slots.ts';
import { createDraft } from '../app/createDraft.ts';
import { filingSchema } from '../app/filing.ts';
import { apiHandler } from '../shared/api.ts';
import { readPorts, stateTable } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { actorOf, bodyOf, idempotencyOf, validate } from '../shared/request.ts';

const { client, state } = stateTable();
const create = createDraft({
  ...readPorts(),
  drafts: dynamoDraftStore(client, state),
  slots: s3Slots(readEnv('QUARANTINE_BUCKET').QUARANTINE_BUCKET),
});

/** A filing begins: a draft and one upload slot per component. */
export const handler = apiHandler(async (event) => {
  const actor = actorOf(event);
  if (!actor.ok) return actor;
  const raw = bodyOf(event);
  if (!raw.ok) return raw;
  const body = validate(filingSchema, raw.value);
  if (!body.ok) return body;
  const idempotency = idempotencyOf(event, actor.value, raw.value);
  if (!idempotency.ok) return idempotency;
  return create({ body: body.value, actor: actor.value, idempotency: idempotency.value });
});

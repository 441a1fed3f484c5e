import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { submitDraft } from '../app/submitDraft.ts';
import { apiHandler } from '../shared/api.ts';
import { noBody, pathId } from '../shared/command.ts';
import { executePorts, stateTable } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { actorOf, bodyOf, idempotencyOf, validate } from '../shared/request.ts';

const { client, state } = stateTable();
const submit = submitDraft({
  ...executePorts(),
  drafts: dynamoDraftStore(client, state),
  quarantine: s3Quarantine(readEnv('QUARANTINE_BUCKET').QUARANTINE_BUCKET),
});

/** Nộp hồ sơ: the draft becomes a dossier with a code. */
export const handler = apiHandler(async (event) => {
  const actor = actorOf(event);
  if (!actor.ok) return actor;
  const id = pathId(event);
  if (!id.ok) return id;
  const raw = bodyOf(event);
  if (!raw.ok) return raw;
  const body = validate(noBody, raw.value);
  if (!body.ok) return body;
  const idempotency = idempotencyOf(event, actor.value, raw.value);
  return idempotency.ok
    ? submit({ id: id.value, actor: actor.value, idempotency: idempotency.value })
    : idempotency;
});

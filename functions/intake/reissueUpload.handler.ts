import * as z from 'zod';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { s3Slots } from '../adapters/s3Slots.ts';
import { fileFields } from '../app/fields.ts';
import { uploadAgain } from '../app/uploadAgain.ts';
import { apiHandler } from '../shared/api.ts';
import { pathId } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { actorOf, bodyOf, pathNumber, validate } from '../shared/request.ts';

const env = readEnv('STATE_TABLE', 'QUARANTINE_BUCKET');
const reissue = uploadAgain({
  ...readPorts(env),
  drafts: dynamoDraftStore(client, env.STATE_TABLE),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  slots: s3Slots(env.QUARANTINE_BUCKET),
});

/** A fresh upload slot for a draft's document, or for a refused one that is to be replaced. */
export const handler = apiHandler(async (event) => {
  const actor = actorOf(event);
  if (!actor.ok) return actor;
  const id = pathId(event);
  if (!id.ok) return id;
  const n = pathNumber(event);
  if (!n.ok) return n;
  const raw = bodyOf(event);
  if (!raw.ok) return raw;
  if (isEmpty(raw.value)) return reissue({ id: id.value, n: n.value, actor: actor.value });
  const file = validate(z.strictObject(fileFields), raw.value);
  return file.ok ? reissue({ id: id.value, n: n.value, actor: actor.value, replacement: file.value }) : file;
});

/** No declaration: only the slot is to be renewed. */
const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

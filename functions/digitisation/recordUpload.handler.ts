import * as z from 'zod';
import { systemClock } from '../adapters/clock.ts';
import { dynamoUploadStore } from '../adapters/dynamo/uploadStore.ts';
import { parseUploadKey, recordUpload } from '../app/uploads.ts';
import { client } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE');
const record = recordUpload(dynamoUploadStore(client, env.STATE_TABLE));
const schema = z.object({
  detail: z.object({ object: z.object({ key: z.string(), size: z.int(), 'version-id': z.string() }) }),
});

/** EventBridge "Object Created" of the quarantine bucket. */
export const handler = taskHandler(schema, async ({ detail: { object } }) => {
  const upload = parseUploadKey(decodeURIComponent(object.key));
  if (upload) await record({ ...upload, versionId: object['version-id'] }, object.size, systemClock.now());
});

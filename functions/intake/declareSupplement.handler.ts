import * as z from 'zod';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { s3Slots } from '../adapters/s3Slots.ts';
import { fileFields } from '../app/fields.ts';
import { declareSupplement } from '../app/supplement.ts';
import { dossierHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const declare = declareSupplement({
  ...executePorts(env),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  slots: s3Slots(env.QUARANTINE_BUCKET),
});
const file = z.strictObject({ component: z.string().min(1).max(32), ...fileFields });
const body = z.strictObject({ files: z.array(file).min(1, 'declare at least one file').max(50) });

/** The files of the supplement are declared; each gets a slot for its upload. */
export const handler = dossierHandler(body, ({ body: { files }, ...request }) =>
  declare({ ...request, files }),
);

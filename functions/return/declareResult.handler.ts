import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { s3Slots } from '../adapters/s3Slots.ts';
import { declareResult } from '../app/declareResult.ts';
import { returning } from '../contract/return.ts';
import { writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const declare = declareResult({
  ...executePorts(env),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  slots: s3Slots(env.QUARANTINE_BUCKET),
});

/** The clerk announces the signed result file and gets an upload slot for it. */
export const handler = writeHandler(returning.declareResult, ({ body: file, ...request }) =>
  declare({ ...request, file }),
);

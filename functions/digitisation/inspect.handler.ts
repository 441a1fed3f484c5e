import * as z from 'zod';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoUploadStore } from '../adapters/dynamo/uploadStore.ts';
import { s3Reader } from '../adapters/s3Reader.ts';
import { inspect } from '../app/inspect.ts';
import { limitsOf } from '../core/inspection/limits.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'QUARANTINE_BUCKET', 'INSPECTION_LIMITS');
const limits = limitsOf(JSON.parse(env.INSPECTION_LIMITS));
const run = inspect({
  ...readPorts(env),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  uploads: dynamoUploadStore(client, env.STATE_TABLE),
  reader: s3Reader(env.QUARANTINE_BUCKET, limits),
  limits,
});

/** State "Inspect": one document in quarantine is identified and verified. */
export const handler = taskHandler(z.object({ dossierId: dossierIdField, n: z.int() }), async (input) => {
  const result = await run(input);
  log.info('DOCUMENT_INSPECTED', {
    dossierId: input.dossierId,
    n: input.n,
    verify: result.verify,
    scan: result.scan,
  });
  return result;
});

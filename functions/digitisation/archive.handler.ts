import * as z from 'zod';
import { dynamoApplicantStore } from '../adapters/dynamo/applicantStore.ts';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { s3Archive } from '../adapters/s3Archive.ts';
import { archiveDocument } from '../app/archive.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'QUARANTINE_BUCKET', 'ARCHIVE_BUCKET');
const run = archiveDocument({
  ...readPorts(env),
  applicants: dynamoApplicantStore(client, env.STATE_TABLE),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  archive: s3Archive(env.QUARANTINE_BUCKET, env.ARCHIVE_BUCKET),
});

/** State "Archive": one verified document is copied to the archive under the code and its hash. */
export const handler = taskHandler(z.object({ dossierId: dossierIdField, n: z.int() }), async (input) => {
  const result = await run(input);
  log.info('DOCUMENT_ARCHIVED', { dossierId: input.dossierId, n: input.n, archived: result.archived });
  return result;
});

import * as z from 'zod';
import { dynamoUploadStore } from '../adapters/dynamo/uploadStore.ts';
import { guardDuty } from '../adapters/guardDuty.ts';
import { rescan } from '../app/rescan.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'QUARANTINE_BUCKET');
const run = rescan({
  ...readPorts(env),
  uploads: dynamoUploadStore(client, env.STATE_TABLE),
  scanner: guardDuty(env.QUARANTINE_BUCKET),
});
const schema = z.object({ dossierId: dossierIdField, n: z.int(), versionId: z.string() });

/** State "Ask for another scan": the malware scanner has said nothing about one version for an hour. */
export const handler = taskHandler(schema, async (input) => {
  const result = await run(input);
  log.info('SCAN_ASKED_AGAIN', { dossierId: input.dossierId, n: input.n, asked: result.asked });
  return result;
});

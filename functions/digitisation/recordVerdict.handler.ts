import * as z from 'zod';
import { systemClock } from '../adapters/clock.ts';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoUploadStore } from '../adapters/dynamo/uploadStore.ts';
import { verdictOfStatus } from '../adapters/guardDuty.ts';
import { wakeScan } from '../adapters/stepFunctions.ts';
import { parseUploadKey, recordVerdict } from '../app/uploads.ts';
import { client } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE');
const record = recordVerdict({
  uploads: dynamoUploadStore(client, env.STATE_TABLE),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  wake: wakeScan,
});
const schema = z.object({
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string(), versionId: z.string() }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
});

/** EventBridge event of the malware scanner. What is no verdict on the file is logged and left to the watchdog of the wait. */
export const handler = taskHandler(schema, async ({ detail }) => {
  const upload = parseUploadKey(detail.s3ObjectDetails.objectKey);
  if (!upload) return;
  const status = detail.scanResultDetails.scanResultStatus;
  const verdict = verdictOfStatus(status);
  if (!verdict) {
    log.warn('SCAN_WITHOUT_VERDICT', { dossierId: upload.id, n: upload.n, status });
    return;
  }
  await record({ ...upload, versionId: detail.s3ObjectDetails.versionId }, verdict, systemClock.now());
  log.info('SCAN_RECORDED', { dossierId: upload.id, n: upload.n, verdict });
});

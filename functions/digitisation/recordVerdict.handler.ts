import * as z from 'zod';
import { systemClock } from '../adapters/clock.ts';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoUploadStore } from '../adapters/dynamo/uploadStore.ts';
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
const verdicts: Readonly<Record<string, 'CLEAN' | 'INFECTED'>> = {
  NO_THREATS_FOUND: 'CLEAN',
  THREATS_FOUND: 'INFECTED',
};

/** EventBridge event of the malware scanner: anything but a clear answer counts as a failed scan. */
export const handler = taskHandler(schema, async ({ detail }) => {
  const upload = parseUploadKey(detail.s3ObjectDetails.objectKey);
  if (!upload) return;
  const verdict = verdicts[detail.scanResultDetails.scanResultStatus] ?? 'FAILED';
  await record({ ...upload, versionId: detail.s3ObjectDetails.versionId }, verdict, systemClock.now());
  log.info('SCAN_RECORDED', { dossierId: upload.id, n: upload.n, verdict });
});

import * as z from 'zod';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { report } from '../app/report.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const run = report({ ...executePorts(env), documents: dynamoDocumentStore(client, env.STATE_TABLE) });

/** State "Report": what was found goes to the dossier by a command. */
export const handler = taskHandler(
  z.object({ dossierId: dossierIdField, mode: z.enum(['verify', 'archive']), seq: z.int() }),
  async (input) => {
    const result = await run(input);
    if (!result.reported) log.info('REPORT_STALE', { dossierId: input.dossierId, mode: input.mode });
    return result;
  },
);

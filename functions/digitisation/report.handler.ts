import * as z from 'zod';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { report } from '../app/report.ts';
import { executePorts, stateTable } from '../shared/compose.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const { client, state } = stateTable();
const run = report({ ...executePorts(), documents: dynamoDocumentStore(client, state) });

/** State "Report": what was found goes to the dossier by a command. */
export const handler = taskHandler(
  z.object({ dossierId: dossierIdField, mode: z.enum(['verify', 'archive']) }),
  async (input) => {
    const result = await run(input);
    if (!result.reported) log.info('REPORT_STALE', { dossierId: input.dossierId, mode: input.mode });
    return result;
  },
);

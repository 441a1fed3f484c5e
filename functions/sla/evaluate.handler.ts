import * as z from 'zod';
import { dynamoSpineStore } from '../adapters/dynamo/spineStore.ts';
import { evaluate } from '../app/evaluate.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');

/** State "Evaluate deadlines": time has its say over one dossier; answers what the spine routes on. */
export const handler = taskHandler(
  z.object({ dossierId: dossierIdField }),
  evaluate({ ...executePorts(env), spines: dynamoSpineStore(client, env.STATE_TABLE) }),
);

import * as z from 'zod';
import { dynamoSpineStore } from '../adapters/dynamo/spineStore.ts';
import { evaluate } from '../app/evaluate.ts';
import { executePorts, stateTable } from '../shared/compose.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const { client, state } = stateTable();

/** State "Evaluate deadlines": time has its say over one dossier; answers what the spine routes on. */
export const handler = taskHandler(
  z.object({ dossierId: dossierIdField }),
  evaluate({ ...executePorts(), spines: dynamoSpineStore(client, state) }),
);

import * as z from 'zod';
import { dynamoSpineStore } from '../adapters/dynamo/spineStore.ts';
import { stepFunctions } from '../adapters/stepFunctions.ts';
import { revive } from '../app/revive.ts';
import { executePorts, stateTable } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const { client, state } = stateTable();
const run = revive({
  ...executePorts(),
  spines: dynamoSpineStore(client, state),
  workflow: stepFunctions(readEnv('DOSSIER_STATE_MACHINE_ARN').DOSSIER_STATE_MACHINE_ARN),
});

/** State "Revive spine" of the sweep, and the operators' `ops stuck --restart`. */
export const handler = taskHandler(
  z.object({ dossierId: dossierIdField, force: z.boolean().default(false) }),
  async (input) => {
    const outcome = await run(input);
    if (outcome === 'restarted') log.warn('SPINE_RESTARTED', { dossierId: input.dossierId });
    return { outcome };
  },
);

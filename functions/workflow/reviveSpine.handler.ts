import * as z from 'zod';
import { dynamoSpineStore } from '../adapters/dynamo/spineStore.ts';
import { stepFunctions } from '../adapters/stepFunctions.ts';
import { revive } from '../app/revive.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'DOSSIER_STATE_MACHINE_ARN');
const run = revive({
  ...executePorts(env),
  spines: dynamoSpineStore(client, env.STATE_TABLE),
  workflow: stepFunctions(env.DOSSIER_STATE_MACHINE_ARN),
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

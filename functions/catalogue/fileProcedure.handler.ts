import { dynamoProcedures } from '../adapters/dynamo/procedureStore.ts';
import { fileProcedure } from '../app/fileProcedure.ts';
import { catalogue } from '../contract/catalogue.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');

/** A procedure version becomes a draft. */
export const handler = writeHandler(
  catalogue.fileProcedure,
  fileProcedure({ ...readPorts(env), procedures: dynamoProcedures(client, env.STATE_TABLE) }),
);

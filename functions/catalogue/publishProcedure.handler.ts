import { dynamoProcedures } from '../adapters/dynamo/procedureStore.ts';
import { publishProcedure } from '../app/publishProcedure.ts';
import { catalogue } from '../contract/catalogue.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const publish = publishProcedure({
  ...readPorts(env),
  procedures: dynamoProcedures(client, env.STATE_TABLE),
});

/** A procedure draft comes into force from a day on. */
export const handler = writeHandler(catalogue.publishProcedure, publish);

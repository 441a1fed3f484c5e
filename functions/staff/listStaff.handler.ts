import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { listStaff } from '../app/staff.ts';
import { staff } from '../contract/staff.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = listStaff({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });

/** The staff directory of the caller's unit, with the roles for which nobody stands in. */
export const handler = readHandler(staff.listStaff, ({ actor, query }) => run(actor, query.cursor));

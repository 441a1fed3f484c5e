import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { delegate } from '../app/delegations.ts';
import { staff } from '../contract/staff.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = delegate({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });

/** Ủy quyền, người thay thế: rights of the person in the path, lent to another from one day to another. */
export const handler = writeHandler(staff.delegate, run);

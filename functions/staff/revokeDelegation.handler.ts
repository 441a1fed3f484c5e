import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { revokeDelegation } from '../app/delegations.ts';
import { staff } from '../contract/staff.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = revokeDelegation({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });

/** A delegation ends at once. */
export const handler = writeHandler(staff.revokeDelegation, run);

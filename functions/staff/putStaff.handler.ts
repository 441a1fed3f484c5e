import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { putStaff } from '../app/staff.ts';
import { staff } from '../contract/staff.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = putStaff({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });

/** The entry of a person in the staff directory, whole. */
export const handler = writeHandler(staff.putStaff, run);

import * as z from 'zod';
import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { subjectField } from '../app/fields.ts';
import { listStaff } from '../app/staff.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const list = listStaff({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });
const query = z.strictObject({ cursor: subjectField.optional() });

/** The staff directory of the caller's unit, with the roles for which nobody stands in. */
export const handler = readHandler(query, async ({ actor, query: { cursor } }) => list(actor, cursor));

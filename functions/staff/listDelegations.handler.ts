import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { listDelegations } from '../app/delegations.ts';
import { staff } from '../contract/staff.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = listDelegations({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });

/** What a person has lent and been lent. */
export const handler = readHandler(staff.listDelegations, ({ actor, subject, query }) =>
  run(actor, subject, query.cursor),
);

import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { workload } from '../app/workload.ts';
import { staff } from '../contract/staff.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const load = workload({
  ...readPorts(env),
  staff: dynamoStaff(client, env.STATE_TABLE),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
});

/** What each holder of a role has in hand, and who is overloaded. */
export const handler = readHandler(staff.workload, ({ actor, query }) => load(actor, query.role));

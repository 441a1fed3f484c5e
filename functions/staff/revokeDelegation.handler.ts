import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { revokeDelegation } from '../app/delegations.ts';
import { noBody, writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { pathSubject } from '../shared/request.ts';

const env = readEnv('STATE_TABLE');
const revoke = revokeDelegation({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });

/** A delegation ends at once. */
export const handler = writeHandler(noBody, async ({ event, ...request }) => {
  const subject = pathSubject(event);
  const id = event.pathParameters?.id ?? '';
  return subject.ok ? revoke({ ...request, id, subject: subject.value }) : subject;
});

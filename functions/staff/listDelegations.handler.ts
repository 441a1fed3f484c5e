import * as z from 'zod';
import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { listDelegations } from '../app/delegations.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { pathSubject } from '../shared/request.ts';

const env = readEnv('STATE_TABLE');
const list = listDelegations({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });
const query = z.strictObject({ cursor: z.string().max(100).optional() });

/** What a person has lent and been lent. */
export const handler = readHandler(query, async ({ event, actor, query: { cursor } }) => {
  const subject = pathSubject(event);
  return subject.ok ? list(actor, subject.value, cursor) : subject;
});

import { dynamoStaff } from '../adapters/dynamo/staffStore.ts';
import { putStaff } from '../app/staff.ts';
import { profileSchema } from '../app/staffFields.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { pathSubject } from '../shared/request.ts';

const env = readEnv('STATE_TABLE');
const put = putStaff({ ...readPorts(env), staff: dynamoStaff(client, env.STATE_TABLE) });

/** The entry of a person in the staff directory, whole. */
export const handler = writeHandler(profileSchema, async ({ event, ...request }) => {
  const subject = pathSubject(event);
  return subject.ok ? put({ ...request, subject: subject.value }) : subject;
});

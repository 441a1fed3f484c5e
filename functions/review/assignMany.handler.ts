import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { assignMany } from '../app/assignments.ts';
import { review } from '../contract/review.ts';
import { writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const assign = assignMany({
  ...executePorts(env),
  answers: dynamoCalendars(client, env.STATE_TABLE),
});

/** Many dossiers to one officer, one outcome each; with a reason they may be taken from others. */
export const handler = writeHandler(review.assignMany, assign);

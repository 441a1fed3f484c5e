import * as z from 'zod';
import { dynamoNoticeStore } from '../adapters/dynamo/noticeStore.ts';
import { listNotices } from '../app/noticeQueries.ts';
import { pathId, readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const list = listNotices({ ...readPorts(env), notices: dynamoNoticeStore(client, env.STATE_TABLE) });
const query = z.strictObject({
  after: z
    .string()
    .regex(/^\d{6}#(email|sms)$/, 'take `after` from `next` of an earlier page')
    .optional(),
});

/** Whether the applicant was told, of what, and by which way. */
export const handler = readHandler(query, async ({ event, actor, query: page }) => {
  const id = pathId(event);
  return id.ok ? list(id.value, actor, page.after) : id;
});

import { dynamoNoticeStore } from '../adapters/dynamo/noticeStore.ts';
import { listNotices } from '../app/noticeQueries.ts';
import { notices } from '../contract/notices.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const list = listNotices({ ...readPorts(env), notices: dynamoNoticeStore(client, env.STATE_TABLE) });

/** Whether the applicant was told, of what, and by which way. */
export const handler = readHandler(notices.listNotices, ({ id, actor, query }) =>
  list(id, actor, query.after),
);

import { dynamoCalendars } from '../adapters/dynamo/calendarStore.ts';
import { dynamoNoticeStore } from '../adapters/dynamo/noticeStore.ts';
import { eventBridgeBus } from '../adapters/eventBridgeBus.ts';
import { redriveNotices } from '../app/noticeQueries.ts';
import { notices } from '../contract/notices.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { noticeCursorOf } from '../shared/cursor.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_BUS');
const redrive = redriveNotices({
  ...readPorts(env),
  answers: dynamoCalendars(client, env.STATE_TABLE),
  notices: dynamoNoticeStore(client, env.STATE_TABLE),
  bus: eventBridgeBus(env.EVENT_BUS),
});

/** Undelivered notices of the caller's unit are sent again, page by page. */
export const handler = writeHandler(notices.redriveNotices, async ({ actor, idempotency, query }) => {
  const cursor = noticeCursorOf(query.cursor, actor.unit);
  return cursor.ok ? redrive({ actor, idempotency, cursor: cursor.value }) : cursor;
});

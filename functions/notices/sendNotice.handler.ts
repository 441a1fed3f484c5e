import * as z from 'zod';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoLetterStore } from '../adapters/dynamo/letterStore.ts';
import { dynamoNoticeStore } from '../adapters/dynamo/noticeStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { sendNotice } from '../app/sendNotice.ts';
import { noticeChannels } from '../core/notices/address.ts';
import { eventTypes } from '../core/partners/statusEvent.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { readSenders } from '../shared/senders.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE');
const send = sendNotice({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: env.EVENT_TABLE }),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  letters: dynamoLetterStore(client, env.STATE_TABLE),
  notices: dynamoNoticeStore(client, env.STATE_TABLE),
  senders: readSenders(),
});
const data = z.object({
  ...{ dossierId: dossierIdField, sequence: z.int(), by: z.enum(noticeChannels).optional() },
});
const schema = z.object({ detail: z.object({ type: z.string(), data }) });

/** EventBridge: an applicant is to be told of an event, or a notice is asked for once more. */
export const handler = taskHandler(schema, async ({ detail }) => {
  const { dossierId, sequence: seq, by: channel } = detail.data;
  const again = detail.type === eventTypes.redrive;
  for (const [by, outcome] of await send({ dossierId, seq, channel, again })) {
    log.info(outcome === 'rejected' ? 'NOTICE_REJECTED' : 'NOTICE_SENT', { dossierId, seq, by, outcome });
  }
});

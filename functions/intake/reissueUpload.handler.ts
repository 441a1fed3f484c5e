import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { s3Slots } from '../adapters/s3Slots.ts';
import { uploadAgain } from '../app/uploadAgain.ts';
import { intake } from '../contract/intake.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'QUARANTINE_BUCKET');
const reissue = uploadAgain({
  ...readPorts(env),
  drafts: dynamoDraftStore(client, env.STATE_TABLE),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  slots: s3Slots(env.QUARANTINE_BUCKET),
});

/** A fresh upload slot for a draft's document, or for a refused one that is to be replaced. */
export const handler = readHandler(intake.reissueUpload, ({ body: replacement, ...request }) =>
  reissue({ ...request, ...(replacement && { replacement }) }),
);

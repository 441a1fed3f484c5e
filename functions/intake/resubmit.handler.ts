import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { replaceDocuments } from '../app/replaceDocuments.ts';
import { intake } from '../contract/intake.ts';
import { commandHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const replace = replaceDocuments({
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  quarantine: s3Quarantine(env.QUARANTINE_BUCKET),
});

/** The refused files have been replaced: they are verified anew. */
export const handler = commandHandler(intake.resubmit, executePorts(env), () => replace);

import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { replaceDocuments } from '../app/replaceDocuments.ts';
import { commandHandler, noBody } from '../shared/command.ts';
import { executePorts, stateTable } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const { client, state } = stateTable();
const replace = replaceDocuments({
  documents: dynamoDocumentStore(client, state),
  quarantine: s3Quarantine(readEnv('QUARANTINE_BUCKET').QUARANTINE_BUCKET),
});

/** The refused files have been replaced: they are verified anew. */
export const handler = commandHandler(executePorts(), noBody, () => replace);

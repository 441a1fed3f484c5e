import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoViewStore } from '../adapters/dynamo/viewStore.ts';
import { s3Links } from '../adapters/s3Sheets.ts';
import { downloadDocument } from '../app/documents.ts';
import { archive } from '../contract/archive.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'ARCHIVE_BUCKET', 'QUARANTINE_BUCKET');
const download = downloadDocument({
  ...readPorts(env),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  views: dynamoViewStore(client, env.STATE_TABLE),
  links: s3Links(env.ARCHIVE_BUCKET),
  waiting: s3Links(env.QUARANTINE_BUCKET),
});

/** A link to one verified document, for a minute. */
export const handler = readHandler(archive.downloadDocument, ({ id, n, actor }) => download(id, n, actor));

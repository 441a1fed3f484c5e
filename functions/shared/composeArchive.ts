import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoFormStore } from '../adapters/dynamo/formStore.ts';
import { dynamoManifestStore } from '../adapters/dynamo/manifestStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { s3Sheets } from '../adapters/s3Sheets.ts';
import type { ManifestPorts } from '../app/manifest.ts';
import { client, readPorts } from './compose.ts';

type Env = Readonly<Record<'STATE_TABLE' | 'EVENT_TABLE' | 'ARCHIVE_BUCKET', string>>;

/** Everything that a manifest is made of and written with. */
export const manifestPorts = (env: Env): ManifestPorts => {
  const tables = { state: env.STATE_TABLE, event: env.EVENT_TABLE };
  return {
    ...readPorts(env),
    reads: dynamoReadStore(client, tables),
    documents: dynamoDocumentStore(client, tables.state),
    forms: dynamoFormStore(client, tables),
    archive: s3Sheets(env.ARCHIVE_BUCKET),
    manifests: dynamoManifestStore(client, tables.state),
  };
};

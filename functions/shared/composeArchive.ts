import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoFormStore } from '../adapters/dynamo/formStore.ts';
import { dynamoManifestStore } from '../adapters/dynamo/manifestStore.ts';
import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { s3Fixity } from '../adapters/s3Fixity.ts';
import { s3Sheets } from '../adapters/s3Sheets.ts';
import type { FixityPorts } from '../app/fixity.ts';
import type { ManifestPorts } from '../app/manifest.ts';
import { client, readPorts } from './compose.ts';

type Env = Readonly<Record<'STATE_TABLE' | 'EVENT_TABLE' | 'ARCHIVE_BUCKET', string>>;

/** Everything that the check of the archive reads. */
export const fixityPorts = (env: Env): Omit<FixityPorts, 'store'> => {
  const tables = { state: env.STATE_TABLE, event: env.EVENT_TABLE };
  return {
    reads: dynamoReadStore(client, tables),
    forms: dynamoFormStore(client, tables),
    manifests: dynamoManifestStore(client, tables.state),
    archive: s3Fixity(env.ARCHIVE_BUCKET),
  };
};

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

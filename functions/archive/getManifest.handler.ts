import { dynamoManifestStore } from '../adapters/dynamo/manifestStore.ts';
import { s3Links } from '../adapters/s3Sheets.ts';
import { getManifest } from '../app/manifest.ts';
import { archive } from '../contract/archive.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'ARCHIVE_BUCKET');
const get = getManifest({
  ...readPorts(env),
  manifests: dynamoManifestStore(client, env.STATE_TABLE),
  links: s3Links(env.ARCHIVE_BUCKET),
});

/** The manifest of a closed dossier as a link, or 202 while it is being written. */
export const handler = readHandler(archive.getManifest, ({ id, actor }) => get(id, actor));

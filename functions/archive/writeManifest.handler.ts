import * as z from 'zod';
import { writeManifest } from '../app/manifest.ts';
import { manifestPorts } from '../shared/composeArchive.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const write = writeManifest(manifestPorts(readEnv('STATE_TABLE', 'EVENT_TABLE', 'ARCHIVE_BUCKET')));

const data = z.object({ dossierId: dossierIdField });

/** EventBridge: a dossier was closed, or changed after that; what is kept of it goes to the archive as a manifest. */
export const handler = taskHandler(z.object({ detail: z.object({ data }) }), async ({ detail }) => {
  const { dossierId } = detail.data;
  log.info('MANIFEST_LOOKED_AT', { dossierId, outcome: await write(dossierId) });
});

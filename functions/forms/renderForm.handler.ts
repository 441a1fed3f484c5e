import * as z from 'zod';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoFormStore } from '../adapters/dynamo/formStore.ts';
import { dynamoTextStore } from '../adapters/dynamo/textStore.ts';
import { formPrinter } from '../adapters/pdf/index.ts';
import { s3Sheets } from '../adapters/s3Sheets.ts';
import { writeManifest } from '../app/manifest.ts';
import { renderForms } from '../app/renderForms.ts';
import { client, readPorts } from '../shared/compose.ts';
import { manifestPorts } from '../shared/composeArchive.ts';
import { readEnv } from '../shared/env.ts';
import { log } from '../shared/logger.ts';
import { dossierIdField, taskHandler } from '../shared/task.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'ARCHIVE_BUCKET');
const render = renderForms({
  ...readPorts(env),
  forms: dynamoFormStore(client, { state: env.STATE_TABLE, event: env.EVENT_TABLE }),
  texts: dynamoTextStore(client, env.STATE_TABLE),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  printer: formPrinter(new URL('fonts/', import.meta.url)),
  archive: s3Sheets(env.ARCHIVE_BUCKET),
});

const write = writeManifest(manifestPorts(env));

const data = z.object({ dossierId: dossierIdField, sequence: z.int() });

/** EventBridge: an event issued a form, which goes to the archive as PDF and HTML. */
export const handler = taskHandler(z.object({ detail: z.object({ data }) }), async ({ detail }) => {
  const { dossierId, sequence: seq } = detail.data;
  log.info('FORMS_RENDERED', { dossierId, seq, forms: await render({ dossierId, seq }) });
  // The manifest of a closed dossier names all sheets: whoever prints the last one writes it.
  log.info('MANIFEST_LOOKED_AT', { dossierId, outcome: await write(dossierId) });
});

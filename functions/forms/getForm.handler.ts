import { dynamoFormStore } from '../adapters/dynamo/formStore.ts';
import { s3Links } from '../adapters/s3Sheets.ts';
import { getForm } from '../app/getForm.ts';
import { forms } from '../contract/forms.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'ARCHIVE_BUCKET');
const get = getForm({
  ...readPorts(env),
  forms: dynamoFormStore(client, { state: env.STATE_TABLE, event: '' }),
  links: s3Links(env.ARCHIVE_BUCKET),
});

/** One form of a dossier as links to its sheets, or 202 while they are being made. */
export const handler = readHandler(forms.getForm, ({ id, n, actor }) => get(id, n, actor));

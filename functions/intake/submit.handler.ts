import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { submitDraft } from '../app/submitDraft.ts';
import { intake } from '../contract/intake.ts';
import { writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const submit = submitDraft({
  ...executePorts(env),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  drafts: dynamoDraftStore(client, env.STATE_TABLE),
  quarantine: s3Quarantine(env.QUARANTINE_BUCKET),
});

/** Nộp hồ sơ: the draft becomes a dossier with a code. */
export const handler = writeHandler(intake.submit, submit);

import { dynamoApplicantStore } from '../adapters/dynamo/applicantStore.ts';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { dynamoDraftStore } from '../adapters/dynamo/draftStore.ts';
import { simulatedDatabases } from '../adapters/dynamo/simulatedDatabases.ts';
import { s3Slots } from '../adapters/s3Slots.ts';
import { createDraft } from '../app/createDraft.ts';
import { intake } from '../contract/intake.ts';
import { writeHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'QUARANTINE_BUCKET');
const create = createDraft({
  ...readPorts(env),
  drafts: dynamoDraftStore(client, env.STATE_TABLE),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  applicants: dynamoApplicantStore(client, env.STATE_TABLE),
  databases: simulatedDatabases(client, env.STATE_TABLE),
  slots: s3Slots(env.QUARANTINE_BUCKET),
});

/** A filing begins: a draft and one upload slot per component. */
export const handler = writeHandler(intake.createDraft, create);

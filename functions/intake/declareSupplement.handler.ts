import { dynamoApplicantStore } from '../adapters/dynamo/applicantStore.ts';
import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { s3Slots } from '../adapters/s3Slots.ts';
import { declareSupplement } from '../app/supplement.ts';
import { intake } from '../contract/intake.ts';
import { writeHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const declare = declareSupplement({
  ...executePorts(env),
  applicants: dynamoApplicantStore(client, env.STATE_TABLE),
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  slots: s3Slots(env.QUARANTINE_BUCKET),
});

/** The files of the supplement are declared; each gets a slot for its upload. */
export const handler = writeHandler(intake.declareSupplement, ({ body: { files }, ...request }) =>
  declare({ ...request, files }),
);

import { dynamoDocumentStore } from '../adapters/dynamo/documentStore.ts';
import { s3Quarantine } from '../adapters/s3Quarantine.ts';
import { supply } from '../app/supplement.ts';
import { intake } from '../contract/intake.ts';
import { commandHandler } from '../shared/command.ts';
import { client, executePorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE', 'EVENT_TABLE', 'QUARANTINE_BUCKET');
const run = supply({
  documents: dynamoDocumentStore(client, env.STATE_TABLE),
  quarantine: s3Quarantine(env.QUARANTINE_BUCKET),
});

/** Bổ sung hồ sơ: every declared file is uploaded; the pause ends now. */
export const handler = commandHandler(intake.supply, executePorts(env), () => run);

import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoShelfStore } from '../adapters/dynamo/shelfStore.ts';
import { reusablePapers } from '../app/reusablePapers.ts';
import { intake } from '../contract/intake.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = reusablePapers({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
  shelf: dynamoShelfStore(client, env.STATE_TABLE),
});

/** Archived papers of an applicant that could be used again; an identity number never stands in a URL. */
export const handler = readHandler(intake.reusablePapers, run);

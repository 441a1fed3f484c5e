import { dynamoReadStore } from '../adapters/dynamo/readStore.ts';
import { dynamoShelfStore } from '../adapters/dynamo/shelfStore.ts';
import { myPapers } from '../app/myPapers.ts';
import { archive } from '../contract/archive.ts';
import { readHandler } from '../shared/command.ts';
import { client, readPorts } from '../shared/compose.ts';
import { readEnv } from '../shared/env.ts';

const env = readEnv('STATE_TABLE');
const run = myPapers({
  ...readPorts(env),
  reads: dynamoReadStore(client, { state: env.STATE_TABLE, event: '' }),
  shelf: dynamoShelfStore(client, env.STATE_TABLE),
});

/** What is archived in an applicant's name; an identity number never stands in a URL. */
export const handler = readHandler(archive.myPapers, run);

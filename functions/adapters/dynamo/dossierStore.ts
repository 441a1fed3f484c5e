import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ClockPort, CommitOutcome, DossierStore } from '../../app/ports.ts';
import { type CommitTag, commitWrites, type Tables } from './commit.ts';
import { dossierSchema } from './dossierSchema.ts';
import { keys } from './keys.ts';
import { readReplay } from './replayItem.ts';
import { transact } from './transact.ts';

const outcomes: Readonly<Record<CommitTag, CommitOutcome>> = {
  replay: 'replayed',
  draft: 'draftGone',
  serial: 'serialTaken',
  head: 'changed',
  event: 'changed',
  item: 'changed',
  register: 'serialTaken',
  counter: 'changed',
};

/** The truth about dossiers: strongly consistent reads, one transaction per transition. */
export const dynamoDossierStore = (
  client: DynamoDBDocumentClient,
  tables: Tables,
  clock: ClockPort,
): DossierStore => ({
  async head(id) {
    const { Item } = await client.send(
      new GetCommand({
        TableName: tables.state,
        Key: keys.head(id),
        ConsistentRead: true,
        ProjectionExpression: '#state',
        ExpressionAttributeNames: { '#state': 'state' },
      }),
    );
    return Item && dossierSchema.parse(Item.state);
  },
  async replay(key) {
    const { Item } = await client.send(
      new GetCommand({ TableName: tables.state, Key: keys.replay(key), ConsistentRead: true }),
    );
    return readReplay(Item, clock.now());
  },
  async commit(commit) {
    const failed = await transact(client, commitWrites(tables, commit));
    return failed ? outcomes[failed] : 'committed';
  },
});

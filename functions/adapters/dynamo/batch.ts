import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

const PER_BATCH = 100;
const ATTEMPTS = 6;

/** Items by key, read consistently, in no order; absent ones are left out. Unprocessed keys are asked for again. */
export const batchGet = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  wanted: readonly ItemKey[],
): Promise<readonly Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = [];
  for (let from = 0; from < wanted.length; from += PER_BATCH) {
    let Keys: Record<string, unknown>[] = wanted
      .slice(from, from + PER_BATCH)
      .map(({ pk, sk }) => ({ pk, sk }));
    for (let attempt = 0; Keys.length > 0; attempt++) {
      if (attempt === ATTEMPTS) throw new Error(`${Keys.length} items of ${TableName} stayed unprocessed`);
      if (attempt > 0) await pause(Math.random() * 20 * 2 ** attempt);
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
      );
      found.push(...(Responses?.[TableName] ?? []));
      Keys = UnprocessedKeys?.[TableName]?.Keys ?? [];
    }
  }
  return found;
};

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

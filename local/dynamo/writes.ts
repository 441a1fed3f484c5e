import * as z from 'zod';

export type Item = Record<string, unknown>;
export interface StreamPut {
  table: string;
  item: Item;
}

/** A DynamoDB error answer. */
export class DynamoError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const READS = /^(GetItem|BatchGetItem|Query|Scan|TransactGetItems|DescribeTable|ListTables)$/;
const write = z.object({
  TableName: z.string(),
  Item: z.record(z.string(), z.unknown()).optional(),
  ConditionExpression: z.string().optional(),
  UpdateExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
});
export type Write = z.infer<typeof write>;
const action = z.object({ Put: write.optional(), Update: write.optional(), Delete: write.optional() });

const transaction = z.object({ TransactItems: z.array(action) });
const request = z.object({ PutRequest: z.object({ Item: write.shape.Item }).optional() });
const batch = z.object({ RequestItems: z.record(z.string(), z.array(request)) });

/** The writes of a request, each with the table it touches; refuses operations that the product does not use. */
export function writesOf(operation: string, input: () => unknown): Write[] {
  if (READS.test(operation)) return [];
  if (/^(Put|Update|Delete)Item$/.test(operation)) return [write.parse(input())];
  if (operation === 'BatchWriteItem')
    return Object.keys(batch.parse(input()).RequestItems).map((TableName) => ({ TableName }));
  if (operation !== 'TransactWriteItems')
    throw new DynamoError('UnknownOperationException', `${operation} is not available here`);
  return transaction
    .parse(input())
    .TransactItems.flatMap(({ Put, Update, Delete }) => Put ?? Update ?? Delete ?? []);
}

/**
 * The puts into stream tables among some writes. Only first puts of an item become records (always
 * INSERT), so every other write to such a table is refused rather than dropped from the stream.
 */
export function streamPuts(writes: Write[], isStream: (table: string) => boolean): StreamPut[] {
  const touching = writes.filter(({ TableName }) => isStream(TableName));
  return touching.map(({ TableName: table, Item: item, ConditionExpression }) => {
    if (item && ConditionExpression?.includes('attribute_not_exists')) return { table, item };
    throw new DynamoError(
      'ValidationException',
      `${table} has a stream: here it takes only puts with attribute_not_exists`,
    );
  });
}

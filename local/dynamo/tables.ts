import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Call } from './request.ts';

export type TableSpec = CreateTableCommandInput & { ttlAttribute?: string; stream?: boolean };

const shape = z.object({
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
  GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema: z.unknown() })).optional(),
});
const described = z.object({ Table: shape });

/** Keys and indexes in comparable form. */
const fingerprint = ({ KeySchema, GlobalSecondaryIndexes = [] }: z.infer<typeof shape>): string =>
  JSON.stringify([
    KeySchema,
    GlobalSecondaryIndexes.map((index) => JSON.stringify([index.IndexName, index.KeySchema])).toSorted(
      (a, b) => (a < b ? -1 : 1),
    ),
  ]);

/** Creates a table, or checks that the one already there has the same keys and indexes. Answers its key names. */
export async function ensureTable(call: Call, spec: TableSpec): Promise<string[]> {
  const { TableName, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = spec;
  const input = {
    TableName,
    KeySchema,
    AttributeDefinitions,
    GlobalSecondaryIndexes,
    BillingMode: 'PAY_PER_REQUEST',
  };
  const wanted = shape.parse(spec);
  const made = await call('CreateTable', input);
  if (made.status !== 200) {
    if (!made.body.includes('ResourceInUseException')) throw new Error(`Table ${TableName}: ${made.body}`);
    const found = described.parse(JSON.parse((await call('DescribeTable', { TableName })).body)).Table;
    if (fingerprint(found) !== fingerprint(wanted))
      throw new Error(
        `Table ${TableName} has other keys or indexes in the data folder; delete the data folder`,
      );
  }
  return wanted.KeySchema.map((key) => key.AttributeName);
}

/** The names of the key attributes of each index. */
export const indexKeysOf = ({
  GlobalSecondaryIndexes = [],
}: TableSpec): ReadonlyMap<string, readonly string[]> =>
  new Map(
    GlobalSecondaryIndexes.map(({ IndexName = '', KeySchema = [] }) => [
      IndexName,
      KeySchema.flatMap(({ AttributeName }) => AttributeName ?? []),
    ]),
  );

import * as z from 'zod';
import { sortable } from './compare.ts';
import { invalid } from './errors.ts';
import { type Item, own, readItem, typeOf, type Value } from './value.ts';

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string().min(1), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2)
  .refine((keys) => keys[0]?.KeyType === 'HASH' && (keys.length === 1 || keys[1]?.KeyType === 'RANGE'), {
    error: 'Invalid KeySchema: the first element must be HASH, the second RANGE',
  });
const projection = z
  .strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).min(1).optional(),
  })
  .refine((p) => (p.ProjectionType === 'INCLUDE') === (p.NonKeyAttributes !== undefined), {
    error: 'NonKeyAttributes go with ProjectionType INCLUDE, and only with it',
  });

/** What CreateTable takes here: no local indexes, no provisioned throughput. */
export const TableSpec = z.strictObject({
  TableName: z.string().regex(/^[\w.-]{3,255}$/),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z
    .array(z.strictObject({ IndexName: z.string().min(3), KeySchema: keySchema, Projection: projection }))
    .min(1)
    .optional(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
});
export type TableSpec = z.infer<typeof TableSpec>;

/** A key attribute: of the table or of an index. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
  readonly hash: boolean;
}

const MAX_HASH = 2048;
const MAX_RANGE = 1024;

/** The attributes of a key schema with their types. */
export function keysOf(spec: TableSpec, schema: TableSpec['KeySchema']): KeyAttribute[] {
  return schema.map(({ AttributeName: name, KeyType }) => {
    const defined = spec.AttributeDefinitions.find((each) => each.AttributeName === name);
    if (!defined)
      throw invalid(
        `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${name}]`,
      );
    return { name, type: defined.AttributeType, hash: KeyType === 'HASH' };
  });
}

/** One part of a key in its sortable form; `where` says in messages whose key it is. */
export function keyPart({ name, type, hash }: KeyAttribute, value: Value, where = ''): string {
  const part = typeOf(value) === type ? sortable(value) : undefined;
  if (part === undefined)
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}${where}`,
    );
  if (part === '')
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === 'S' ? 'string' : 'binary'} value. Key: ${name}${where}`,
    );
  const limit = hash ? MAX_HASH : MAX_RANGE;
  // a part has at most three bytes for each of its units
  if (part.length * 3 > limit && 'S' in value && Buffer.byteLength(value.S) > limit)
    throw tooLong(hash, limit);
  if ('B' in value && part.length > limit) throw tooLong(hash, limit);
  return part;
}

const tooLong = (hash: boolean, limit: number): Error =>
  invalid(
    `One or more parameter values were invalid: Size of ${hash ? 'hashkey' : 'rangekey'} has exceeded the maximum size limit of ${limit} bytes`,
  );

/** The key of a whole item. */
export const keyOfItem = (keys: readonly KeyAttribute[], item: Item): string[] =>
  keys.map((key) => {
    const value = own(item, key.name);
    if (!value)
      throw invalid(`One or more parameter values were invalid: Missing the key ${key.name} in the item`);
    return keyPart(key, value);
  });

/** Reads a key from a request: exactly these attributes, of their types. */
export function readKey(keys: readonly KeyAttribute[], raw: unknown): { item: Item; key: string[] } {
  const item = readItem(raw);
  const fits = keys.every(({ name, type }) => {
    const value = own(item, name);
    return value && typeOf(value) === type;
  });
  if (!fits || Object.keys(item).length !== keys.length)
    throw invalid('The provided key element does not match the schema');
  return { item, key: keyOfItem(keys, item) };
}

/** What the SDK's document client and serialiser do with the inputs and outputs of commands. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, type marshallOptions, unmarshall } from '@aws-sdk/util-dynamodb';

export type MarshallOptions = marshallOptions;
export type Fields = Readonly<Record<string, unknown>>;

/** The parts of inputs and outputs that are an item, some attributes of one, or several of them. */
const ITEM = new Set([
  ...['Key', 'Item', 'Attributes'],
  ...['ExpressionAttributeValues', 'ExclusiveStartKey', 'LastEvaluatedKey'],
]);
const ITEMS = new Set(['Keys', 'Items']);

export const isFields = (given: unknown): given is Fields => typeof given === 'object' && given !== null;

/** An input or output with `change` applied to each item in it. */
const eachItem = (given: Fields, change: (item: Fields) => unknown): Fields => {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    return isFields(part) ? eachItem(part, change) : part;
  };
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (ITEM.has(name) && isFields(value)) changed[name] = change(value);
    else if (ITEMS.has(name) && Array.isArray(value)) changed[name] = value.map(change);
    else changed[name] = walk(value);
  }
  return changed;
};

/** An input as it travels: bytes, which only whole attributes are here, as base64. */
export const toWire = (input: Fields, options: MarshallOptions | undefined): Fields =>
  eachItem(input, (item) => {
    const marshalled: Record<string, unknown> = marshall(item, {
      ...options,
      convertTopLevelContainer: false,
    });
    for (const [name, value] of Object.entries(marshalled))
      if (isFields(value) && value.B instanceof Uint8Array)
        marshalled[name] = { B: Buffer.from(value.B).toString('base64') };
    return marshalled;
  });

/** An output as the caller of the document client sees it. */
export const fromWire = (output: Fields): Fields => {
  const { Responses, ...rest } = output;
  if (!isFields(Responses) || Array.isArray(Responses)) return eachItem(output, nativeItem);
  // Of a batch: a list of items for each table.
  const tables = Object.entries(Responses).map(([table, items]) => [
    table,
    Array.isArray(items) ? items.map(nativeItem) : [],
  ]);
  return { ...eachItem(rest, nativeItem), Responses: Object.fromEntries(tables) };
};

/** One item as the caller sees it. */
export const nativeItem = (item: Fields): Fields => {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(item)) if (isValue(value)) attributes[name] = received(value);
  return unmarshall(attributes);
};
const isValue = (given: unknown): given is AttributeValue | { readonly B: string } => isFields(given);
const received = (value: AttributeValue | { readonly B: string }): AttributeValue =>
  typeof value.B === 'string' ? { B: new Uint8Array(Buffer.from(value.B, 'base64')) } : value;

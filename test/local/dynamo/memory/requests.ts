import fc from 'fast-check';
import {
  condition,
  N,
  numbers,
  projection,
  request,
  S,
  texts,
  update,
  value,
  type Wire,
} from './expressions.ts';

export interface Request {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The tables of the comparison: sort keys of either kind; indexes of every projection, dense and sparse. */
export const TABLES = [
  {
    TableName: 'Text',
    AttributeDefinitions: [
      ...['pk', 'sk', 'a', 'c'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      { AttributeName: 'n', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      index('whole', ['a', 'n'], { ProjectionType: 'ALL' }),
      index('keys', ['c'], { ProjectionType: 'KEYS_ONLY' }),
      index('some', ['c', 'a'], { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'm'] }),
      index('turned', ['sk', 'pk'], { ProjectionType: 'KEYS_ONLY' }),
    ],
    BillingMode: 'PAY_PER_REQUEST',
  },
  {
    TableName: 'Number',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  },
];

function index(IndexName: string, [hash, range]: string[], Projection: object) {
  const KeySchema = [
    { AttributeName: hash, KeyType: 'HASH' },
    ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' }]),
  ];
  return { IndexName, KeySchema, Projection };
}

const partition = fc.constantFrom<Wire>({ S: 'p' }, { S: 'q' });
const sortOf = { Text: S, Number: N };
type TableName = keyof typeof sortOf;
const keyOf = (table: TableName) => fc.record({ pk: partition, sk: sortOf[table] });
const rest = fc.record(
  {
    ...{ a: S, c: S, n: N, x: value, m: fc.record({ M: fc.record({ k: value, deep: value }) }) },
    ...{ l: fc.record({ L: fc.array(value, { maxLength: 3 }) }), ns: fc.constant({ NS: ['1', '2'] }) },
    ss: fc.constant({ SS: ['a', 'é'] }),
  },
  { requiredKeys: [] },
);
const itemOf = (table: TableName) => fc.tuple(keyOf(table), rest).map(([key, more]) => ({ ...more, ...key }));
const aliased = fc.boolean();
const rarely = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: undefined, freq: 1 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

/** Members that are there only when they have a value: as JSON has them. */
const plain = (input: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, each]) => each !== undefined));

const failing = maybe(fc.constant('ALL_OLD'));
const put = (TableName: TableName) =>
  fc
    .record({
      Item: itemOf(TableName),
      ConditionExpression: rarely(condition),
      ReturnValuesOnConditionCheckFailure: failing,
      a: aliased,
    })
    .map(({ a, ...input }) => request(plain({ TableName, ...input }), a));
const remove = (TableName: TableName) =>
  fc
    .record({
      Key: keyOf(TableName),
      ConditionExpression: rarely(condition),
      ReturnValuesOnConditionCheckFailure: failing,
      a: aliased,
    })
    .map(({ a, ...input }) => request(plain({ TableName, ...input }), a));
const change = (TableName: TableName) =>
  fc
    .record({
      Key: keyOf(TableName),
      UpdateExpression: update,
      ConditionExpression: rarely(condition),
      ReturnValuesOnConditionCheckFailure: failing,
      a: aliased,
    })
    .map(({ a, ...input }) => request(plain({ TableName, ...input }), a));
const check = (TableName: TableName) =>
  fc
    .record({
      Key: keyOf(TableName),
      ConditionExpression: condition,
      ReturnValuesOnConditionCheckFailure: failing,
    })
    .map((input) => request(plain({ TableName, ...input }), false));
const get = (TableName: TableName) =>
  fc
    .record({ Key: keyOf(TableName), ProjectionExpression: maybe(projection), a: aliased })
    .map(({ a, ...input }) => request(plain({ TableName, ...input }), a));

const getWhole = (TableName: TableName) => keyOf(TableName).map((Key) => ({ TableName, Key }));

const of = (operation: string, inputs: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Request> =>
  inputs.map((input) => ({ operation, input }));
const returning = (inputs: fc.Arbitrary<Record<string, unknown>>, kinds: string[]) =>
  fc.tuple(inputs, fc.constantFrom(...kinds)).map(([input, ReturnValues]) => ({
    ...input,
    // the native engine shows the whole attribute where AWS shows the part of it that was updated
    ReturnValues: /[.[]/.test(String(input.UpdateExpression))
      ? ReturnValues.replace('UPDATED', 'ALL')
      : ReturnValues,
  }));

const literal = (each: unknown): string => `⟦${JSON.stringify(each)}⟧`;
const keyCondition = (
  hash: string,
  range: string | undefined,
  hashes: fc.Arbitrary<Wire>,
  ranges: fc.Arbitrary<Wire>,
) => {
  const first = hashes.map((each) => `${hash} = ${literal(each)}`);
  if (range === undefined) return first;
  const second = fc.oneof(
    fc
      .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), ranges)
      .map(([op, v]) => `${range} ${op} ${literal(v)}`),
    fc.tuple(ranges, ranges).map(([v, w]) => `${range} BETWEEN ${literal(v)} AND ${literal(w)}`),
    ...(ranges === N ? [] : [ranges.map((v) => `begins_with(${range}, ${literal(v)})`)]),
  );
  return fc.oneof(
    first,
    fc.tuple(first, second).map((parts) => parts.join(' AND ')),
  );
};
const queried = fc.oneof(
  keyCondition('pk', 'sk', partition, S).map((k) => ({ TableName: 'Text', KeyConditionExpression: k })),
  keyCondition('pk', 'sk', partition, N).map((k) => ({ TableName: 'Number', KeyConditionExpression: k })),
  keyCondition('a', 'n', S, N).map((k) => ({
    TableName: 'Text',
    IndexName: 'whole',
    KeyConditionExpression: k,
  })),
  keyCondition('c', undefined, S, S).map((k) => ({
    TableName: 'Text',
    IndexName: 'keys',
    KeyConditionExpression: k,
  })),
  keyCondition('c', 'a', S, S).map((k) => ({
    TableName: 'Text',
    IndexName: 'some',
    KeyConditionExpression: k,
  })),
  keyCondition('sk', 'pk', S, partition).map((k) => ({
    TableName: 'Text',
    IndexName: 'turned',
    KeyConditionExpression: k,
  })),
);
const reading = fc.record({
  FilterExpression: maybe(condition),
  Limit: maybe(fc.integer({ min: 1, max: 4 })),
});
const query = fc
  .tuple(queried, reading, maybe(fc.boolean()), maybe(fc.constant('COUNT')), maybe(projection))
  .map(([q, r, ScanIndexForward, Select, p]) =>
    request(
      plain({
        ...q,
        ...r,
        ScanIndexForward,
        Select,
        ProjectionExpression: Select || 'IndexName' in q ? undefined : p,
      }),
      false,
    ),
  );
const scan = fc
  .tuple(
    fc.constantFrom({ TableName: 'Text' }, { TableName: 'Number' }, { TableName: 'Text', IndexName: 'some' }),
    reading,
  )
  .map(([which, r]) => request(plain({ ...which, ...r }), false));

const both = (make: (table: TableName) => fc.Arbitrary<Record<string, unknown>>) =>
  fc.oneof(make('Text'), make('Number'));
const ONES = ['NONE', 'ALL_OLD'];
const action = fc.oneof(
  both(put).map((Put) => ({ Put })),
  both(change).map((Update) => ({ Update })),
  both(remove).map((Delete) => ({ Delete })),
  both(check).map((ConditionCheck) => ({ ConditionCheck })),
);
const batchWrite = fc.array(
  fc.oneof(
    itemOf('Text').map((Item) => ({ PutRequest: { Item } })),
    keyOf('Text').map((Key) => ({ DeleteRequest: { Key } })),
  ),
  { minLength: 1, maxLength: 4 },
);

const isFirst = (each: string, i: number, all: readonly string[]): boolean =>
  all.findIndex((other) => Number(other) === Number(each)) === i;
/** Every key that these requests may write to. */
export const KEYS = [
  { TableName: 'Text', ranges: texts.map((each) => ({ S: each })) },
  { TableName: 'Number', ranges: numbers.filter(isFirst).map((each) => ({ N: each })) },
].flatMap(({ TableName, ranges }) =>
  ['p', 'q'].flatMap((pk) => ranges.map((sk) => ({ TableName, Key: { pk: { S: pk }, sk } }))),
);

/** Any request of the product's kinds, right or wrong. */
export const anyRequest: fc.Arbitrary<Request> = fc.oneof(
  { weight: 6, arbitrary: of('PutItem', returning(both(put), ONES)) },
  {
    weight: 6,
    arbitrary: of('UpdateItem', returning(both(change), [...ONES, 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'])),
  },
  { weight: 2, arbitrary: of('DeleteItem', returning(both(remove), ONES)) },
  { weight: 2, arbitrary: of('GetItem', both(get)) },
  { weight: 6, arbitrary: of('Query', query) },
  { weight: 2, arbitrary: of('Scan', scan) },
  {
    weight: 4,
    arbitrary: of(
      'TransactWriteItems',
      fc.array(action, { minLength: 1, maxLength: 4 }).map((TransactItems) => ({ TransactItems })),
    ),
  },
  {
    weight: 1,
    arbitrary: of(
      'TransactGetItems',
      fc
        .array(
          both(getWhole).map((Get) => ({ Get })),
          { minLength: 1, maxLength: 3 },
        )
        .map((TransactItems) => ({ TransactItems })),
    ),
  },
  {
    weight: 1,
    arbitrary: of(
      'BatchWriteItem',
      batchWrite.map((Text) => ({ RequestItems: { Text } })),
    ),
  },
  {
    weight: 1,
    arbitrary: of(
      'BatchGetItem',
      fc
        .array(keyOf('Text'), { minLength: 1, maxLength: 3 })
        .map((Keys) => ({ RequestItems: { Text: { Keys } } })),
    ),
  },
);

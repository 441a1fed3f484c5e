import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  InvalidToken,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import type { Wire } from '../../local/front/wire.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { bootVirtual } from './boot.ts';
import { throughWire } from './direct.ts';

/** The same commands over HTTP by the SDK, and in objects: the same answers, and errors of the same classes. */
let cloud: Cloud;
type Answer = { readonly is: unknown } | { readonly throws: unknown };
interface Way {
  readonly dynamo: DynamoDBDocumentClient;
  readonly sfn: SFNClient;
}
let ways: readonly Way[];

beforeAll(async () => {
  cloud = await bootVirtual({ memory: {} });
  const config = { endpoint: cloud.url, region: LOCAL.region, credentials: LOCAL };
  const marshallOptions = { removeUndefinedValues: true };
  const clients = (): Way => ({
    dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(config), { marshallOptions }),
    sfn: new SFNClient(config),
  });
  await new SFNClient(config).send(
    new StartExecutionCommand({ ...machine(), name: 'test', input: '{"dossierId":"none","run":1}' }),
  );
  await cloud.clock.settle();
  const { wire, database } = cloud;
  const { dynamo, sfn } = clients();
  const caller = { accessKeyId: LOCAL.accessKeyId, wire, database };
  const overWire = { accessKeyId: LOCAL.accessKeyId, wire };
  ways = [
    clients(),
    { dynamo: throughWire(dynamo, caller), sfn: throughWire(sfn, caller) },
    { dynamo: throughWire(clients().dynamo, overWire), sfn: throughWire(clients().sfn, overWire) },
  ];
});
afterAll(() => cloud.stop());

/** What a way answers, without what only it can know. */
const answerOf = async (call: Promise<object>): Promise<Answer> => {
  try {
    const { $metadata: _, ...output } = { $metadata: {}, ...(await call) };
    return { is: output };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message } = error;
    const reasons: unknown = Reflect.get(error, 'CancellationReasons');
    return {
      throws: { name, message, kind: error.constructor.name, ...(reasons !== undefined && { reasons }) },
    };
  }
};

const table = () => ({ TableName: cloud.names.stateTable });
const key = { pk: 'TEST', sk: 'A' };
const bytes = new Uint8Array([0, 1, 2, 250]);
const item = {
  ...key,
  text: 'Sở Xây dựng',
  n: 1.5,
  list: [1, 'two', { three: null }],
  bytes,
  gone: undefined,
};
const names = { '#n': 'n' };
const reads = { ConsistentRead: true };

test.each<[string, (client: DynamoDBDocumentClient) => Promise<object>]>([
  ['puts an item with everything in it', (c) => c.send(new PutCommand({ ...table(), Item: item }))],
  ['reads it', (c) => c.send(new GetCommand({ ...table(), Key: key, ...reads }))],
  ['reads what is not there', (c) => c.send(new GetCommand({ ...table(), Key: { pk: 'TEST', sk: 'none' } }))],
  [
    'reads a part of it',
    (c) =>
      c.send(
        new GetCommand({
          ...table(),
          Key: key,
          ProjectionExpression: '#n, bytes',
          ExpressionAttributeNames: names,
        }),
      ),
  ],
  [
    'updates it',
    (c) =>
      c.send(
        new UpdateCommand({
          ...table(),
          Key: key,
          UpdateExpression: 'SET #n = :n',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':n': 7 },
          ReturnValues: 'ALL_NEW',
        }),
      ),
  ],
  [
    'is refused by a condition',
    (c) =>
      c.send(new PutCommand({ ...table(), Item: item, ConditionExpression: 'attribute_not_exists(pk)' })),
  ],
  [
    'is refused in a transaction',
    (c) =>
      c.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { ...table(), Item: { pk: 'TEST', sk: 'B' } } },
            { ConditionCheck: { ...table(), Key: key, ConditionExpression: 'attribute_not_exists(pk)' } },
          ],
        }),
      ),
  ],
  [
    'writes a transaction',
    (c) =>
      c.send(
        new TransactWriteCommand({ TransactItems: [{ Put: { ...table(), Item: { pk: 'TEST', sk: 'B' } } }] }),
      ),
  ],
  [
    'queries a page',
    (c) =>
      c.send(
        new QueryCommand({
          ...table(),
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': 'TEST' },
          Limit: 1,
        }),
      ),
  ],
  [
    'queries on',
    (c) =>
      c.send(
        new QueryCommand({
          ...table(),
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': 'TEST' },
          ExclusiveStartKey: key,
        }),
      ),
  ],
  [
    'counts',
    (c) =>
      c.send(
        new QueryCommand({
          ...table(),
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': 'TEST' },
          Select: 'COUNT',
        }),
      ),
  ],
  ['scans a page', (c) => c.send(new ScanCommand({ ...table(), Limit: 3 }))],
  [
    'reads a batch',
    (c) =>
      c.send(
        new BatchGetCommand({
          RequestItems: {
            [cloud.names.stateTable]: { Keys: [key, { pk: 'TEST', sk: 'B' }, { pk: 'TEST', sk: 'none' }] },
          },
        }),
      ),
  ],
  ['deletes', (c) => c.send(new DeleteCommand({ ...table(), Key: { pk: 'TEST', sk: 'B' } }))],
  ['is not understood', (c) => c.send(new GetCommand({ ...table(), Key: { pk: 'TEST' } }))],
  ['asks for a table that is not there', (c) => c.send(new GetCommand({ TableName: 'none', Key: key }))],
])('DynamoDB %s', async (_, ask) => {
  const [http, ...direct] = await inTurn(({ dynamo }) => ask(dynamo));
  for (const answer of direct) expect(answer).toEqual(http);
});

const machine = () => ({ stateMachineArn: cloud.names.dossierStateMachineArn });
const run = () => `${machine().stateMachineArn.replace(':stateMachine:', ':execution:')}:test`;

test.each<[string, (client: SFNClient) => Promise<object>]>([
  [
    'refuses the name with another input',
    (c) => c.send(new StartExecutionCommand({ ...machine(), name: 'test', input: '{"run":2}' })),
  ],
  ['describes it', (c) => c.send(new DescribeExecutionCommand({ executionArn: run() }))],
  ['tells its history', (c) => c.send(new GetExecutionHistoryCommand({ executionArn: run() }))],
  ['lists', (c) => c.send(new ListExecutionsCommand({ ...machine() }))],
  ['knows no such token', (c) => c.send(new SendTaskSuccessCommand({ taskToken: 'none', output: '{}' }))],
  ['knows no such execution', (c) => c.send(new DescribeExecutionCommand({ executionArn: `${run()}-none` }))],
])('Step Functions %s', async (_, ask) => {
  const [http, ...direct] = await inTurn(({ sfn }) => ask(sfn));
  for (const answer of direct) expect(answer).toEqual(http);
});

/** One way after the other, each when the cloud is at rest. */
const inTurn = async (ask: (way: Way) => Promise<object>): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (const way of ways) {
    answers.push(await answerOf(ask(way)));
    await cloud.clock.settle();
  }
  return answers;
};

/** A client before a service that answers as told, one answer after the other, and how often it was asked. */
const before = (...answers: readonly (readonly [status: number, type: string] | 'broken')[]) => {
  let asked = 0;
  const wire: Wire = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? 'broken';
    if (answer === 'broken') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const [status, type] = answer;
    return { status, headers: {}, body: Buffer.from(JSON.stringify(status === 200 ? {} : { __type: type })) };
  };
  const config = { endpoint: cloud.url, region: LOCAL.region, credentials: LOCAL, maxAttempts: 3 };
  const client = throughWire(new SFNClient(config), { accessKeyId: 'key', wire });
  const ask = () => client.send(new SendTaskSuccessCommand({ taskToken: 'any', output: '{}' }));
  return { ask, asked: () => asked };
};

test('what passes is tried again, and not for ever; what does not pass is told at once', async () => {
  const healed = before([400, 'ThrottlingException'], 'broken', [200, '']);
  await expect(healed.ask()).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } });
  expect(healed.asked()).toBe(3);
  const down = before([500, 'InternalServerError']);
  await expect(down.ask()).rejects.toMatchObject({ name: 'InternalServerError' });
  expect(down.asked()).toBe(3);
  const refused = before([400, 'InvalidToken']);
  await expect(refused.ask()).rejects.toBeInstanceOf(InvalidToken);
  expect(refused.asked()).toBe(1);
});

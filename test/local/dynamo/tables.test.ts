import { DescribeTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it } from 'vitest';
import { failure, type Rig, rig, START, STATE } from './host.ts';

let dynamo: Rig | undefined;
afterEach(() => dynamo?.stop());

it('passes reads and writes through, and refuses what is not available', async () => {
  dynamo = await rig();
  await dynamo.db.send(new PutCommand({ TableName: 'State', Item: { pk: 'hồ sơ', list: [1, { a: true }] } }));
  const got = await dynamo.db.send(
    new GetCommand({ TableName: 'State', Key: { pk: 'hồ sơ' }, ConsistentRead: true }),
  );
  expect(got.Item).toEqual({ pk: 'hồ sơ', list: [1, { a: true }] });
  expect(await failure(dynamo.db.send(new GetCommand({ TableName: 'Nowhere', Key: { pk: 'x' } })))).toBe(
    'ResourceNotFoundException',
  );
  expect(await failure(dynamo.db.send(new UpdateTableCommand({ TableName: 'State' })))).toBe(
    'UnknownOperationException',
  );
});

it('asks for a signature', async () => {
  dynamo = await rig();
  const { address, port } = {
    address: '127.0.0.1',
    port: await dynamo.db.config.endpoint?.().then((e) => e.port),
  };
  const answer = await fetch(`http://${address}:${port}`, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    body: '{}',
  });
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining('MissingAuthenticationToken'),
  ]);
});

it('accepts the same table again and refuses another shape', async () => {
  dynamo = await rig();
  const index = {
    IndexName: 'due',
    KeySchema: [{ AttributeName: 'shard', KeyType: 'HASH' as const }],
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  };
  const spec = {
    ...STATE,
    TableName: 'Indexed',
    AttributeDefinitions: [
      ...STATE.AttributeDefinitions,
      { AttributeName: 'shard', AttributeType: 'S' as const },
    ],
    GlobalSecondaryIndexes: [index],
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  };
  await dynamo.host.createTable(spec);
  await dynamo.host.createTable(spec);
  const { Table } = await dynamo.db.send(new DescribeTableCommand({ TableName: 'Indexed' }));
  expect(Table?.GlobalSecondaryIndexes?.[0]?.IndexName).toBe('due');
  await expect(
    dynamo.host.createTable({ ...spec, GlobalSecondaryIndexes: [{ ...index, IndexName: 'other' }] }),
  ).rejects.toThrow(/delete the data folder/);
});

it('deletes expired items by the clock, only those', async () => {
  dynamo = await rig();
  const second = START / 1000;
  for (const [pk, expiresAt] of [
    ['past', second + 60],
    ['future', second + 86_400],
    ['never', undefined],
    ['text', 'x'],
  ] as const)
    await dynamo.db.send(
      new PutCommand({ TableName: 'State', Item: { pk, ...(expiresAt === undefined ? {} : { expiresAt }) } }),
    );
  const left = async () =>
    (await dynamo?.db.send(new ScanCommand({ TableName: 'State' })))?.Items?.map((i) => i.pk).sort();
  await dynamo.clock.advanceTo(START + 5 * 3_600_000);
  expect(await left()).toEqual(['future', 'never', 'past', 'text']);
  await dynamo.clock.advanceTo(START + 6 * 3_600_000);
  expect(await left()).toEqual(['future', 'never', 'text']);
  await dynamo.clock.advanceTo(START + 48 * 3_600_000);
  expect(await left()).toEqual(['never', 'text']);
  // An update may give an expiry; a put may take it away.
  const give = {
    UpdateExpression: 'SET expiresAt = :at',
    ExpressionAttributeValues: { ':at': second + 172_860 },
  };
  for (const pk of ['never', 'text'])
    await dynamo.db.send(new UpdateCommand({ TableName: 'State', Key: { pk }, ...give }));
  await dynamo.db.send(new PutCommand({ TableName: 'State', Item: { pk: 'text' } }));
  await dynamo.clock.advanceTo(START + 54 * 3_600_000);
  expect(await left()).toEqual(['text']);
});

it('injects a transaction conflict into plain updates when asked to', async () => {
  const answers = [true, false];
  dynamo = await rig({ conflicts: () => answers.shift() ?? false });
  const update = new UpdateCommand({
    TableName: 'State',
    Key: { pk: 'x' },
    UpdateExpression: 'SET a = :a',
    ExpressionAttributeValues: { ':a': 1 },
  });
  expect(await failure(dynamo.db.send(update))).toBe('TransactionConflictException');
  expect(await failure(dynamo.db.send(update))).toBe('succeeded');
});

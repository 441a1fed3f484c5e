import { GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it } from 'vitest';
import type { StreamRecord } from '../../../../local/dynamo/index.ts';
import { failure, folder, names, type Rig, rig, START } from '../host.ts';

let dynamo: Rig | undefined;
afterEach(() => dynamo?.stop());

it('streams, expires and answers the client as the native engine does', async () => {
  dynamo = await rig({ memory: {} });
  expect(dynamo.host.endpoint).toBe('');
  const seen: StreamRecord[] = [];
  dynamo.host.onRecord('Event', async (records) => void seen.push(...records));
  await dynamo.put('a', 1);
  expect(await failure(dynamo.put('a', 1))).toBe('ConditionalCheckFailedException');
  await dynamo.put('a', 2);
  await dynamo.clock.settle();
  expect(names(seen)).toEqual(['a1', 'a2']);
  const expires = { ':at': Math.floor(START / 1000) + 3600 };
  await dynamo.db.send(
    new UpdateCommand({
      ...{ TableName: 'State', Key: { pk: 'x' }, UpdateExpression: 'SET expiresAt = :at' },
      ExpressionAttributeValues: expires,
    }),
  );
  await dynamo.clock.advanceTo(START + 13 * 3_600_000);
  expect(
    (await dynamo.db.send(new GetCommand({ TableName: 'State', Key: { pk: 'x' } }))).Item,
  ).toBeUndefined();
});

it('leaves its items in the data folder, where the native engine finds them and delivers nothing again', async () => {
  const dir = folder();
  dynamo = await rig({ memory: {}, dir });
  dynamo.host.onRecord('Event', async () => {}, { name: 'reader' });
  const numbers = Array.from({ length: 130 }, (_, i) => i); // more than one transaction
  for (const i of numbers) await dynamo.put('a', i);
  await dynamo.clock.settle();
  await dynamo.stop();
  dynamo = await rig({ dir });
  const again: StreamRecord[] = [];
  dynamo.host.onRecord('Event', async (records) => void again.push(...records), { name: 'reader' });
  await dynamo.clock.settle();
  const { Items = [] } = await dynamo.db.send(new ScanCommand({ TableName: 'Event' }));
  expect(Items).toEqual(numbers.map((seq) => ({ pk: 'a', seq, note: `a${seq}` })));
  expect(again).toEqual([]);
});

it('refuses a folder with a database, and another engine beside it', async () => {
  const dir = folder();
  await (await rig({ dir })).stop();
  const wanted = (more: object) => rig({ memory: {}, ...more }).catch((error: unknown) => String(error));
  expect(await wanted({ dir })).toContain('needs a new folder');
  expect(await wanted({ endpoint: 'http://127.0.0.1:1' })).toContain('choose one of them');
  dynamo = await rig({ dir }); // and lets go of it
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterEach, expect, it } from 'vitest';
import type { StreamRecord } from '../../../local/dynamo/index.ts';
import { failure, names, type Rig, rig, START } from './host.ts';

let dynamo: Rig;
let relay: Server | undefined;
afterEach(async () => {
  await dynamo.stop();
  relay?.close();
  relay = undefined;
});

it('gives every subscriber every committed put, in order, with keys and image', async () => {
  dynamo = await rig();
  const first: StreamRecord[] = [];
  const second: StreamRecord[] = [];
  dynamo.host.onRecord('Event', async (records) => void first.push(...records), { name: 'signal' });
  dynamo.host.onRecord('Event', async (records) => void second.push(...records), { name: 'notify' });
  await dynamo.put('a', 1);
  const put = (pk: string, seq: number) => ({
    Put: { TableName: 'Event', Item: { pk, seq }, ConditionExpression: 'attribute_not_exists(pk)' },
  });
  await dynamo.db.send(
    new TransactWriteCommand({
      TransactItems: [put('a', 2), { Put: { TableName: 'State', Item: { pk: 'x' } } }, put('b', 1)],
    }),
  );
  await dynamo.clock.settle();
  expect(names(first)).toEqual(['a1', 'a2', 'b1']);
  expect(names(second)).toEqual(['a1', 'a2', 'b1']);
  expect(first[0]).toEqual({
    table: 'Event',
    eventID: 'Event-1',
    sequenceNumber: '000000000000000000001',
    keys: { pk: { S: 'a' }, seq: { N: '1' } },
    newImage: { pk: { S: 'a' }, seq: { N: '1' }, note: { S: 'a1' } },
    at: START,
  });
});

it('makes no record of a failed condition or a cancelled transaction', async () => {
  dynamo = await rig();
  const seen: string[] = [];
  dynamo.host.onRecord('Event', async (records) => void seen.push(...names(records)));
  await dynamo.put('a', 1);
  expect(await failure(dynamo.put('a', 1))).toBe('ConditionalCheckFailedException');
  const Item = { pk: 'a', seq: 2 };
  const check = {
    ConditionCheck: {
      TableName: 'State',
      Key: { pk: 'absent' },
      ConditionExpression: 'attribute_exists(pk)',
    },
  };
  const TransactItems = [
    { Put: { TableName: 'Event', Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    check,
  ];
  expect(await failure(dynamo.db.send(new TransactWriteCommand({ TransactItems })))).toBe(
    'TransactionCanceledException',
  );
  await dynamo.put('a', 2);
  await dynamo.clock.settle();
  expect(seen).toEqual(['a1', 'a2']);
});

it('refuses writes whose record it could not tell', async () => {
  dynamo = await rig();
  const table = { TableName: 'Event', Key: { pk: 'a', seq: 1 } };
  const refused = async (sent: Promise<unknown>) => expect(await failure(sent)).toBe('ValidationException');
  await refused(dynamo.db.send(new PutCommand({ TableName: 'Event', Item: table.Key })));
  await refused(dynamo.db.send(new UpdateCommand(table)));
  await refused(dynamo.db.send(new DeleteCommand(table)));
  await refused(
    dynamo.db.send(new BatchWriteCommand({ RequestItems: { Event: [{ PutRequest: { Item: table.Key } }] } })),
  );
  await refused(dynamo.db.send(new TransactWriteCommand({ TransactItems: [{ Delete: table }] })));
});

it('repeats a refused batch after a growing pause, in order, without holding up the other subscriber', async () => {
  dynamo = await rig();
  const batches: string[] = [];
  const other: string[] = [];
  let refusals = 2;
  const fussy = async (records: StreamRecord[]) => {
    batches.push(`${dynamo.clock.now() - START}: ${names(records).join()}`);
    if (refusals-- > 0) throw new Error('not now');
  };
  dynamo.host.onRecord('Event', fussy, { name: 'signal', batchSize: 2 });
  dynamo.host.onRecord('Event', async (records) => void other.push(...names(records)), { name: 'notify' });
  await dynamo.put('a', 1);
  await dynamo.clock.settle();
  for (const seq of [2, 3, 4]) await dynamo.put('a', seq);
  await dynamo.clock.settle();
  expect(other).toEqual(['a1', 'a2', 'a3', 'a4']);
  await dynamo.clock.advanceTo(START + 10_000);
  expect(batches).toEqual(['0: a1', '1000: a1,a2', '3000: a1,a2', '3000: a3,a4']);
});

it('holds the clock while a batch is being delivered', async () => {
  dynamo = await rig();
  const { promise, resolve } = Promise.withResolvers<void>();
  dynamo.host.onRecord('Event', () => promise);
  await dynamo.put('a', 1);
  let arrived = false;
  const advancing = dynamo.clock.advanceTo(START + 1000).then(() => {
    arrived = true;
  });
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
  expect(arrived).toBe(false);
  resolve();
  await advancing;
  expect(arrived).toBe(true);
});

/** A relay in front of an engine of its own that does to PutItem what `treat` says. */
async function relayed(
  treat: (item: string, forward: () => Promise<Response>) => Promise<Response | undefined>,
) {
  const engine = await rig();
  const pass = async (req: IncomingMessage, res: ServerResponse) => {
    const body = await text(req);
    const { authorization = '', 'x-amz-target': target } = req.headers;
    const headers = { 'x-amz-target': String(target), 'x-amz-date': '20260101T000000Z', authorization };
    const forward = () =>
      fetch(engine.host.endpoint, { method: 'POST', body, headers: { ...headers, 'content-type': TYPE } });
    const answer = String(target).endsWith('PutItem')
      ? await treat(JSON.parse(body).Item.note.S, forward)
      : await forward();
    if (answer) res.writeHead(answer.status, { 'content-type': TYPE }).end(await answer.text());
    else req.socket.destroy();
  };
  relay = createServer((req, res) => void pass(req, res));
  await new Promise<void>((done) => relay?.listen(0, '127.0.0.1', done));
  dynamo = await rig({ endpoint: `http://127.0.0.1:${(relay.address() as AddressInfo).port}` });
  const seen: string[] = [];
  dynamo.host.onRecord('Event', async (records) => void seen.push(...names(records)));
  return { engine, seen };
}
const TYPE = 'application/x-amz-json-1.0';

it('finds out by reading when the answer of the engine is lost', async () => {
  const { engine, seen } = await relayed(async (item, forward) => {
    if (item === 'a1') await forward(); // committed, but the answer is lost
    return item === 'a3' ? forward() : undefined; // a2 never reaches the engine
  });
  expect(await failure(dynamo.put('a', 1))).toBe('InternalServerError');
  expect(await failure(dynamo.put('a', 2))).toBe('InternalServerError');
  await dynamo.put('a', 3);
  await dynamo.clock.settle();
  expect(seen).toEqual(['a1', 'a3']);
  await engine.stop();
});

it('lets no record overtake an undecided put of the same partition key', async () => {
  const [arrived, decide] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { engine, seen } = await relayed(async (item, forward) => {
    const answer = await forward();
    if (item === 'a1') arrived.resolve();
    if (item === 'a1') await decide.promise;
    return answer;
  });
  const first = dynamo.put('a', 1);
  await arrived.promise;
  await dynamo.put('a', 2);
  await dynamo.put('b', 1);
  expect(seen).toEqual(['b1']);
  decide.resolve();
  await first;
  await dynamo.clock.settle();
  expect(seen).toEqual(['b1', 'a1', 'a2']);
  await engine.stop();
});

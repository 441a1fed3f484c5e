import { Agent } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type Engine, engineBinary, startEngine } from '../../../../local/dynamo/engine.ts';
import { createMemoryEngine, type MemoryEngine } from '../../../../local/dynamo/memory/index.ts';
import { send } from '../../../../local/dynamo/request.ts';
import { type Answer, comparable, deviation } from './answers.ts';
import { anyRequest, KEYS, type Request, TABLES } from './requests.ts';

const agent = new Agent({ keepAlive: true });
let native: Engine;
let memory: MemoryEngine;

beforeAll(async () => {
  native = await startEngine(undefined, engineBinary() ?? '');
  memory = createMemoryEngine({ now: () => 0 });
  for (const input of TABLES)
    for (const answer of await ask({ operation: 'CreateTable', input })) expect(answer.status).toBe(200);
});
afterAll(async () => {
  agent.destroy();
  await native.stop();
});

async function ask({ operation, input }: Request): Promise<[mine: Answer, native: Answer]> {
  const body = JSON.stringify(input);
  return [memory.call(operation, body), await send(native.endpoint, agent, operation, body)];
}

async function clear(): Promise<void> {
  for (let at = 0; at < KEYS.length; at += 25) {
    const deletes = Map.groupBy(KEYS.slice(at, at + 25), ({ TableName }) => TableName);
    const RequestItems = Object.fromEntries(
      [...deletes].map(([table, keys]) => [table, keys.map(({ Key }) => ({ DeleteRequest: { Key } }))]),
    );
    for (const { status } of await ask({ operation: 'BatchWriteItem', input: { RequestItems } }))
      expect(status).toBe(200);
  }
}

const paged = z.object({ LastEvaluatedKey: z.unknown().optional() });

/** Asks both, page after page; where they differ as they are known to, both begin anew. */
async function compare(request: Request): Promise<void> {
  const [mine, theirs] = await ask(request);
  const [shown, wanted] = [comparable(mine), comparable(theirs)];
  if (!isDeepStrictEqual(shown, wanted) && deviation(request, mine, theirs) !== undefined) return clear();
  expect(shown, JSON.stringify(request)).toStrictEqual(wanted);
  const { LastEvaluatedKey } = paged.parse(JSON.parse(mine.body));
  if (LastEvaluatedKey !== undefined)
    await compare({ ...request, input: { ...request.input, ExclusiveStartKey: LastEvaluatedKey } });
}

const all = (TableName: string): Request => ({ operation: 'Scan', input: { TableName } });

test('random requests are answered as by the native engine, and leave the same items', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRequest, { minLength: 40, maxLength: 40 }), async (requests) => {
      await clear();
      for (const request of requests) await compare(request);
      for (const { TableName } of TABLES) await compare(all(TableName));
    }),
    { numRuns: Number(process.env.RUNS ?? 50) },
  );
});

test('a page ends after the same item where it comes to a megabyte', async () => {
  await clear();
  const x = { S: 'x'.repeat(150_000) };
  for (let i = 0; i < 16; i++) {
    const Item = { pk: { S: 'p' }, sk: { S: String(i).padStart(2, '0') }, a: { S: 'a' }, n: { N: '1' }, x };
    await compare({ operation: 'PutItem', input: { TableName: 'Text', Item } });
  }
  const index = {
    ...{ TableName: 'Text', IndexName: 'whole', KeyConditionExpression: 'a = :a' },
    ExpressionAttributeValues: { ':a': { S: 'a' } },
  };
  // its ScannedCount has one more: the item that does not fit
  const ends = (answers: readonly Answer[]): unknown[] =>
    answers.map(({ body }) =>
      z.object({ Count: z.number(), LastEvaluatedKey: z.unknown() }).parse(JSON.parse(body)),
    );
  for (const [operation, input] of [
    ['Query', index],
    ['Query', { ...index, ScanIndexForward: false }],
    ['Scan', { TableName: 'Text' }],
  ] as const) {
    const [mine, theirs] = ends(await ask({ operation, input }));
    expect(mine).toEqual(theirs);
  }
  for (let i = 0; i < 16; i++) {
    const Key = { pk: { S: 'p' }, sk: { S: String(i).padStart(2, '0') } };
    await compare({ operation: 'DeleteItem', input: { TableName: 'Text', Key } });
  }
});

import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { virtualClock } from '../../../local/clock.ts';
import { type DynamoOptions, type StreamRecord, startDynamo } from '../../../local/dynamo/index.ts';

export const START = Date.UTC(2026, 0, 5, 2, 0, 0);
export const EVENT = {
  TableName: 'Event',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'seq', KeyType: 'RANGE' as const },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' as const },
    { AttributeName: 'seq', AttributeType: 'N' as const },
  ],
  stream: true,
};
export const STATE = {
  ...EVENT,
  TableName: 'State',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  AttributeDefinitions: EVENT.AttributeDefinitions.slice(0, 1),
  stream: false,
  ttlAttribute: 'expiresAt',
};
export const folder = (): string => mkdtempSync(join(tmpdir(), 'dynamo-'));

export type Rig = Awaited<ReturnType<typeof rig>>;

/** The engine with its host behind real HTTP and two tables: `Event` (stream) and `State` (time to live). */
export async function rig(options: Partial<DynamoOptions> = {}) {
  const clock = options.clock ?? virtualClock(START);
  const host = await startDynamo({ dir: undefined, ...options, clock });
  await host.createTable(EVENT);
  await host.createTable(STATE);
  const server = createServer((req, res) => void host.handle(req, res));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'ap-southeast-1',
    credentials,
    maxAttempts: 1,
  });
  const db = DynamoDBDocumentClient.from(client);
  const put = (pk: string, seq: number) =>
    db.send(
      new PutCommand({
        TableName: 'Event',
        Item: { pk, seq, note: `${pk}${seq}` },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  const closeServer = async (): Promise<void> => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return {
    host,
    clock,
    db,
    put,
    stop: async () => {
      await closeServer();
      await host.close();
    },
    /** What sudden death leaves behind: nothing is told to anyone. */
    die: async () => {
      await closeServer();
      await host.abandon();
    },
  };
}

/** `<pk><seq>` of each record, for short expectations. */
export const names = (records: StreamRecord[]): string[] =>
  records.map(({ newImage }) => `${newImage.pk?.S}${newImage.seq?.N}`);

export const failure = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'succeeded',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );

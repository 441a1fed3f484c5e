import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  type ExecutionListItem,
  type ExecutionStatus,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { digest } from '../../functions/app/append.ts';
import { canonical } from '../../functions/core/canonical.ts';
import type { Wire } from '../../local/front/wire.ts';
import { LOCAL } from '../../local/template/physical.ts';
import { wireHandler } from './ask.ts';
import type { CloudLike } from './cloudLike.ts';
import { throughWire } from './direct.ts';

const config = (cloud: CloudLike) => ({ endpoint: cloud.url, region: LOCAL.region, credentials: LOCAL });

/** One client for each cloud: to make one takes longer than most calls. */
const once = <T>(make: (cloud: CloudLike) => T): ((cloud: CloudLike) => T) => {
  const made = new WeakMap<CloudLike, T>();
  return (cloud) => {
    const client = made.get(cloud) ?? make(cloud);
    made.set(cloud, client);
    return client;
  };
};

export const dynamo = once((cloud) => DynamoDBDocumentClient.from(new DynamoDBClient(config(cloud))));
export const sfn = once((cloud) => new SFNClient(config(cloud)));
/** Anew each time: it remembers by how much its clock is off, and virtual clocks jump. */
export const s3 = (cloud: CloudLike): S3Client => new S3Client(config(cloud));
/** One without the network, whose clock is to be set before each call. */
export const s3Near = (cloud: CloudLike, wire: Wire): S3Client =>
  new S3Client({ ...config(cloud), requestHandler: wireHandler(wire) });

/** The same, and without the network where there is a way: nothing overtakes what is in one process, and much is read at once. */
export const dynamoNear = once((cloud) =>
  near(cloud, DynamoDBDocumentClient.from(new DynamoDBClient(config(cloud)))),
);
export const sfnNear = once((cloud) => near(cloud, new SFNClient(config(cloud))));
const near = <C extends DynamoDBDocumentClient | SFNClient>({ wire, database }: CloudLike, client: C): C =>
  wire ? throughWire(client, { accessKeyId: LOCAL.accessKeyId, wire, database }) : client;

export type Item = Record<string, unknown>;

/** Every item of a table, in order of its key. Tests only: nothing of the product scans. */
export const scan = async (cloud: CloudLike, TableName: string): Promise<Item[]> => {
  const client = dynamoNear(cloud);
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }));
    for (const item of page.Items ?? []) items.push(item);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  const key = ({ pk, sk, seq }: Item) =>
    `${text(pk)}|${sk === undefined ? text(seq).padStart(6, '0') : text(sk)}`;
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
};

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Keys and versions in a bucket. */
export const listing = async (cloud: CloudLike, Bucket: string): Promise<string[]> => {
  const found: string[] = [];
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  do {
    const page = await s3(cloud).send(new ListObjectVersionsCommand({ Bucket, KeyMarker, VersionIdMarker }));
    for (const { Key, VersionId, Size, ETag } of page.Versions ?? [])
      found.push(`${Key} ${VersionId} ${Size} ${ETag}`);
    KeyMarker = page.NextKeyMarker;
    VersionIdMarker = page.NextVersionIdMarker;
  } while (KeyMarker !== undefined);
  return found.toSorted();
};

/** One hash over all tables and bucket listings: equal before and after means that nothing was written. */
export const worldHash = async (cloud: CloudLike): Promise<string> => {
  const { stateTable, eventTable, quarantineBucket, archiveBucket } = cloud.names;
  const parts = [
    await scan(cloud, stateTable),
    await scan(cloud, eventTable),
    await listing(cloud, quarantineBucket),
    await listing(cloud, archiveBucket),
  ];
  return digest(canonical(parts));
};

/** All executions of a state machine, or those of one status. */
export const executions = async (
  cloud: CloudLike,
  stateMachineArn: string,
  statusFilter?: ExecutionStatus,
): Promise<ExecutionListItem[]> => {
  const client = sfnNear(cloud);
  const found: ExecutionListItem[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter, maxResults: 1000, nextToken }),
    );
    found.push(...(page.executions ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
};

/** The whole history of an execution. */
export const history = async (cloud: CloudLike, executionArn: string): Promise<HistoryEvent[]> => {
  const client = sfnNear(cloud);
  const found: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }),
    );
    found.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return found;
};

/** Names of the states an execution entered, in order: one each is a state transition that AWS bills. */
export const statesEntered = (events: readonly HistoryEvent[]): string[] =>
  events.flatMap((event) => event.stateEnteredEventDetails?.name ?? []);

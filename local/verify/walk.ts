import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { checkLog, type Item } from '../../functions/adapters/verify/log.ts';
import { archivedObjects, checkPartition } from '../../functions/adapters/verify/partition.ts';
import type { Calendar } from '../../functions/core/calendar/index.ts';
import type { Place } from './place.ts';

/** What was looked at. */
export interface Verified {
  dossiers: number;
  events: number;
  objects: number;
}

const prefix = 'DOSSIER#';

/**
 * Verifies every dossier of a place, one after the other, so that memory does not grow with what a dossier holds. `found` is
 * told each fault as `dossier <id>: <what>`.
 */
export const verifyDossiers = async (
  place: Place,
  calendarOf: (unit: string) => Promise<Calendar | undefined>,
  found: (fault: string) => void,
  progress: (done: number, of: number) => void,
): Promise<Verified> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(place.client));
  const ids = await dossierIds(client, place);
  const seen: Verified = { dossiers: 0, events: 0, objects: 0 };
  for (const id of ids) {
    const fault = (what: string): void => found(`dossier ${id}: ${what}`);
    const [items, log] = await Promise.all([
      partition(client, place.tables.state, `${prefix}${id}`),
      partition(client, place.tables.event, id),
    ]);
    const unit = z.object({ data: z.object({ unit: z.string() }) }).safeParse(log[0]);
    const calendar = unit.success ? await calendarOf(unit.data.data.unit) : undefined;
    seen.dossiers++;
    seen.events += log.length;
    progress(seen.dossiers, ids.size);
    if (log.length > 0 && !calendar) fault('event 1: cannot be read (unit)');
    if (!calendar) {
      if (log.length === 0) fault('has no events');
      continue;
    }
    const { events, dossier, faults } = checkLog(log, calendar);
    for (const each of faults) fault(each);
    if (!dossier || faults.length > 0) continue;
    for (const each of checkPartition(items, events, dossier)) fault(each);
    for (const { what, key, versionId, sha256 } of archivedObjects(items, events)) {
      seen.objects++;
      const body = await place.read(key, versionId);
      if (!body) fault(`${what}: ${key} is not in the archive`);
      else if ((await hashOf(body)) !== sha256) fault(`${what}: ${key} has other bytes than were archived`);
    }
  }
  return seen;
};

const hashOf = async (body: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of body) hash.update(chunk);
  return hash.digest('hex');
};

/** Whoever has a log or an item; only ids are kept in memory. */
const dossierIds = async (
  client: DynamoDBDocumentClient,
  { tables }: Place,
): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const { pk } of keysOf(client, tables.event)) ids.add(pk);
  for await (const { pk } of keysOf(client, tables.state)) {
    if (pk.startsWith(prefix)) ids.add(pk.slice(prefix.length));
  }
  return ids;
};

const keyed = z.array(z.object({ pk: z.string() }));

async function* keysOf(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<{ pk: string }> {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName, ProjectionExpression: 'pk', ExclusiveStartKey }),
    );
    yield* keyed.parse(page.Items ?? []);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

const partition = async (client: DynamoDBDocumentClient, TableName: string, pk: string): Promise<Item[]> => {
  const items: Item[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        ...{ TableName, ConsistentRead: true, ExclusiveStartKey },
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
      }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};

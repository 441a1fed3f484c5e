import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DOSSIER, dossierVerifier, type Stored } from '../../functions/adapters/verify/dossier.ts';
import { dossierFault } from '../../functions/app/verify.ts';
import type { Place } from './place.ts';

/** What was looked at. */
export interface Seen {
  dossiers: number;
  events: number;
  objects: number;
}

/**
 * Verifies every dossier of a place, one after the other, so that memory does not grow with what a dossier holds. `found` is
 * told each fault as `dossier <id>: <what>`.
 */
export const verifyDossiers = async (
  place: Place,
  office: Stored['office'],
  found: (fault: string) => void,
  progress: (done: number, of: number) => void,
): Promise<Seen> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(place.client));
  const verify = dossierVerifier({ client, tables: place.tables, archive: place.archive, office });
  const ids = await dossierIds(client, place);
  const seen: Seen = { dossiers: 0, events: 0, objects: 0 };
  for (const id of ids) {
    const { events, objects, faults } = await verify(id);
    for (const each of faults) found(dossierFault(id, each));
    seen.dossiers++;
    seen.events += events;
    seen.objects += objects;
    progress(seen.dossiers, ids.size);
  }
  return seen;
};

/** Whoever has a log or an item; only ids are kept in memory. */
const dossierIds = async (
  client: DynamoDBDocumentClient,
  { tables }: Place,
): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const { pk } of keysOf(client, tables.event)) ids.add(pk);
  for await (const { pk } of keysOf(client, tables.state)) {
    if (pk.startsWith(DOSSIER)) ids.add(pk.slice(DOSSIER.length));
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

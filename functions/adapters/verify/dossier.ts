import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ArchiveReader } from '../../app/fixity.ts';
import type { Verified } from '../../app/verify.ts';
import type { Calendar } from '../../core/calendar/index.ts';
import { type UnitId, unitId } from '../../core/dossier/ids.ts';
import { checkLog, type Item } from './log.ts';
import { archivedObjects, checkPartition } from './partition.ts';

/** Where everything of a dossier stands, and the calendar of its unit. */
export interface Stored {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly state: string; readonly event: string };
  readonly archive: ArchiveReader;
  readonly office: (unit: UnitId) => Promise<{ readonly calendar: Calendar } | undefined>;
}

/** Where the keys of the items of a dossier begin in the state table. */
export const DOSSIER = 'DOSSIER#';

/**
 * Holds everything that is stored of one dossier against its log: hash chain, head, texts, forms, applicant, documents and
 * archived bytes. The id is any partition key: damage may have made one that is no id. What is wrong twice is wrong: log and
 * items are not read in one moment, and people may be at work.
 */
export const dossierVerifier =
  (stored: Stored) =>
  async (id: string): Promise<Verified> => {
    const first = await once(stored, id);
    return first.faults.length === 0 ? first : once(stored, id);
  };

const unitOf = z.object({ data: z.object({ unit: z.string().transform(unitId) }) });

const once = async ({ client, tables, archive, office }: Stored, id: string): Promise<Verified> => {
  const [items, log] = await Promise.all([
    partition(client, tables.state, `${DOSSIER}${id}`),
    partition(client, tables.event, id),
  ]);
  const sum = { events: log.length, objects: 0, bytes: 0 };
  const unit = unitOf.safeParse(log[0]).data?.data.unit;
  const calendar = unit && (await office(unit))?.calendar;
  if (!calendar)
    return { ...sum, faults: [log.length > 0 ? 'event 1: cannot be read (unit)' : 'has no events'] };
  const { events, dossier, faults: broken } = checkLog(log, calendar);
  if (!dossier || broken.length > 0) return { ...sum, faults: broken };
  const faults = [...checkPartition(items, events, dossier)];
  for (const { what, key, versionId, sha256 } of archivedObjects(items, events)) {
    sum.objects++;
    const measured = await archive.measure({ key, versionId });
    sum.bytes += measured?.bytes ?? 0;
    if (!measured) faults.push(`${what}: ${key} is not in the archive`);
    else if (measured.sha256 !== sha256) faults.push(`${what}: ${key} has other bytes than were archived`);
  }
  return { ...sum, faults };
};

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

import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { catalogueKeys } from '../../functions/adapters/dynamo/catalogueStore.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import type { CalendarData } from '../../functions/core/calendar/index.ts';
import type { ProcedureData, Unit } from '../../functions/core/procedure/index.ts';
import { loadAbolished, loadCalendar, loadProcedures, loadScales, loadUnits } from './load.ts';

/** What is published: the shipped files, or others of the same kinds. */
export interface CatalogueFiles {
  readonly procedures: readonly ProcedureData[];
  readonly calendars: readonly CalendarData[];
  readonly units: readonly Unit[];
}

const shipped = (): CatalogueFiles => {
  const units = loadUnits();
  const calendars = [...new Set(units.map(({ calendar }) => calendar))].map((id) => loadCalendar(id));
  return { procedures: loadProcedures(), calendars, units };
};

/** Writes on their way at the same time. */
const AT_ONCE = 16;

/**
 * Puts the files of the catalogue into the state table: offices, what the law has ended and the scales of the evaluations always, procedures and calendars only where there is none
 * of that code or name yet. What is in force changes by publication alone (`POST /calendars`, `POST /procedures`), with
 * a preview and an event for each dossier: a restart or an update must not undo it. Answers the number of entries.
 */
export async function publishCatalogue(
  client: DynamoDBDocumentClient,
  TableName: string,
  { procedures, calendars, units }: CatalogueFiles = shipped(),
): Promise<number> {
  const known = await sortKeys(client, TableName);
  const stands = (prefix: string) => known.some((sk) => sk.startsWith(prefix));
  const items: (readonly [string, object])[] = [
    ...procedures
      .filter(({ code }) => !stands(catalogueKeys.procedure(code, '')))
      .map((each) => [catalogueKeys.procedure(each.code, each.version), each] as const),
    [catalogueKeys.abolished, { abolished: loadAbolished() }] as const,
    [catalogueKeys.scales, loadScales()] as const,
    ...units.map((unit) => [catalogueKeys.unit(unit.id), unit] as const),
    ...calendars
      .filter(({ id }) => !known.includes(catalogueKeys.calendar(id)))
      .map((calendar) => [catalogueKeys.calendar(calendar.id), calendar] as const),
  ];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    const puts = items
      .slice(at, at + AT_ONCE)
      .map(([sk, document]) => new PutCommand({ TableName, Item: { ...keys.catalogue(sk), document } }));
    await Promise.all(puts.map((put) => client.send(put)));
  }
  return new Set([...known, ...items.map(([sk]) => sk)]).size;
}

async function sortKeys(client: DynamoDBDocumentClient, TableName: string): Promise<string[]> {
  const found: string[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        ProjectionExpression: 'sk',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': keys.catalogue('').pk },
        ExclusiveStartKey,
      }),
    );
    found.push(
      ...z
        .array(z.object({ sk: z.string() }))
        .parse(page.Items ?? [])
        .map(({ sk }) => sk),
    );
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
}

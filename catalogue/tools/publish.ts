import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { catalogueKeys } from '../../functions/adapters/dynamo/catalogueStore.ts';
import { keys } from '../../functions/adapters/dynamo/keys.ts';
import { loadCalendar, loadProcedures, loadUnits } from './load.ts';

/**
 * Puts the files of the catalogue into the state table: procedures by version, units, and the calendars they count by.
 * Doing it again changes nothing. Answers the number of items.
 */
export async function publishCatalogue(client: DynamoDBDocumentClient, TableName: string): Promise<number> {
  const units = loadUnits();
  const calendars = [...new Set(units.map((unit) => unit.calendar))];
  const items: (readonly [string, object])[] = [
    ...loadProcedures().map((each) => [catalogueKeys.procedure(each.code, each.version), each] as const),
    ...units.map((unit) => [catalogueKeys.unit(unit.id), unit] as const),
    ...calendars.map((id) => [catalogueKeys.calendar(id), loadCalendar(id)] as const),
  ];
  for (const [sk, document] of items) {
    await client.send(new PutCommand({ TableName, Item: { ...keys.catalogue(sk), document } }));
  }
  return items.length;
}

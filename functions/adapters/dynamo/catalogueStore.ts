import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { CataloguePort, ClockPort } from '../../app/ports.ts';
import { CATALOGUE_FRESH } from '../../app/publication.ts';
import { type Calendar, calendarSchema, compileCalendar } from '../../core/calendar/index.ts';
import {
  isFileable,
  type ProcedureData,
  procedureSchema,
  type Unit,
  unitSchema,
} from '../../core/procedure/index.ts';
import { keys } from './keys.ts';

/** Sort keys of the catalogue partition. */
export const catalogueKeys = {
  procedure: (code: string, version: string) => `PROCEDURE#${code}#${version}`,
  /** Procedures that the law has ended. */
  abolished: 'ABOLISHED',
  /** Scales of the evaluations (QĐ 766, TT 01/2018). */
  scales: 'SCALES',
  unit: (id: string) => `UNIT#${id}`,
  /** The calendar version in force. */
  calendar: (id: string) => `CALENDAR#${id}`,
  edition: (id: string, version: string) => `CALENDAR#${id}#${version}`,
  /** How often a procedure has been published; not among its versions. */
  register: (code: string) => `REGISTER#${code}`,
} as const;

/** Procedures, units and calendars as published data, kept in memory for a few minutes. */
export const dynamoCatalogue = (
  client: DynamoDBDocumentClient,
  TableName: string,
  clock: ClockPort,
): CataloguePort => {
  const get = async <T extends z.ZodType>(sk: string, schema: T): Promise<z.output<T> | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: keys.catalogue(sk) }));
    return Item && schema.parse(Item.document);
  };
  const remember = <T>(load: (key: string) => Promise<T>) => {
    const known = new Map<string, { value: Promise<T>; at: number }>();
    return (key: string): Promise<T> => {
      const found = known.get(key);
      if (found && clock.now() - found.at < CATALOGUE_FRESH) return found.value;
      const value = load(key);
      known.set(key, { value, at: clock.now() });
      value.catch(() => known.delete(key));
      return value;
    };
  };
  const procedures = remember((prefix) => queryProcedures(client, TableName, prefix));
  const procedure = remember((sk) => get(sk, procedureSchema));
  const office = remember(async (id): Promise<{ unit: Unit; calendar: Calendar } | undefined> => {
    const unit = await get(catalogueKeys.unit(id), unitSchema);
    const calendar = unit && (await get(catalogueKeys.calendar(unit.calendar), calendarSchema));
    return unit && calendar && { unit, calendar: compileCalendar(calendar) };
  });
  return {
    procedures: () => procedures('PROCEDURE#'),
    versions: (code) => procedures(`PROCEDURE#${code}#`),
    office,
    async policy(unitId, code, version) {
      const [rule, found] = await Promise.all([
        procedure(catalogueKeys.procedure(code, version)),
        office(unitId),
      ]);
      if (!rule || !isFileable(rule) || !found)
        throw new Error(`no rules for ${code} ${version} in ${unitId}`);
      return { procedure: rule, ...found };
    },
  };
};

const queryProcedures = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  prefix: string,
): Promise<readonly ProcedureData[]> => {
  const found: ProcedureData[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :procedure)',
        ExpressionAttributeValues: { ':pk': keys.catalogue('').pk, ':procedure': prefix },
        ExclusiveStartKey,
      }),
    );
    found.push(...(page.Items ?? []).map((each) => procedureSchema.parse(each.document)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
};

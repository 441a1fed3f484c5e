import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
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

/**
 * What tells two contents of one key apart: a calendar that changes gets another version, a procedure that has been published
 * only an end. So whoever knows a document need not read it again while these are the same.
 */
const identitySchema = z.object({
  version: z.string(),
  status: z.string().optional(),
  effective: z.object({ from: z.string(), to: z.string().optional() }).optional(),
});
const identityOf = (document: unknown): string => JSON.stringify(identitySchema.parse(document));
const identityPaths = {
  ProjectionExpression: '#document.#version, #document.#status, #document.#effective',
  ExpressionAttributeNames: {
    '#document': 'document',
    '#version': 'version',
    '#status': 'status',
    '#effective': 'effective',
  },
};

/** Procedures, units and calendars as published data, kept in memory for a few minutes. */
export const dynamoCatalogue = (
  client: DynamoDBDocumentClient,
  TableName: string,
  clock: ClockPort,
): CataloguePort => {
  const get = async (sk: string, projection = {}): Promise<unknown> => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: keys.catalogue(sk), ...projection }));
    return Item?.document;
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
  /** Reads and works out a document, or only its identity when it is known. */
  const current = <T>(work: (document: unknown) => T) => {
    const known = new Map<string, { identity: string; value: T }>();
    return async (sk: string): Promise<T | undefined> => {
      const found = known.get(sk);
      if (found) {
        const document = await get(sk, identityPaths);
        if (document !== undefined && identityOf(document) === found.identity) return found.value;
      }
      const document = await get(sk);
      if (document === undefined) return undefined;
      const value = work(document);
      known.set(sk, { identity: identityOf(document), value });
      return value;
    };
  };
  const procedures = remember((prefix) => queryProcedures(client, TableName, prefix));
  const procedure = remember(current((document) => procedureSchema.parse(document)));
  const calendarOf = current((document) => compileCalendar(calendarSchema.parse(document)));
  const office = remember(async (id): Promise<{ unit: Unit; calendar: Calendar } | undefined> => {
    const unit = unitSchema.optional().parse(await get(catalogueKeys.unit(id)));
    const calendar = unit && (await calendarOf(catalogueKeys.calendar(unit.calendar)));
    return unit && calendar && { unit, calendar };
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

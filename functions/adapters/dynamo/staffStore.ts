import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { StaffReader, StaffStore, StaffWrite } from '../../app/staff.ts';
import { clearances, roles } from '../../core/dossier/status.ts';
import type { Delegation, StaffProfile } from '../../core/rights/staff.ts';
import { keys } from './keys.ts';
import { instant, subjectSchema } from './partSchemas.ts';
import { putReplay } from './replayItem.ts';
import { transact } from './transact.ts';

const scope = z.union([z.literal('all'), z.array(z.string())]);
const profileSchema: z.ZodType<StaffProfile> = z.object({
  subject: subjectSchema,
  name: z.string(),
  title: z.string().optional(),
  phone: z.string().optional(),
  roles: z.array(z.enum(roles)),
  procedures: scope,
  clearance: z.enum(clearances),
  active: z.boolean(),
  capacity: z.int().optional(),
});
const delegationSchema: z.ZodType<Delegation> = z.object({
  id: z.string(),
  kind: z.enum(['delegation', 'absence']),
  from: subjectSchema,
  to: subjectSchema,
  roles: z.array(z.enum(roles)),
  procedures: scope,
  first: z.string(),
  last: z.string(),
  legalBasis: z.string(),
  revokedAt: instant.optional(),
});

const PROFILE = 'PROFILE';
const loan = (id: string) => `DELEGATION#${id}`;
const person = (subject: string) => `PERSON#${subject}`;
type Item = Record<string, unknown>;

/** Every item between two sort keys of one partition, inclusive. A directory is some hundred entries: pages are joined. */
const between = async (
  client: DynamoDBDocumentClient,
  TableName: string,
  pk: string,
  [from, to]: readonly [string, string],
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
        ExclusiveStartKey,
      }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};

/** What every act of a member of staff is judged by: one query of the person's own partition. */
export const dynamoStaffReader = (client: DynamoDBDocumentClient, TableName: string): StaffReader => ({
  async record(unit, subject) {
    const { pk } = keys.staff(unit, subject, '');
    const items = await between(client, TableName, pk, [loan(''), PROFILE]);
    const profile = items.find(({ sk }) => sk === PROFILE);
    return {
      ...(profile && { profile: profileSchema.parse(profile) }),
      delegations: items.filter(({ sk }) => sk !== PROFILE).map((item) => delegationSchema.parse(item)),
    };
  },
});

/** The directory: each entry stands by the person and once more in the list of the unit, written together. */
export const dynamoStaff = (client: DynamoDBDocumentClient, TableName: string): StaffStore => {
  const put = async (places: readonly Item[], item: Item, { by, at, replay }: StaffWrite) => {
    const Item = { ...item, by, at };
    const failed = await transact<'replay' | 'item'>(client, [
      { tag: 'replay', write: putReplay(TableName, replay, at) },
      ...places.map((place) => ({
        tag: 'item' as const,
        write: { Put: { TableName, Item: { ...place, ...Item } } },
      })),
    ]);
    return failed === undefined ? 'done' : 'replayed';
  };
  return {
    ...dynamoStaffReader(client, TableName),
    async profiles(unit) {
      const { pk } = keys.directory(unit, '');
      const items = await between(client, TableName, pk, [person(''), person('~')]);
      return items.map((item) => profileSchema.parse(item));
    },
    async delegations(unit, from) {
      const { pk } = keys.directory(unit, '');
      const items = await between(client, TableName, pk, [loan(from), loan('~')]);
      return items.map((item) => delegationSchema.parse(item));
    },
    async delegation(unit, id) {
      const Key = keys.directory(unit, loan(id));
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item && delegationSchema.parse(Item);
    },
    putProfile: (unit, profile, write) =>
      put(
        [keys.staff(unit, profile.subject, PROFILE), keys.directory(unit, person(profile.subject))],
        { ...profile },
        write,
      ),
    putDelegation: (unit, delegation, write) =>
      put(
        [keys.staff(unit, delegation.to, loan(delegation.id)), keys.directory(unit, loan(delegation.id))],
        { ...delegation },
        write,
      ),
  };
};

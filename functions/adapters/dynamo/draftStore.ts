import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Applicant, Draft } from '../../app/draft.ts';
import type { DraftStore } from '../../app/ports.ts';
import { documentSchema } from './documentStore.ts';
import { lookUpSchema } from './filingSchema.ts';
import { keys } from './keys.ts';
import {
  channelSchema,
  filedBySchema,
  idSchema,
  instant,
  relatedSchema,
  subjectSchema,
  unitSchema,
} from './partSchemas.ts';
import { putReplay } from './replayItem.ts';
import { transact } from './transact.ts';

/** Who applies, as an item of its own or inside a draft. */
export const applicantSchema: z.ZodType<Applicant> = z.object({
  kind: z.enum(['person', 'organisation']),
  name: z.string(),
  identifier: z.string(),
  subject: subjectSchema,
  phone: z.string().optional(),
  email: z.string().optional(),
  address: z.string().optional(),
  language: z.enum(['vi', 'en']).optional(),
});

const draftSchema: z.ZodType<Draft> = z.object({
  id: idSchema,
  unit: unitSchema,
  procedure: z.string(),
  version: z.string(),
  restricted: z.literal(true).optional(),
  channel: channelSchema,
  filedBy: filedBySchema,
  subject: subjectSchema,
  createdBy: subjectSchema,
  applicant: applicantSchema,
  applicantSalt: z.string(),
  documents: z.array(documentSchema),
  shown: z.exactOptional(z.array(z.string())),
  lookUps: z.exactOptional(z.array(lookUpSchema)),
  related: z.exactOptional(relatedSchema),
  source: z.object({ system: z.string(), reference: z.string() }).optional(),
  trackingDigest: z.string(),
  createdAt: instant,
  validUntil: instant,
});

const sourceSchema = z.object({ dossierId: idSchema, draftUntil: instant.optional() });
const serialSchema = z.object({ lastSerial: z.int() });

/** Drafts and what is unique about them. */
export const dynamoDraftStore = (client: DynamoDBDocumentClient, TableName: string): DraftStore => ({
  async draft(id) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.draft(id), ConsistentRead: true }),
    );
    return Item && draftSchema.parse(Item);
  },
  async sourceOwner({ system, reference }, now) {
    const Key = keys.source(system, reference);
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    if (!Item) return undefined;
    const { dossierId, draftUntil } = sourceSchema.parse(Item);
    return draftUntil !== undefined && draftUntil <= now ? undefined : dossierId;
  },
  async create(draft, replay) {
    const { source, validUntil, createdAt } = draft;
    const failed = await transact<'replay' | 'source' | 'draft'>(client, [
      { tag: 'replay', write: putReplay(TableName, replay, createdAt) },
      ...(source
        ? [
            {
              tag: 'source' as const,
              write: {
                Put: {
                  TableName,
                  Item: {
                    ...keys.source(source.system, source.reference),
                    dossierId: draft.id,
                    draftUntil: validUntil,
                  },
                  ConditionExpression: 'attribute_not_exists(pk) OR draftUntil <= :now',
                  ExpressionAttributeValues: { ':now': createdAt },
                },
              },
            },
          ]
        : []),
      {
        tag: 'draft',
        write: {
          Put: {
            TableName,
            Item: { ...keys.draft(draft.id), ...draft, expiresAt: Math.ceil(validUntil / 1000) },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      },
    ]);
    return failed === undefined ? 'created' : failed === 'source' ? 'sourceTaken' : 'replayed';
  },
  async lastSerial(agency, day) {
    const Key = keys.serial(agency, day);
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item ? serialSchema.parse(Item).lastSerial : 0;
  },
});

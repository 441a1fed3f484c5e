import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Contact, LetterPorts } from '../../app/noticeLetter.ts';
import { keys } from './keys.ts';
import { dynamoTextStore } from './textStore.ts';

const contactSchema: z.ZodType<Contact> = z.object({
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  language: z.enum(['vi', 'en']).optional(),
});
const requestSchema = z.object({
  items: z.array(
    z.object({
      component: z.exactOptional(z.string()),
      document: z.exactOptional(z.int()),
      reason: z.string(),
    }),
  ),
});

/** Personal data and people's words, for the one message that they are meant for. */
export const dynamoLetterStore = (
  client: DynamoDBDocumentClient,
  TableName: string,
): LetterPorts['letters'] => ({
  ...dynamoTextStore(client, TableName),
  async contact(id) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.applicant(id), ConsistentRead: true }),
    );
    return Item && contactSchema.parse(Item);
  },
  async requested(id, form) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.form(id, form), ConsistentRead: true }),
    );
    return Item ? requestSchema.parse(Item).items : [];
  },
});

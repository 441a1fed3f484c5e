import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Contact, LetterPorts } from '../../app/noticeLetter.ts';
import { keys } from './keys.ts';

const contactSchema: z.ZodType<Contact> = z.object({
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  language: z.enum(['vi', 'en']).optional(),
});
const textSchema = z.object({ text: z.string() });

/** Personal data and people's words, for the one message that they are meant for. */
export const dynamoLetterStore = (
  client: DynamoDBDocumentClient,
  TableName: string,
): LetterPorts['letters'] => ({
  async contact(id) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.applicant(id), ConsistentRead: true }),
    );
    return Item && contactSchema.parse(Item);
  },
  async text(id, item) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.text(id, item), ConsistentRead: true }),
    );
    return Item && textSchema.parse(Item).text;
  },
});

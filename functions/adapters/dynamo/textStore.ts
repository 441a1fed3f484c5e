import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { TextStore } from '../../app/ports.ts';
import { keys } from './keys.ts';

const schema = z.object({ text: z.string() });

/** Words that stand beside the log. */
export const dynamoTextStore = (client: DynamoDBDocumentClient, TableName: string): TextStore => ({
  async text(id, item) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.text(id, item), ConsistentRead: true }),
    );
    return Item && schema.parse(Item).text;
  },
});

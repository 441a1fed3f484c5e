import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ApplicantStore } from '../../app/ports.ts';
import { applicantSchema } from './draftStore.ts';
import { keys } from './keys.ts';

/** Who has applied: personal data, read where identity decides. */
export const dynamoApplicantStore = (client: DynamoDBDocumentClient, TableName: string): ApplicantStore => ({
  async applicant(id) {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: keys.applicant(id), ConsistentRead: true }),
    );
    return Item && applicantSchema.parse(Item);
  },
});

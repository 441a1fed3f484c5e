import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { TopicPort } from '../app/alerts.ts';

/**
 * The alert topic. Subscriptions filter by the attributes `unit`, `recipient` (a list of roles) and `severity`; the stable id
 * travels as one, so that a receiver can drop a repetition.
 */
export const snsTopic = (TopicArn: string, client = new SNSClient({})): TopicPort => ({
  async publish({ id, subject, text, unit, recipients, severity }) {
    const string = (StringValue: string) => ({ DataType: 'String', StringValue });
    await client.send(
      new PublishCommand({
        TopicArn,
        Subject: subject,
        Message: text,
        MessageAttributes: {
          alertId: string(id),
          unit: string(unit),
          recipient: { DataType: 'String.Array', StringValue: JSON.stringify(recipients) },
          severity: string(severity),
        },
      }),
    );
  },
});

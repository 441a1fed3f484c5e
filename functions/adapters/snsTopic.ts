import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { NotifyPorts } from '../app/notify.ts';

/** The alert topic; the stable id travels as an attribute. */
export const snsTopic = (TopicArn: string, client = new SNSClient({})): NotifyPorts['topic'] => ({
  async publish({ id, subject, text }) {
    const MessageAttributes = { alertId: { DataType: 'String', StringValue: id } };
    await client.send(new PublishCommand({ TopicArn, Subject: subject, Message: text, MessageAttributes }));
  },
});

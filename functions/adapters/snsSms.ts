import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Sender } from '../app/sendNotice.ts';
import { rejectedBy } from './sesMailer.ts';

const forGood = new Set(['InvalidParameterException', 'InvalidParameterValueException', 'OptedOutException']);

/** Text messages by SNS, as transactional ones. */
export const snsSms =
  (client = new SNSClient({ maxAttempts: 2 })): Sender =>
  async ({ to, letter }) => {
    const type = { DataType: 'String', StringValue: 'Transactional' };
    const send = new PublishCommand({
      PhoneNumber: to,
      Message: letter.sms,
      MessageAttributes: { 'AWS.SNS.SMS.SMSType': type },
    });
    const { MessageId = '' } = await client
      .send(send, { abortSignal: AbortSignal.timeout(10_000) })
      .catch(rejectedBy(forGood));
    return MessageId;
  };

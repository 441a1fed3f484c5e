import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Sender } from '../app/sendNotice.ts';
import { rejectedIf, SEND_TIMEOUT } from './sesMailer.ts';

/** This very number cannot be written to. */
const isForGood = ({ name, message }: Error): boolean =>
  name === 'InvalidParameterException' && message.includes('PhoneNumber');

/** Text messages by SNS, as transactional ones. They have no room for the id of the notice. */
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
      .send(send, { abortSignal: AbortSignal.timeout(SEND_TIMEOUT) })
      .catch(rejectedIf(isForGood));
    return MessageId;
  };

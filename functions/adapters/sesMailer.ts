import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { RejectedByProvider, type Sender } from '../app/sendNotice.ts';

/** One call, retries included; well within the lease of a notice. */
export const SEND_TIMEOUT = 10_000;

/** Also an unverified sender is a rejection to SES: that is ours to mend and concerns every notice. */
const isForGood = ({ name, message }: Error): boolean =>
  name === 'MessageRejected' && !/not verified/i.test(message);

/** E-mail by SES. A paused account, a throttle or an outage may pass; a refused message does not. */
export const sesMailer =
  (FromEmailAddress: string, client = new SESv2Client({ maxAttempts: 2 })): Sender =>
  async ({ to, id, letter }) => {
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
    const send = new SendEmailCommand({
      FromEmailAddress,
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: {
          Subject: utf8(letter.subject),
          Body: { Text: utf8(letter.text) },
          Headers: [{ Name: 'X-Notice-Id', Value: id }],
        },
      },
    });
    const { MessageId = '' } = await client
      .send(send, { abortSignal: AbortSignal.timeout(SEND_TIMEOUT) })
      .catch(rejectedIf(isForGood));
    return MessageId;
  };

/** Throws what a provider said on, as a refusal for good if it is one. */
export const rejectedIf =
  (forGood: (error: Error) => boolean) =>
  (cause: unknown): never => {
    if (cause instanceof Error && forGood(cause)) throw new RejectedByProvider('refused', { cause });
    throw cause;
  };

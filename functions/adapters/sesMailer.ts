import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { RejectedByProvider, type Sender } from '../app/sendNotice.ts';

const forGood = new Set(['MessageRejected', 'BadRequestException']);

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
      .send(send, { abortSignal: AbortSignal.timeout(10_000) })
      .catch(rejectedBy(forGood));
    return MessageId;
  };

/** Throws what a provider said on as a refusal for good, if its name is one of those. */
export const rejectedBy =
  (names: ReadonlySet<string>) =>
  (cause: unknown): never => {
    if (cause instanceof Error && names.has(cause.name)) throw new RejectedByProvider('refused', { cause });
    throw cause;
  };

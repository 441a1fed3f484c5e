/** SNS as an outbox: Publish records the message; no mail leaves the machine. */
import * as z from 'zod';
import { bodyOf } from '../body.ts';
import type { Clock } from '../clock.ts';
import type { List } from '../events/list.ts';
import type { Handler } from './http.ts';

/** A published message. */
export const Message = z.object({
  topicArn: z.string(),
  subject: z.string().optional(),
  message: z.string(),
  at: z.number(),
});
export type Message = z.infer<typeof Message>;

/** Handles the SNS query protocol. */
export function createSns(o: {
  topics: readonly string[];
  outbox: List<Message>;
  clock: Clock;
  randomId(): string;
}): Handler {
  return async (req, res) => {
    const form = new URLSearchParams((await bodyOf(req)).toString());
    const answer = (status: number, xml: string): void => {
      res.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    };
    const fail = (code: string, text: string): void =>
      answer(
        400,
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error></ErrorResponse>`,
      );
    const topicArn = form.get('TopicArn') ?? '';
    const message = form.get('Message');
    if (form.get('Action') !== 'Publish') return fail('InvalidAction', 'Only Publish is supported locally');
    if (!o.topics.includes(topicArn)) return fail('NotFound', 'Topic does not exist');
    if (!message) return fail('InvalidParameter', 'Empty message');
    const subject = form.get('Subject') ?? undefined;
    o.outbox.append({ topicArn, ...(subject !== undefined && { subject }), message, at: o.clock.now() });
    const id = o.randomId();
    answer(
      200,
      `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${id}</MessageId></PublishResult><ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></PublishResponse>`,
    );
  };
}

/** SES as an outbox: SendEmail of version 2 with a simple text message; nothing leaves the machine. */
import * as z from 'zod';
import { bodyOf } from '../body.ts';
import type { Handler } from './http.ts';
import type { Outbox } from './outbox.ts';

const Content = z.strictObject({ Data: z.string(), Charset: z.string().optional() });
const Input = z.strictObject({
  FromEmailAddress: z.string(),
  Destination: z.strictObject({ ToAddresses: z.tuple([z.string()]) }),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: Content,
      Body: z.strictObject({ Text: Content }),
      Headers: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
    }),
  }),
});

/** Handles the REST protocol; `identities` are the verified senders of the template. */
export function createSes(o: { identities: readonly string[]; outbox: Outbox; randomId(): string }): Handler {
  return async (req, res) => {
    const answer = (status: number, body: object, headers = {}): void => {
      res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
    const fail = (type: string, message: string): void =>
      answer(400, { message }, { 'x-amzn-errortype': type });
    if (req.method !== 'POST' || req.url !== '/v2/email/outbound-emails')
      return fail('BadRequestException', 'Only SendEmail is supported locally');
    const input = Input.safeParse(JSON.parse((await bodyOf(req)).toString()));
    if (!input.success) return fail('BadRequestException', z.prettifyError(input.error));
    const { FromEmailAddress: from, Destination, Content } = input.data;
    const { Subject, Body, Headers } = Content.Simple;
    const [to] = Destination.ToAddresses;
    if (!o.identities.includes(from))
      return fail('MessageRejected', `Email address is not verified: ${from}`);
    const fate = o.outbox.fateOf(to);
    if (fate === 'rejected') return fail('MessageRejected', 'Address blacklisted.');
    if (fate === 'failing') return fail('SendingPausedException', 'Sending is paused.');
    const headers = Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value]));
    o.outbox.append({ channel: 'email', from, to, subject: Subject.Data, message: Body.Text.Data, headers });
    answer(200, { MessageId: o.randomId() });
  };
}

/** SNS as an outbox: Publish to a topic or a telephone records the message; nothing leaves the machine. */
import { bodyOf } from '../body.ts';
import type { Handler } from './http.ts';
import type { Outbox } from './outbox.ts';

/** Handles the SNS query protocol. */
export function createSns(o: { topics: readonly string[]; outbox: Outbox; randomId(): string }): Handler {
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
    const to = form.get('PhoneNumber');
    const message = form.get('Message');
    if (form.get('Action') !== 'Publish') return fail('InvalidAction', 'Only Publish is supported locally');
    if (!message) return fail('InvalidParameter', 'Empty message');
    if (to === null) {
      if (!o.topics.includes(topicArn)) return fail('NotFound', 'Topic does not exist');
      const subject = form.get('Subject') ?? undefined;
      const attributes = attributesOf(form);
      o.outbox.append({
        ...{ channel: 'topic', topicArn, message },
        ...(subject !== undefined && { subject }),
        ...(Object.keys(attributes).length > 0 && { attributes }),
      });
    } else {
      const fate = o.outbox.fateOf(to);
      if (!/^\+[1-9]\d{7,14}$/.test(to) || fate === 'rejected')
        return fail('InvalidParameter', 'Invalid parameter: PhoneNumber');
      if (fate === 'failing') return fail('EndpointDisabled', 'Endpoint is disabled');
      o.outbox.append({ channel: 'sms', to, message });
    }
    const id = o.randomId();
    answer(
      200,
      `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${id}</MessageId></PublishResult><ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></PublishResponse>`,
    );
  };
}

/** `MessageAttributes.entry.1.Name` and its neighbours, as a record. */
function attributesOf(form: URLSearchParams): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let n = 1; ; n++) {
    const entry = `MessageAttributes.entry.${n}`;
    const name = form.get(`${entry}.Name`);
    if (name === null) return attributes;
    attributes[name] = form.get(`${entry}.Value.StringValue`) ?? '';
  }
}

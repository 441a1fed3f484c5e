import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sesMailer } from '../../functions/adapters/sesMailer.ts';
import { snsSms } from '../../functions/adapters/snsSms.ts';
import { virtualClock } from '../../local/clock.ts';
import { openList } from '../../local/events/list.ts';
import { listen } from '../../local/front/http.ts';
import { createOutbox, Message } from '../../local/front/outbox.ts';
import { createSes } from '../../local/front/ses.ts';
import { createSns } from '../../local/front/sns.ts';
import { tempDir } from '../local/fixture.ts';

/** The clients that production uses, against the embedded SES and SNS: what passes, what may pass, what never will. */
const letter = { subject: 'Hồ sơ 1', text: 'Kính gửi A', sms: 'HS 1' };
const message = (to: string) => ({ to, id: 'd#1#email', letter });
let outbox: ReturnType<typeof createOutbox>;
let mail: ReturnType<typeof sesMailer>;
let stranger: ReturnType<typeof sesMailer>;
let text: ReturnType<typeof snsSms>;
let close = (): void => {};

beforeEach(async () => {
  outbox = createOutbox(openList(`${tempDir()}/outbox.jsonl`, Message), virtualClock(0));
  outbox.setFaults({ failing: ['@fail.example', '000000'], rejected: ['@reject.example', '111111'] });
  const o = { topics: [], identities: ['office@example.vn'], outbox, randomId: () => 'id-1' };
  const [ses, sns] = [createSes(o), createSns(o)];
  const { server, port } = await listen(0, (req, res) =>
    (req.url ?? '').startsWith('/v2/') ? ses(req, res) : sns(req, res),
  );
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const config = { endpoint: `http://127.0.0.1:${port}`, region: 'x', credentials };
  const [sesClient, snsClient] = [new SESv2Client(config), new SNSClient(config)];
  mail = sesMailer('office@example.vn', sesClient);
  stranger = sesMailer('stranger@example.vn', sesClient);
  text = snsSms(snsClient);
  close = () => {
    sesClient.destroy();
    snsClient.destroy();
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

test('messages go out with the id of the notice, and the provider says theirs', async () => {
  expect(await mail(message('a@example.vn'))).toBe('id-1');
  expect(await text(message('+84912345678'))).toBe('id-1');
  expect(outbox.all()).toEqual([
    expect.objectContaining({
      channel: 'email',
      subject: 'Hồ sơ 1',
      headers: { 'X-Notice-Id': 'd#1#email' },
    }),
    expect.objectContaining({ channel: 'sms', to: '+84912345678', message: 'HS 1' }),
  ]);
});

test('what the provider refuses for this address is for good', async () => {
  await expect(mail(message('a@reject.example'))).rejects.toMatchObject({
    ...{ name: 'RejectedByProvider', cause: { name: 'MessageRejected' } },
  });
  await expect(text(message('+84912111111'))).rejects.toMatchObject({
    ...{ name: 'RejectedByProvider', cause: { name: 'InvalidParameterException' } },
  });
});

test('what may pass, or is ours to mend, is not: an unverified sender would silence every notice', async () => {
  await expect(mail(message('a@fail.example'))).rejects.toMatchObject({ name: 'SendingPausedException' });
  await expect(stranger(message('a@example.vn'))).rejects.toMatchObject({ name: 'MessageRejected' });
  await expect(text(message('+84912000000'))).rejects.toMatchObject({ name: 'EndpointDisabledException' });
});

import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { virtualClock } from '../../../local/clock.ts';
import { openList } from '../../../local/events/list.ts';
import { createDoor } from '../../../local/front/door.ts';
import { type Handler, listen, sendJson } from '../../../local/front/http.ts';
import { createIssuer, type Issuer } from '../../../local/front/issuer.ts';
import { createLocalApi } from '../../../local/front/local-api.ts';
import { createOutbox, Message } from '../../../local/front/outbox.ts';
import { createSes } from '../../../local/front/ses.ts';
import { createSns } from '../../../local/front/sns.ts';
import { tempDir } from '../fixture.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
let clock = virtualClock(NOW);
let url = '';
let port = 0;
let issuer: Issuer;
const openOutbox = () => createOutbox(openList(join(tempDir(), 'outbox.jsonl'), Message), clock);
let outbox = openOutbox();
let close = (): void => {};

beforeEach(async () => {
  clock = virtualClock(NOW);
  const dir = tempDir();
  issuer = await createIssuer({
    url: 'http://issuer',
    audience: 'here',
    keyFile: join(dir, 'key.pem'),
    clock,
  });
  outbox = openOutbox();
  const says =
    (name: string): Handler =>
    async (_req, res) =>
      sendJson(res, 200, name);
  const services = {
    dynamo: says('dynamo'),
    sfn: says('sfn'),
    s3: says('s3'),
    api: says('api'),
    events: says('events'),
    guardDuty: says('guardduty'),
    lambda: says('lambda'),
    sns: createSns({ topics: ['arn:topic'], outbox, randomId: () => 'id-1' }),
    ses: createSes({ identities: ['office@example.vn'], outbox, randomId: () => 'id-2' }),
    local: createLocalApi({
      ...{ issuer, clock, virtual: true, moved: () => {} },
      setFaults: outbox.setFaults,
      lists: { outbox: outbox.all },
    }),
    isBucket: (name: string) => name === 'files',
    isKey: (key: string) => key === 'local',
  };
  const listening = await listen(0, createDoor(services, clock));
  port = listening.port;
  url = `http://127.0.0.1:${port}`;
  close = () => {
    listening.server.closeAllConnections();
    listening.server.close();
  };
});
afterEach(() => close());

const signed = (service: string, key = 'local') =>
  `AWS4-HMAC-SHA256 Credential=${key}/20260302/x/${service}/aws4_request, SignedHeaders=host, Signature=0`;
const ask = async (path: string, headers: Record<string, string> = {}, method = 'POST') => {
  const response = await fetch(url + path, { method, headers });
  return response.status === 200 ? await response.json() : response.status;
};

test('services are told apart as their clients address them', async () => {
  const target = (name: string) => ({ 'x-amz-target': name, authorization: signed('dynamodb') });
  expect(await ask('/', target('DynamoDB_20120810.GetItem'))).toBe('dynamo');
  expect(await ask('/', target('AWSStepFunctions.StartExecution'))).toBe('sfn');
  expect(await ask('/', target('AWSEvents.PutEvents'))).toBe('events');
  expect(await ask('/', target('Kinesis_20131202.PutRecord'))).toBe(400);
  expect(
    await ask('/', { ...target('DynamoDB_20120810.GetItem'), authorization: signed('dynamodb', 'stranger') }),
  ).toBe(400);
  expect(await ask('/', { 'x-amz-target': 'DynamoDB_20120810.GetItem' })).toBe(400);
  expect(await ask('/', { authorization: signed('sqs') })).toBe(400);
  expect(await ask('/2015-03-31/functions/f/invocations', { authorization: signed('lambda') })).toBe(
    'lambda',
  );
  expect(await ask('/any/key', { authorization: signed('s3') }, 'PUT')).toBe('s3');
  expect(await ask('/any/key?X-Amz-Signature=1', {}, 'GET')).toBe('s3');
  expect(await ask('/files')).toBe('s3');
  expect(await ask('/dossiers', { authorization: 'Bearer x' })).toBe('api');
});

test('answers carry the time of the simulation, by which clients correct theirs', async () => {
  expect((await fetch(`${url}/dossiers`)).headers.get('date')).toBe('Mon, 02 Mar 2026 01:00:00 GMT');
});

test('a busy port gives the next free one', async () => {
  const { server, port: other } = await listen(port, async (_req, res) => sendJson(res, 200, 1));
  expect(other).toBeGreaterThan(port);
  server.close();
});

test('published messages are in the outbox; an unknown topic is refused', async () => {
  const publish = (topic: string) =>
    fetch(url, {
      method: 'POST',
      headers: { authorization: signed('sns') },
      body: new URLSearchParams({ Action: 'Publish', TopicArn: topic, Message: 'Xin chào', Subject: 's' }),
    });
  expect((await publish('arn:nobody')).status).toBe(400);
  expect(await (await publish('arn:topic')).text()).toContain('<MessageId>id-1</MessageId>');
  expect(await ask('/_local/outbox', {}, 'GET')).toEqual([
    { channel: 'topic', topicArn: 'arn:topic', subject: 's', message: 'Xin chào', at: NOW },
  ]);
});

test('text messages and mail are in the outbox; addresses fail or are refused as the tests wish', async () => {
  const text = async (PhoneNumber: string) => {
    const body = new URLSearchParams({ Action: 'Publish', PhoneNumber, Message: 'Chào' });
    const answer = await fetch(url, { method: 'POST', headers: { authorization: signed('sns') }, body });
    return /<(?:Code|MessageId)>([^<]*)/.exec(await answer.text())?.[1];
  };
  const mail = async (to: string, from = 'office@example.vn') => {
    const message = { Subject: { Data: 's' }, Body: { Text: { Data: 'Chào' } } };
    const Headers = [{ Name: 'X-Id', Value: '1' }];
    const answer = await fetch(`${url}/v2/email/outbound-emails`, {
      method: 'POST',
      headers: { authorization: signed('ses') },
      body: JSON.stringify({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { ...message, Headers } },
      }),
    });
    return answer.headers.get('x-amzn-errortype') ?? (await answer.text());
  };
  expect(await text('+84912345678')).toBe('id-1');
  expect(await text('0912345678'), 'not E.164').toBe('InvalidParameter');
  expect(await text('+84912000000')).toBe('EndpointDisabled');
  expect(await mail('a@example.vn')).toBe('{"MessageId":"id-2"}');
  expect(await mail('a@example.vn', 'stranger@example.vn')).toBe('MessageRejected');
  expect(await mail('a@fail.example')).toBe('SendingPausedException');
  expect(await mail('a@reject.example')).toBe('MessageRejected');
  const wish = (body: unknown) =>
    fetch(`${url}/_local/outbox`, { method: 'POST', body: JSON.stringify(body) });
  expect((await wish({ failing: ['x'] })).status).toBe(400);
  expect((await wish({ failing: ['@example.vn'], rejected: [] })).status).toBe(200);
  expect([await mail('a@fail.example'), await mail('a@example.vn')]).toEqual([
    '{"MessageId":"id-2"}',
    'SendingPausedException',
  ]);
  expect(await ask('/_local/outbox', {}, 'GET')).toEqual([
    { channel: 'sms', to: '+84912345678', message: 'Chào', at: NOW },
    ...['a@example.vn', 'a@fail.example'].map((to) => ({
      ...{ channel: 'email', from: 'office@example.vn', to, subject: 's', message: 'Chào' },
      ...{ headers: { 'X-Id': '1' }, at: NOW },
    })),
  ]);
});

test('tokens are issued and their keys published; bad requests say what is wrong', async () => {
  const post = (path: string, body: unknown) =>
    fetch(`${url}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const granted = await post('token', { sub: 's', roles: ['a', 'b'], unit: 'u', minutes: 1 });
  const { access_token: token } = z.object({ access_token: z.string() }).parse(await granted.json());
  expect(await issuer.verify(token, ['here'])).toMatchObject({
    sub: 's',
    roles: 'a b',
    unit: 'u',
    exp: NOW / 1000 + 60,
  });
  expect(await ask('/_local/issuer/jwks.json', {}, 'GET')).toEqual(JSON.parse(JSON.stringify(issuer.jwks)));
  expect(await ask('/_local/issuer/.well-known/openid-configuration', {}, 'GET')).toMatchObject({
    issuer: 'http://issuer',
  });
  const refused = await post('token', { sub: 's', role: 'a' });
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('role')]);
  expect((await post('nothing', {})).status).toBe(404);
});

test('the virtual clock is moved over HTTP', async () => {
  const fired: number[] = [];
  clock.timer(NOW + 1000, () => fired.push(clock.now()));
  const response = await fetch(`${url}/_local/clock`, {
    method: 'POST',
    body: '{"advanceTo":"2026-03-02T08:00:05+07:00"}',
  });
  expect(await response.json()).toEqual({ now: '2026-03-02T01:00:05.000Z', virtual: true });
  expect(fired).toEqual([NOW + 1000]);
});

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { expect, test, vi } from 'vitest';
import { eventBridgeBus } from '../../functions/adapters/eventBridgeBus.ts';
import { redriveEvent } from '../../functions/core/partners/statusEvent.ts';

const event = redriveEvent({ dossierId: 'd', seq: 3, channel: 'sms' }, Date.parse('2026-11-16T01:30:00Z'));
const answering = (answer: object) => {
  const client = new EventBridgeClient({
    region: 'x',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const send = vi.fn(async (_: unknown) => answer);
  Object.assign(client, { send });
  return { client, send };
};

test('the CloudEvent is the detail, its type the detail type', async () => {
  const { client, send } = answering({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
  await eventBridgeBus('bus', client).publish(event);
  const command = send.mock.calls[0]?.[0];
  if (!(command instanceof PutEventsCommand)) throw new Error('another command');
  const [entry] = command.input.Entries ?? [];
  expect(entry).toMatchObject({ EventBusName: 'bus', Source: 'vn.mot-cua', DetailType: event.type });
  expect(entry?.Time?.toISOString()).toBe('2026-11-16T01:30:00.000Z');
  expect(JSON.parse(entry?.Detail ?? '')).toEqual(event);
});

test.each([
  [
    { FailedEntryCount: 1, Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'text' }] },
    'ThrottlingException',
  ],
  [{ FailedEntryCount: 1, Entries: [] }, 'unknown'],
  [{}, 'unknown'],
])('an answer of 200 that took nothing is a failure: %o', async (answer, code) => {
  const published = eventBridgeBus('bus', answering(answer).client).publish(event);
  await expect(published).rejects.toMatchObject({ name: 'NotPublishedError', message: code });
});

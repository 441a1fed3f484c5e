import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { virtualClock } from '../../../local/clock.ts';
import { createBus, Passed } from '../../../local/events/bus.ts';
import { DeadLetter, type Target } from '../../../local/events/delivery.ts';
import { openList } from '../../../local/events/list.ts';
import { createEvents } from '../../../local/events/put-events.ts';
import { listen } from '../../../local/front/http.ts';
import { tempDir } from '../fixture.ts';

/** PutEvents over HTTP, as a client of EventBridge speaks it. */
let url: string;
let close = (): void => {};
let got: string[];
let passed = openList(join(tempDir(), 'none.jsonl'), Passed);

beforeEach(async () => {
  const dir = tempDir();
  got = [];
  passed = openList(join(dir, 'events.jsonl'), Passed);
  const target = (arn: string): Target => ({
    ...{ arn, attempts: 0, maxAgeSeconds: 60, deadLetterQueue: undefined },
    async send(event) {
      got.push(`${arn} ${JSON.stringify(event)}`);
      return undefined;
    },
  });
  let n = 0;
  const bus = createBus({
    ...{ clock: virtualClock(Date.parse('2026-03-02T01:00:00Z')), dir: join(dir, 'under-way'), passed },
    deadLetters: openList(join(dir, 'dead.jsonl'), DeadLetter),
    randomId: () => `id-${++n}`,
    rules: [
      { name: 'ours', bus: 'own', pattern: { source: ['me'] }, targets: [target('ours')] },
      { name: 'default', bus: 'default', pattern: { source: ['me'] }, targets: [target('default')] },
    ],
  });
  const { server, port } = await listen(0, createEvents({ bus, buses: ['own'] }));
  url = `http://127.0.0.1:${port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

const put = async (Entries: object[], target = 'AWSEvents.PutEvents') => {
  const headers = { 'x-amz-target': target };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ Entries }) });
  return { status: answer.status, body: await answer.json() };
};
const entry = { Source: 'me', DetailType: 'Thing', Detail: '{"n":1}', EventBusName: 'own' };

test('an event goes to the rules of its own bus only, stamped, with the time it names', async () => {
  expect(await put([{ ...entry, Time: Date.parse('2026-03-01T00:00:00Z') / 1000 }])).toEqual({
    status: 200,
    body: { FailedEntryCount: 0, Entries: [{ EventId: 'id-1' }] },
  });
  expect(got).toHaveLength(1);
  expect(got[0]).toMatch(/^ours .*"detail-type":"Thing","source":"me".*"time":"2026-03-01T00:00:00Z"/);
  expect(passed.all()).toEqual([{ bus: 'own', event: expect.objectContaining({ id: 'id-1' }) }]);
});

test('each entry is taken or refused by itself: the answer is 200 all the same', async () => {
  const { status, body } = await put([
    entry,
    { ...entry, Detail: 'no json' },
    { ...entry, Detail: '[1]' },
    { ...entry, Source: '' },
    { ...entry, Source: 'aws.mine' },
    { ...entry, EventBusName: 'arn:aws:events:x:0:event-bus/other' },
    { ...entry, EventBusName: 'arn:aws:events:x:0:event-bus/own' },
  ]);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    FailedEntryCount: 5,
    Entries: [
      { EventId: 'id-1' },
      { ErrorCode: 'MalformedDetail' },
      { ErrorCode: 'MalformedDetail' },
      { ErrorCode: 'InvalidArgument' },
      { ErrorCode: 'NotAuthorizedForSourceException' },
      { ErrorCode: 'ResourceNotFoundException' },
      { EventId: 'id-2' },
    ],
  });
  expect(got).toHaveLength(2);
});

test('what is no request of PutEvents is refused whole', async () => {
  expect((await put([])).body).toMatchObject({ __type: 'ValidationException' });
  expect((await put(Array.from({ length: 11 }, () => entry))).body).toMatchObject({
    __type: 'ValidationException',
  });
  expect((await put([{ ...entry, Detail: `{"n":"${'x'.repeat(262_144)}"}` }])).status).toBe(400);
  expect((await put([entry], 'AWSEvents.PutRule')).body).toMatchObject({
    __type: 'UnknownOperationException',
  });
  expect(got).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { log } from '../../functions/shared/logger.ts';
import { type EventRef, streamHandler } from '../../functions/shared/stream.ts';
import { ID } from '../core/dossier/support.ts';

const key = (seq: number) => ({ pk: { S: ID }, seq: { N: String(seq) } });
const inserted = (seq: number, more: object = {}) => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: `s${seq}`, Keys: key(seq), NewImage: { ...key(seq), ...more } },
});

beforeEach(() => void vi.spyOn(log, 'error').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

/** Handles a batch in which these events fail. */
const handle = async (Records: readonly unknown[], failing: readonly number[] = []) => {
  const ran: EventRef[] = [];
  const handler = streamHandler(async (event) => {
    ran.push(event);
    if (failing.includes(event.seq)) throw new Error('fails');
  });
  const { batchItemFailures } = await handler({ Records });
  return { ran, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};
const event = (seq: number) => ({ dossierId: ID, seq });

test('each inserted event is told, in order', async () => {
  expect(await handle([1, 2, 3].map((seq) => inserted(seq)))).toEqual({
    ran: [event(1), event(2), event(3)],
    failed: [],
  });
});

test('an event is told by its name alone, whatever else the record says', async () => {
  const more = { taskToken: { S: 'token' }, phase: { S: 'REVIEW' } };
  expect((await handle([inserted(1, more)])).ran).toEqual([event(1)]);
});

describe('the log only grows: what is no insert is no event', () => {
  const dynamodb = { SequenceNumber: 's1', Keys: key(1), NewImage: key(1), OldImage: key(1) };
  test.each([
    ['a change', { eventName: 'MODIFY', dynamodb }],
    [
      'a removal',
      { eventName: 'REMOVE', dynamodb: { SequenceNumber: 's1', Keys: key(1), OldImage: key(1) } },
    ],
    [
      'a removal by time to live',
      {
        eventName: 'REMOVE',
        userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
        dynamodb,
      },
    ],
    ['an item of another kind', { eventName: 'INSERT', dynamodb: { SequenceNumber: 's1', NewImage: {} } }],
    [
      'a dossier whose id is none',
      { eventName: 'INSERT', dynamodb: { ...dynamodb, NewImage: { ...key(1), pk: { S: 'x' } } } },
    ],
  ])('%s', async (_, record) => {
    expect(await handle([record, inserted(2)])).toEqual({ ran: [event(2)], failed: [] });
  });
});

test.each([
  ['the first', [1], 's1', 1],
  ['one in the middle: what was done before it is not done again', [2], 's2', 2],
  ['the last', [3], 's3', 3],
  ['several: from the first on', [2, 3], 's2', 2],
])('when %s fails, nothing from there on is acknowledged', async (_, failing, from, count) => {
  const { ran, failed } = await handle(
    [1, 2, 3].map((seq) => inserted(seq)),
    failing,
  );
  expect(failed).toEqual([from]);
  // Order is kept: what comes after a failure waits for it.
  expect(ran).toHaveLength(count);
  expect(log.error).toHaveBeenCalledTimes(1);
});
